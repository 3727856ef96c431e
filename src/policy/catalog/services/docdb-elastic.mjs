// Amazon DocumentDB Elastic Clusters. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"docdb-elastic","name":"Amazon DocumentDB Elastic Clusters",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["cluster","arn:${Partition}:docdb-elastic:${Region}:${Account}:cluster/${ResourceId}",[1]],
["cluster-snapshot","arn:${Partition}:docdb-elastic:${Region}:${Account}:cluster-snapshot/${ResourceId}",[1]]
],
"actions":[
["ApplyPendingMaintenanceAction","W",[[0,1]],[1]],
["CopyClusterSnapshot","W",[[1,1]],[0,1,2]],
["CreateCluster","W",[],[0,2]],
["CreateClusterSnapshot","W",[[0,1],[1,1]],[0,1,2]],
["DeleteCluster","W",[[0,1]],[1]],
["DeleteClusterSnapshot","W",[[1,1]],[1]],
["GetCluster","R",[[0,1]],[1]],
["GetClusterSnapshot","R",[[1,1]],[1]],
["GetPendingMaintenanceAction","R",[[0,1]],[1]],
["ListClusterSnapshots","L"],
["ListClusters","L"],
["ListPendingMaintenanceActions","L",[],[1]],
["ListTagsForResource","L",[[0,0],[1,0]],[1]],
["RestoreClusterFromSnapshot","W",[[0,1],[1,1]],[0,1,2]],
["StartCluster","W",[[0,1]],[1]],
["StopCluster","W",[[0,1]],[1]],
["TagResource","T",[[0,0],[1,0]],[0,1,2]],
["UntagResource","T",[[0,0],[1,0]],[2]],
["UpdateCluster","W",[[0,1]],[1]]
]};
