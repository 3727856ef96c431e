// AWS Application Transformation Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"application-transformation","name":"AWS Application Transformation Service",
"keys":[],
"resources":[],
"actions":[
["GetContainerization","R"],
["GetDeployment","R"],
["GetGroupingAssessment","R"],
["GetPortingCompatibilityAssessment","R"],
["GetPortingRecommendationAssessment","R"],
["GetRuntimeAssessment","R"],
["PutLogData","W"],
["PutMetricData","W"],
["StartContainerization","W"],
["StartDeployment","W"],
["StartGroupingAssessment","W"],
["StartPortingCompatibilityAssessment","W"],
["StartPortingRecommendationAssessment","W"],
["StartRuntimeAssessment","W"]
]};
