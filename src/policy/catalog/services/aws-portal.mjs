// AWS Billing Console. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"aws-portal","name":"AWS Billing Console",
"keys":[],
"resources":[],
"actions":[
["GetConsoleActionSetEnforced","R"],
["ModifyAccount","W"],
["ModifyBilling","W"],
["ModifyPaymentMethods","W"],
["UpdateConsoleActionSetEnforced","W"],
["ViewAccount","R"],
["ViewBilling","R"],
["ViewPaymentMethods","R"],
["ViewUsage","R"]
]};
