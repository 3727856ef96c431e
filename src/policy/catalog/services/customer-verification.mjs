// AWS Customer Verification Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"customer-verification","name":"AWS Customer Verification Service",
"keys":[],
"resources":[],
"actions":[
["CreateCustomerVerificationDetails","W"],
["CreateUploadUrls","W"],
["GetCustomerVerificationDetails","R"],
["GetCustomerVerificationEligibility","R"],
["GetInheritanceConfig","R"],
["PutInheritanceConfig","W"],
["UpdateCustomerVerificationDetails","W"]
]};
