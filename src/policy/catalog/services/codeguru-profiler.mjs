// Amazon CodeGuru Profiler. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"codeguru-profiler","name":"Amazon CodeGuru Profiler",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["ProfilingGroup","arn:${Partition}:codeguru-profiler:${Region}:${Account}:profilingGroup/${ProfilingGroupName}",[1]]
],
"actions":[
["AddNotificationChannels","W",[[0,1]]],
["BatchGetFrameMetricData","L",[[0,1]]],
["ConfigureAgent","W",[[0,1]]],
["CreateProfilingGroup","W",[],[0,2]],
["DeleteProfilingGroup","W",[[0,1]]],
["DescribeProfilingGroup","R",[[0,1]]],
["GetFindingsReportAccountSummary","R"],
["GetNotificationConfiguration","R",[[0,1]]],
["GetPolicy","R",[[0,1]]],
["GetProfile","R",[[0,1]]],
["GetRecommendations","R",[[0,1]]],
["ListFindingsReports","L",[[0,1]]],
["ListProfileTimes","L",[[0,1]]],
["ListProfilingGroups","L"],
["ListTagsForResource","L",[[0,1]]],
["PostAgentProfile","W",[[0,1]]],
["PutPermission","P",[[0,1]]],
["RemoveNotificationChannel","W",[[0,1]]],
["RemovePermission","P",[[0,1]]],
["SubmitFeedback","W",[[0,1]]],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]],
["UpdateProfilingGroup","W",[[0,1]]]
]};
