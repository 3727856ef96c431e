// Amazon EventBridge Pipes. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"pipes","name":"Amazon EventBridge Pipes",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["pipe","arn:${Partition}:pipes:${Region}:${Account}:pipe/${Name}",[1]]
],
"actions":[
["CreatePipe","W",[[0,1]],[0,1,2]],
["DeletePipe","W",[[0,1]],[1]],
["DescribePipe","R",[[0,1]],[1]],
["ListPipes","L"],
["ListTagsForResource","R",[[0,1]],[1]],
["StartPipe","W",[[0,1]],[1]],
["StopPipe","W",[[0,1]],[1]],
["TagResource","T",[[0,1]],[0,1,2]],
["UntagResource","T",[[0,1]],[1,2]],
["UpdatePipe","W",[[0,1]],[1]]
]};
