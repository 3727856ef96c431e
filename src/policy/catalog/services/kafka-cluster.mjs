// Apache Kafka APIs for Amazon MSK clusters. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"kafka-cluster","name":"Apache Kafka APIs for Amazon MSK clusters",
"keys":[
["aws:ResourceTag/${TagKey}","String"]
],
"resources":[
["cluster","arn:${Partition}:kafka:${Region}:${Account}:cluster/${ClusterName}/${ClusterUuid}",[0]],
["group","arn:${Partition}:kafka:${Region}:${Account}:group/${ClusterName}/${ClusterUuid}/${GroupName}"],
["topic","arn:${Partition}:kafka:${Region}:${Account}:topic/${ClusterName}/${ClusterUuid}/${TopicName}"],
["transactional-id","arn:${Partition}:kafka:${Region}:${Account}:transactional-id/${ClusterName}/${ClusterUuid}/${TransactionalId}"]
],
"actions":[
["AlterCluster","W",[[0,1,[0]]]],
["AlterClusterDynamicConfiguration","W",[[0,1,[0]]]],
["AlterGroup","W",[[1,1]]],
["AlterTopic","W",[[2,1]]],
["AlterTopicDynamicConfiguration","W",[[2,1]]],
["AlterTransactionalId","W",[[3,1]]],
["Connect","W",[[0,1,[0]]]],
["CreateTopic","W",[[2,1]]],
["DeleteGroup","W",[[1,1]]],
["DeleteTopic","W",[[2,1]]],
["DescribeCluster","L",[[0,1,[0]]]],
["DescribeClusterDynamicConfiguration","L",[[0,1,[0]]]],
["DescribeGroup","L",[[1,1]]],
["DescribeTopic","L",[[2,1]]],
["DescribeTopicDynamicConfiguration","L",[[2,1]]],
["DescribeTransactionalId","L",[[3,1]]],
["ReadData","R",[[2,1]]],
["WriteData","W",[[2,1]]],
["WriteDataIdempotently","W",[[0,1,[0]]]]
]};
