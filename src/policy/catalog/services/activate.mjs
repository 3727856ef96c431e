// AWS Activate. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"activate","name":"AWS Activate",
"keys":[],
"resources":[],
"actions":[
["CreateForm","W"],
["GetAccountContact","R"],
["GetContentInfo","R"],
["GetCosts","R"],
["GetCredits","R"],
["GetMemberInfo","R"],
["GetProgram","R"],
["PutMemberInfo","W"]
]};
