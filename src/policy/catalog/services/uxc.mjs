// AWS User Experience Customization. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"uxc","name":"AWS User Experience Customization",
"keys":[],
"resources":[],
"actions":[
["DeleteAccountColor","W"],
["GetAccountColor","R"],
["GetAccountCustomizations","R"],
["ListServices","R"],
["PutAccountColor","W"],
["UpdateAccountCustomizations","W"]
]};
