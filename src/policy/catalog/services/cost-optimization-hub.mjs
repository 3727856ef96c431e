// AWS Cost Optimization Hub. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"cost-optimization-hub","name":"AWS Cost Optimization Hub",
"keys":[],
"resources":[],
"actions":[
["GetPreferences","R"],
["GetRecommendation","R"],
["ListEfficiencyMetrics","L"],
["ListEnrollmentStatuses","L"],
["ListRecommendationSummaries","L"],
["ListRecommendations","L"],
["UpdateEnrollmentStatus","W"],
["UpdatePreferences","W"]
]};
