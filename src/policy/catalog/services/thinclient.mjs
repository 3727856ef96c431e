// Amazon WorkSpaces Thin Client. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"thinclient","name":"Amazon WorkSpaces Thin Client",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["device","arn:${Partition}:thinclient:${Region}:${Account}:device/${DeviceId}",[1]],
["environment","arn:${Partition}:thinclient:${Region}:${Account}:environment/${EnvironmentId}",[1]],
["softwareset","arn:${Partition}:thinclient:${Region}:${Account}:softwareset/${SoftwareSetId}",[1]]
],
"actions":[
["CreateEnvironment","W",[],[0,1,2]],
["DeleteDevice","W",[[0,1]],[1]],
["DeleteEnvironment","W",[[1,1]],[1]],
["DeregisterDevice","W",[[0,1]],[1]],
["GetDevice","R",[[0,1]],[1]],
["GetDeviceDetails","R",[[0,1]],[1]],
["GetEnvironment","R",[[1,1]],[1]],
["GetSoftwareSet","R",[[2,1]],[1]],
["ListDeviceSessions","L",[[0,1]],[1]],
["ListDevices","L"],
["ListEnvironments","L"],
["ListSoftwareSets","L"],
["ListTagsForResource","L",[[0,0],[1,0],[2,0]],[1]],
["TagResource","T",[[0,0],[1,0],[2,0]],[0,1,2]],
["UntagResource","T",[[0,0],[1,0],[2,0]],[1,2]],
["UpdateDevice","W",[[0,1]],[1]],
["UpdateEnvironment","W",[[1,1]],[1]],
["UpdateSoftwareSet","W",[[2,1]],[1]]
]};
