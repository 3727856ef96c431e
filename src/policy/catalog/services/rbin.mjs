// AWS Recycle Bin. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"rbin","name":"AWS Recycle Bin",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["rbin:Attribute/ResourceType","String"],
["rbin:Request/ResourceType","String"]
],
"resources":[
["rule","arn:${Partition}:rbin:${Region}:${Account}:rule/${ResourceName}",[1]]
],
"actions":[
["CreateRule","W",[[0,1]],[0,2,4]],
["DeleteRule","W",[[0,1]],[1,3]],
["GetRule","R",[[0,1]],[1,3]],
["ListRules","R",[],[4]],
["ListTagsForResource","R",[[0,1]],[1,3]],
["LockRule","W",[[0,1]],[1,3]],
["TagResource","T",[[0,1]],[0,1,2,3]],
["UnlockRule","W",[[0,1]],[1,3]],
["UntagResource","T",[[0,1]],[1,2,3]],
["UpdateRule","W",[[0,1]],[1,3]]
]};
