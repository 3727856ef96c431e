// AWS Parallel Computing Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"pcs","name":"AWS Parallel Computing Service",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["cluster","arn:${Partition}:pcs:${Region}:${Account}:cluster/${ClusterIdentifier}",[1]],
["computenodegroup","arn:${Partition}:pcs:${Region}:${Account}:cluster/${ClusterIdentifier}/computenodegroup/${ComputeNodeGroupIdentifier}",[1]],
["queue","arn:${Partition}:pcs:${Region}:${Account}:cluster/${ClusterIdentifier}/queue/${QueueIdentifier}",[1]]
],
"actions":[
["AllowVendedLogDeliveryForResource","W",[[0,1]]],
["CreateCluster","W",[],[0,1,2]],
["CreateComputeNodeGroup","W",[[0,1]],[0,1,2]],
["CreateQueue","W",[[0,1]],[0,1,2]],
["DeleteCluster","W",[[0,1]]],
["DeleteComputeNodeGroup","W",[[0,1],[1,1]]],
["DeleteQueue","W",[[0,1],[2,1]]],
["GetCluster","R",[[0,1]]],
["GetComputeNodeGroup","R",[[0,1],[1,1]]],
["GetQueue","R",[[0,1],[2,1]]],
["ListClusters","L"],
["ListComputeNodeGroups","L",[[0,1]]],
["ListQueues","L",[[0,1]]],
["ListTagsForResource","R"],
["RegisterComputeNodeGroupInstance","W",[[0,1]]],
["TagResource","T",[[0,0,[1]],[1,0,[1]],[2,0,[1]]],[0,2]],
["UntagResource","T",[[0,0,[1]],[1,0,[1]],[2,0,[1]]],[2]],
["UpdateCluster","W",[[0,1]]],
["UpdateComputeNodeGroup","W",[[0,1],[1,1]]],
["UpdateQueue","W",[[0,1],[2,1]]]
]};
