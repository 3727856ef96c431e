// AWS CloudWatch RUM. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"rum","name":"AWS CloudWatch RUM",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["AppMonitorResource","arn:${Partition}:rum:${Region}:${Account}:appmonitor/${Name}",[1]]
],
"actions":[
["BatchCreateRumMetricDefinitions","W",[[0,1]]],
["BatchDeleteRumMetricDefinitions","W",[[0,1]]],
["BatchGetRumMetricDefinitions","R",[[0,1]]],
["CreateAppMonitor","W",[[0,1]],[0,2]],
["DeleteAppMonitor","W",[[0,1]]],
["DeleteResourcePolicy","W",[[0,1]]],
["DeleteRumMetricsDestination","W",[[0,1]]],
["GetAppMonitor","R",[[0,1]]],
["GetAppMonitorData","R",[[0,1]]],
["GetResourcePolicy","R",[[0,1]]],
["ListAppMonitors","L"],
["ListRumMetricsDestinations","R",[[0,1]]],
["ListTagsForResource","R"],
["PutResourcePolicy","W",[[0,1]]],
["PutRumEvents","W",[[0,1]]],
["PutRumMetricsDestination","W",[[0,1]]],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]],
["UpdateAppMonitor","W",[[0,1]]],
["UpdateRumMetricDefinition","W",[[0,1]]]
]};
