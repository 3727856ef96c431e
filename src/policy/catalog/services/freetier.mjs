// AWS Free Tier. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"freetier","name":"AWS Free Tier",
"keys":[],
"resources":[],
"actions":[
["GetAccountActivity","R"],
["GetAccountPlanState","R"],
["GetFreeTierAlertPreference","R"],
["GetFreeTierUsage","R"],
["ListAccountActivities","L"],
["PutFreeTierAlertPreference","W"],
["UpgradeAccountPlan","W"]
]};
