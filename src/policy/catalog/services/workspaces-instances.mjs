// AWS WorkSpaces Managed Instances. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"workspaces-instances","name":"AWS WorkSpaces Managed Instances",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["VolumeId","arn:${Partition}:ec2:${Region}:${Account}:volume/${VolumeId}",[1]],
["WorkspaceInstanceId","arn:${Partition}:workspaces-instances:${Region}:${Account}:workspaceinstance/${WorkspaceInstanceId}",[1]]
],
"actions":[
["AssociateVolume","W",[[1,1]]],
["CreateVolume","W"],
["CreateWorkspaceInstance","W",[],[0,2]],
["DeleteVolume","W",[[0,1]]],
["DeleteWorkspaceInstance","W",[[1,1]]],
["DisassociateVolume","W",[[1,1]]],
["GetWorkspaceInstance","R",[[1,1]]],
["ListInstanceTypes","L"],
["ListRegions","L"],
["ListTagsForResource","L",[[1,1]]],
["ListWorkspaceInstances","L"],
["TagResource","T",[[1,1]],[0,2]],
["UntagResource","T",[[1,1]],[2]]
]};
