// AWS Billing And Cost Management Data Exports. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"bcm-data-exports","name":"AWS Billing And Cost Management Data Exports",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["billingview","arn:${Partition}:billing::${Account}:billingview/${ResourceId}",[1]],
["export","arn:${Partition}:bcm-data-exports:${Region}:${Account}:export/${Identifier}",[1]],
["table","arn:${Partition}:bcm-data-exports:${Region}:${Account}:table/${Identifier}"]
],
"actions":[
["CreateExport","W",[[0,0],[2,1]],[0,2]],
["DeleteExport","W",[[1,1]],[1]],
["GetExecution","R",[[1,1]],[1]],
["GetExport","R",[[1,1]],[1]],
["GetTable","R",[[2,1]]],
["ListExecutions","L",[[1,1]],[1]],
["ListExports","L"],
["ListTables","L"],
["ListTagsForResource","R",[[1,1]],[1]],
["TagResource","T",[[1,1]],[0,1,2]],
["UntagResource","T",[[1,1]],[1,2]],
["UpdateExport","W",[[0,0],[1,1],[2,1]],[1]]
]};
