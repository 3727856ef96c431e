// AWS Verified Access. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"verified-access","name":"AWS Verified Access",
"keys":[],
"resources":[],
"actions":[
["AllowVerifiedAccess","W"]
]};
