// AWS Cost and Usage Report. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"cur","name":"AWS Cost and Usage Report",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["cur","arn:${Partition}:cur:${Region}:${Account}:definition/${ReportName}"]
],
"actions":[
["DeleteReportDefinition","W",[[0,1]]],
["DescribeReportDefinitions","R"],
["GetClassicReport","R"],
["GetClassicReportPreferences","R"],
["GetUsageReport","R"],
["ListTagsForResource","R",[[0,1]],[1]],
["ModifyReportDefinition","W",[[0,1]]],
["PutClassicReportPreferences","W"],
["PutReportDefinition","W",[[0,1,[0,1,2]]]],
["TagResource","T",[[0,1]],[0,1,2]],
["UntagResource","T",[[0,1]],[1,2]],
["ValidateReportDestination","R"]
]};
