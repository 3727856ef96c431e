// Amazon Resource Group Tagging API. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"tag","name":"Amazon Resource Group Tagging API",
"keys":[],
"resources":[],
"actions":[
["DescribeReportCreation","R"],
["GetComplianceSummary","R"],
["GetResources","R"],
["GetTagKeys","R"],
["GetTagValues","R"],
["ListRequiredTags","L"],
["StartReportCreation","W"],
["TagResources","T"],
["UntagResources","T"]
]};
