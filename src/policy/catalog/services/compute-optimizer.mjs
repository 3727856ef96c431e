// AWS Compute Optimizer. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"compute-optimizer","name":"AWS Compute Optimizer",
"keys":[
["compute-optimizer:ResourceType","String"]
],
"resources":[],
"actions":[
["DeleteRecommendationPreferences","W",[],[0]],
["DescribeRecommendationExportJobs","L"],
["ExportAutoScalingGroupRecommendations","W"],
["ExportEBSVolumeRecommendations","W"],
["ExportEC2InstanceRecommendations","W"],
["ExportECSServiceRecommendations","W"],
["ExportIdleRecommendations","W"],
["ExportLambdaFunctionRecommendations","W"],
["ExportLicenseRecommendations","W"],
["ExportRDSDatabaseRecommendations","W"],
["GetAutoScalingGroupRecommendations","L"],
["GetEBSVolumeRecommendations","L"],
["GetEC2InstanceRecommendations","L"],
["GetEC2RecommendationProjectedMetrics","L"],
["GetECSServiceRecommendationProjectedMetrics","L"],
["GetECSServiceRecommendations","L"],
["GetEffectiveRecommendationPreferences","R",[],[0]],
["GetEnrollmentStatus","L"],
["GetEnrollmentStatusesForOrganization","L"],
["GetIdleRecommendations","L"],
["GetLambdaFunctionRecommendations","L"],
["GetLicenseRecommendations","L"],
["GetRDSDatabaseRecommendationProjectedMetrics","L"],
["GetRDSDatabaseRecommendations","L"],
["GetRecommendationPreferences","R",[],[0]],
["GetRecommendationSummaries","L"],
["PutRecommendationPreferences","W",[],[0]],
["UpdateEnrollmentStatus","W"]
]};
