// Amazon Data Lifecycle Manager. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"dlm","name":"Amazon Data Lifecycle Manager",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["policy","arn:${Partition}:dlm:${Region}:${Account}:policy/${ResourceName}",[1]]
],
"actions":[
["CreateLifecyclePolicy","W",[],[0,2]],
["DeleteLifecyclePolicy","W",[[0,1]]],
["GetLifecyclePolicies","L"],
["GetLifecyclePolicy","R",[[0,1]]],
["ListTagsForResource","R",[[0,1]]],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]],
["UpdateLifecyclePolicy","W",[[0,1]]]
]};
