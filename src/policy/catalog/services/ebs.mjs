// Amazon Elastic Block Store. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ebs","name":"Amazon Elastic Block Store",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["ebs:Description","String"],
["ebs:ParentSnapshot","ARN"],
["ebs:VolumeSize","Numeric"]
],
"resources":[
["snapshot","arn:${Partition}:ec2:${Region}::snapshot/${SnapshotId}",[0,1,2,3,4,5]]
],
"actions":[
["CompleteSnapshot","W",[[0,1]],[1]],
["GetSnapshotBlock","R",[[0,1]],[1]],
["ListChangedBlocks","R",[[0,1]],[1]],
["ListSnapshotBlocks","R",[[0,1]],[1]],
["PutSnapshotBlock","W",[[0,1]],[1]],
["StartSnapshot","W",[[0,0]],[0,1,2,3,4,5]]
]};
