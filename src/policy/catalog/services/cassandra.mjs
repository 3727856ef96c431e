// Amazon Keyspaces (for Apache Cassandra). Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"cassandra","name":"Amazon Keyspaces (for Apache Cassandra)",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["keyspace","arn:${Partition}:cassandra:${Region}:${Account}:/keyspace/${KeyspaceName}/",[1]],
["stream","arn:${Partition}:cassandra:${Region}:${Account}:/keyspace/${KeyspaceName}/table/${TableName}/stream/${StreamLabel}",[1]],
["table","arn:${Partition}:cassandra:${Region}:${Account}:/keyspace/${KeyspaceName}/table/${TableName}",[1]]
],
"actions":[
["Alter","W",[[0,0],[2,0]],[0,2]],
["AlterMultiRegionResource","W",[[0,0],[2,0]],[0,2]],
["Create","W",[[0,0],[2,0]],[0,2]],
["CreateMultiRegionResource","W",[[0,0],[2,0]],[0,2]],
["Drop","W",[[0,0],[2,0]]],
["DropMultiRegionResource","W",[[0,0],[2,0]]],
["GetRecords","R",[[1,1]]],
["GetShardIterator","R",[[1,1]]],
["GetStream","R",[[1,1]]],
["ListStreams","L"],
["Modify","W",[[2,1]]],
["ModifyMultiRegionResource","W",[[2,1]]],
["Restore","W",[[2,1]]],
["RestoreMultiRegionTable","W",[[2,1]]],
["Select","R",[[2,1]]],
["SelectMultiRegionResource","R",[[2,1]]],
["TagMultiRegionResource","T",[[0,0],[2,0]],[0,2]],
["TagResource","T",[[0,0],[1,0],[2,0]],[0,2]],
["UnTagMultiRegionResource","T",[[0,0],[2,0]],[2]],
["UntagResource","T",[[0,0],[1,0],[2,0]],[2]],
["UpdatePartitioner","W",[[2,1]]]
]};
