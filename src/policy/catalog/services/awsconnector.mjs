// AWS Connector Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"awsconnector","name":"AWS Connector Service",
"keys":[],
"resources":[],
"actions":[
["GetConnectorHealth","R"],
["RegisterConnector","W"],
["ValidateConnectorId","R"]
]};
