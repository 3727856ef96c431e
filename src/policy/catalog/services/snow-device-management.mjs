// AWS Snow Device Management. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"snow-device-management","name":"AWS Snow Device Management",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["managed-device","arn:${Partition}:snow-device-management:${Region}:${Account}:managed-device/${ResourceId}",[1]],
["task","arn:${Partition}:snow-device-management:${Region}:${Account}:task/${ResourceId}",[1]]
],
"actions":[
["CancelTask","W",[[1,1]]],
["CreateTask","W",[],[0,1,2]],
["DescribeDevice","R",[[0,1]]],
["DescribeDeviceEc2Instances","R",[[0,1]]],
["DescribeExecution","R"],
["DescribeTask","R",[[1,1]]],
["ListDeviceResources","L",[[0,1]]],
["ListDevices","L"],
["ListExecutions","L"],
["ListTagsForResource","R",[],[0,2]],
["ListTasks","L"],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]]
]};
