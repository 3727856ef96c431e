// AWS Shield network security director. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"network-security-director","name":"AWS Shield network security director",
"keys":[],
"resources":[],
"actions":[
["GetFinding","R"],
["GetResource","R"],
["ListAccountSummaries","L"],
["ListFindings","L"],
["ListInsights","L"],
["ListRemediations","L"],
["ListResources","L"],
["UpdateFinding","W"]
]};
