// AWS Consolidated Billing. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"consolidatedbilling","name":"AWS Consolidated Billing",
"keys":[],
"resources":[],
"actions":[
["GetAccountBillingRole","R"],
["ListLinkedAccounts","L"]
]};
