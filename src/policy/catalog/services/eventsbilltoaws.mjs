// AWS reInvent event pass amount charge to customer AWS account. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"eventsbilltoaws","name":"AWS reInvent event pass amount charge to customer AWS account",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["approve","arn:${Partition}:eventsbilltoaws:${Region}:${Account}:${RelativeId}",[1]],
["info","arn:${Partition}:eventsbilltoaws:${Region}:${Account}:${RelativeId}",[1]]
],
"actions":[
["approve","W",[],[0,1,2]],
["info","R",[],[0,1,2]]
]};
