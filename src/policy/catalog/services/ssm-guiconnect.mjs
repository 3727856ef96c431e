// AWS Systems Manager GUI Connect. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ssm-guiconnect","name":"AWS Systems Manager GUI Connect",
"keys":[],
"resources":[],
"actions":[
["CancelConnection","W"],
["DeleteConnectionRecordingPreferences","W"],
["GetConnection","R"],
["GetConnectionRecordingPreferences","R"],
["ListConnections","L"],
["StartConnection","W"],
["UpdateConnectionRecordingPreferences","W"]
]};
