// Account access manager. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"account-access","name":"Account access manager",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["application","arn:${Partition}:account-access:${Region}:${Account}:application/${ResourceId}",[1]]
],
"actions":[
["CreateApplication","W",[],[0,2]],
["CreateEntitlement","W",[[0,1]]],
["DeleteApplication","W",[[0,1]]],
["DeleteEntitlement","W",[[0,1]]],
["GetApplication","R",[[0,1]]],
["GetEntitlement","R",[[0,1]]],
["ListApplications","L"],
["ListEntitlements","L",[[0,1]]],
["ListTagsForResource","R",[[0,1]],[1]],
["TagResource","T",[[0,0]],[0,1,2]],
["UntagResource","T",[[0,0]],[2]]
]};
