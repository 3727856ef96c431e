// Amazon CloudWatch Internet Monitor. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"internetmonitor","name":"Amazon CloudWatch Internet Monitor",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["HealthEvent","arn:${Partition}:internetmonitor:${Region}:${Account}:monitor/${MonitorName}/health-event/${EventId}",[1]],
["InternetEvent","arn:${Partition}:internetmonitor::${Account}:internet-event/${InternetEventId}"],
["Monitor","arn:${Partition}:internetmonitor:${Region}:${Account}:monitor/${MonitorName}",[1]]
],
"actions":[
["CreateMonitor","W",[[2,1]],[0,2]],
["DeleteMonitor","W",[[2,1]]],
["GetHealthEvent","R",[[2,1]]],
["GetInternetEvent","R",[[1,1]]],
["GetMonitor","R",[[2,1]]],
["GetQueryResults","R",[[2,1]]],
["GetQueryStatus","R",[[2,1]]],
["Link","W"],
["ListHealthEvents","L",[[2,1]]],
["ListInternetEvents","L"],
["ListMonitors","L"],
["ListTagsForResource","R",[[2,1]]],
["StartQuery","R",[[2,1]]],
["StopQuery","R",[[2,1]]],
["TagResource","T",[[2,1]],[0,2]],
["UntagResource","T",[[2,1]],[2]],
["UpdateMonitor","W",[[2,1]]]
]};
