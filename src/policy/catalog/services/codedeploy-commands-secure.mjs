// AWS CodeDeploy secure host commands service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"codedeploy-commands-secure","name":"AWS CodeDeploy secure host commands service",
"keys":[],
"resources":[],
"actions":[
["GetDeploymentSpecification","R"],
["PollHostCommand","R"],
["PutHostCommandAcknowledgement","W"],
["PutHostCommandComplete","W"]
]};
