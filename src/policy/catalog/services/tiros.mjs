// AWS Tiros. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"tiros","name":"AWS Tiros",
"keys":[],
"resources":[],
"actions":[
["CreateQuery","W"],
["ExtendQuery","W"],
["GetQueryAnswer","R"],
["GetQueryExplanation","R"],
["GetQueryExtensionAccounts","R"]
]};
