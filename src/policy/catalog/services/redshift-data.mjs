// Amazon Redshift Data API. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"redshift-data","name":"Amazon Redshift Data API",
"keys":[
["aws:ResourceTag/${TagKey}","String"],
["redshift-data:glue-catalog-arn","ARN"],
["redshift-data:session-owner-iam-userid","String"],
["redshift-data:statement-owner-iam-userid","String"]
],
"resources":[
["cluster","arn:${Partition}:redshift:${Region}:${Account}:cluster:${ClusterName}",[0]],
["managed-workgroup","arn:${Partition}:redshift-serverless:${Region}:${Account}:managed-workgroup/${ManagedWorkgroupId}"],
["workgroup","arn:${Partition}:redshift-serverless:${Region}:${Account}:workgroup/${WorkgroupId}",[0]]
],
"actions":[
["BatchExecuteStatement","W",[[0,0],[2,0]],[1,2]],
["CancelStatement","W",[],[3]],
["DescribeStatement","R",[],[3]],
["DescribeTable","R",[[0,1],[2,1]]],
["ExecuteStatement","W",[[0,0],[2,0]],[1,2]],
["GetStagingBucketLocation","R",[[1,1]]],
["GetStatementResult","R",[],[3]],
["ListDatabases","R",[[0,1],[2,1]]],
["ListSchemas","R",[[0,1],[2,1]]],
["ListSessions","L",[],[2]],
["ListStatements","L",[],[3]],
["ListTables","L",[[0,1],[2,1]]]
]};
