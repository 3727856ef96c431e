// AWS CloudHSM. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"cloudhsm","name":"AWS CloudHSM",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["backup","arn:${Partition}:cloudhsm:${Region}:${Account}:backup/${CloudHsmBackupInstanceName}",[1]],
["cluster","arn:${Partition}:cloudhsm:${Region}:${Account}:cluster/${CloudHsmClusterInstanceName}",[1]]
],
"actions":[
["CopyBackupToRegion","W",[[0,1]],[0,2]],
["CreateCluster","W",[[0,0]],[0,2]],
["CreateHsm","W",[[1,1]]],
["DeleteBackup","W",[[0,1]]],
["DeleteCluster","W",[[1,1]]],
["DeleteHsm","W"],
["DeleteResourcePolicy","P",[[0,1]]],
["DescribeBackups","R"],
["DescribeClusters","R"],
["GetResourcePolicy","R",[[0,1]]],
["InitializeCluster","W",[[1,1]]],
["ListTags","R",[[0,0],[1,0]]],
["ModifyBackupAttributes","W",[[0,1]]],
["ModifyCluster","W",[[1,1]]],
["PutResourcePolicy","P",[[0,1]]],
["RestoreBackup","W",[[0,1]]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]]
]};
