// AWS App2Container. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"a2c","name":"AWS App2Container",
"keys":[],
"resources":[],
"actions":[
["GetContainerizationJobDetails","R"],
["GetDeploymentJobDetails","R"],
["StartContainerizationJob","W"],
["StartDeploymentJob","W"]
]};
