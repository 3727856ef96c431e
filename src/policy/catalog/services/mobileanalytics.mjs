// Amazon Mobile Analytics. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"mobileanalytics","name":"Amazon Mobile Analytics",
"keys":[],
"resources":[],
"actions":[
["GetFinancialReports","R"],
["GetReports","R"],
["PutEvents","W"]
]};
