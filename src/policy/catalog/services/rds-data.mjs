// Amazon RDS Data API. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"rds-data","name":"Amazon RDS Data API",
"keys":[
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["cluster","arn:${Partition}:rds:${Region}:${Account}:cluster:${DbClusterInstanceName}",[0,1]]
],
"actions":[
["BatchExecuteStatement","W",[[0,1]],[0,1]],
["BeginTransaction","W",[[0,1]],[0,1]],
["CommitTransaction","W",[[0,1]],[0,1]],
["ExecuteSql","W",[[0,1]],[0,1]],
["ExecuteStatement","W",[[0,1]],[0,1]],
["RollbackTransaction","W",[[0,1]],[0,1]]
]};
