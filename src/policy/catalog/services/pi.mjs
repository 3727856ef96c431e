// AWS Performance Insights. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"pi","name":"AWS Performance Insights",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["pi:Dimensions","ArrayOfString"]
],
"resources":[
["metric-resource","arn:${Partition}:pi:${Region}:${Account}:metrics/${ServiceType}/${Identifier}",[1]],
["perf-reports-resource","arn:${Partition}:pi:${Region}:${Account}:perf-reports/${ServiceType}/${Identifier}/${ReportId}",[1]]
],
"actions":[
["CreatePerformanceAnalysisReport","W",[[1,1]],[0,2]],
["DeletePerformanceAnalysisReport","W",[[1,1]]],
["DescribeDimensionKeys","R",[[0,1]],[3]],
["GetDimensionKeyDetails","R",[[0,1]],[3]],
["GetPerformanceAnalysisReport","R",[[1,1]]],
["GetResourceMetadata","R",[[0,1]]],
["GetResourceMetrics","R",[[0,1]],[3]],
["ListAvailableResourceDimensions","R",[[0,1]]],
["ListAvailableResourceMetrics","R",[[0,1]]],
["ListPerformanceAnalysisReportRecommendations","L",[[1,1]]],
["ListPerformanceAnalysisReports","L",[[1,1]]],
["ListTagsForResource","L",[[0,1],[1,1]]],
["TagResource","T",[[1,1]],[0,2]],
["UntagResource","T",[[1,1]],[2]]
]};
