// Amazon CodeGuru. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"codeguru","name":"Amazon CodeGuru",
"keys":[],
"resources":[],
"actions":[
["GetCodeGuruFreeTrialSummary","R"]
]};
