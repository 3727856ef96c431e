// AWS IoT Fleet Hub for Device Management. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"iotfleethub","name":"AWS IoT Fleet Hub for Device Management",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["application","arn:${Partition}:iotfleethub:${Region}:${Account}:application/${ApplicationId}",[1]]
],
"actions":[
["CreateApplication","W",[],[0,2]],
["DeleteApplication","W",[[0,1,[1]]]],
["DescribeApplication","R",[[0,1,[1]]]],
["ListApplications","L"],
["ListTagsForResource","R",[[0,0,[1]]]],
["TagResource","T",[[0,0,[0,1,2]]]],
["UntagResource","T",[[0,0,[1,2]]]],
["UpdateApplication","W",[[0,1,[1]]]]
]};
