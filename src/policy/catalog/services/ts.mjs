// AWS Diagnostic tools. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ts","name":"AWS Diagnostic tools",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["execution","arn:${Partition}:ts::${Account}:execution/${UserId}/${ToolId}/${ExecutionId}",[1]],
["tool","arn:${Partition}:ts::aws:tool/${ToolId}"]
],
"actions":[
["GetExecution","R",[[0,1,[1]]]],
["GetExecutionOutput","R",[[0,1,[1]]]],
["GetTool","R",[[1,1]]],
["ListExecutions","L"],
["ListTagsForResource","R",[[0,1,[0,1,2]]]],
["ListTools","L"],
["StartExecution","W",[],[0,2]],
["TagResource","T",[[0,1,[0,1,2]]]],
["UntagResource","T",[[0,1,[1,2]]]]
]};
