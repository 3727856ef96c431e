// AWS Elemental Support Content. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"elemental-support-content","name":"AWS Elemental Support Content",
"keys":[],
"resources":[],
"actions":[
["Query","R"]
]};
