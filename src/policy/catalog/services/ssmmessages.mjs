// Amazon Message Gateway Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ssmmessages","name":"Amazon Message Gateway Service",
"keys":[
["ec2:SourceInstanceARN","ARN"],
["ssm:SourceInstanceARN","ARN"]
],
"resources":[],
"actions":[
["CreateControlChannel","W",[],[0,1]],
["CreateDataChannel","W"],
["OpenControlChannel","W"],
["OpenDataChannel","W"]
]};
