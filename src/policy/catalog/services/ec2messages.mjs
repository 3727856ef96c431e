// Amazon Message Delivery Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ec2messages","name":"Amazon Message Delivery Service",
"keys":[
["ec2:SourceInstanceARN","ARN"],
["ssm:SourceInstanceARN","ARN"]
],
"resources":[],
"actions":[
["AcknowledgeMessage","W"],
["DeleteMessage","W"],
["FailMessage","W"],
["GetEndpoint","R"],
["GetMessages","R",[],[0,1]],
["SendReply","W",[],[0,1]]
]};
