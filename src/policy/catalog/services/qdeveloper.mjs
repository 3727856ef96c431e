// Amazon Q Developer. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"qdeveloper","name":"Amazon Q Developer",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["codeTransformation","arn:${Partition}:qdeveloper:${Region}:${Account}:codeTransformation/${Identifier}",[1]]
],
"actions":[
["ExportArtifact","W",[[0,0,[1]]]],
["ImportArtifact","W",[[0,0,[1]]]],
["ListTagsForResource","L",[[0,0,[1]]]],
["StartAgentSession","W",[],[0,2]],
["TagResource","T",[[0,0,[0,1,2]]]],
["TransformCode","W",[[0,0,[1]]]],
["UntagResource","T",[[0,0,[1,2]]]]
]};
