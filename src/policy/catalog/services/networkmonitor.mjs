// Amazon CloudWatch Network Synthetic Monitor. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"networkmonitor","name":"Amazon CloudWatch Network Synthetic Monitor",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["monitor","arn:${Partition}:networkmonitor:${Region}:${Account}:monitor/${MonitorName}",[1]],
["probe","arn:${Partition}:networkmonitor:${Region}:${Account}:probe/${ProbeId}",[1]]
],
"actions":[
["CreateMonitor","W",[[0,1]],[0,2]],
["CreateProbe","W",[],[0,2]],
["DeleteMonitor","W",[[0,1]]],
["DeleteProbe","W",[[1,1]]],
["GetMonitor","R",[[0,1]]],
["GetProbe","R",[[1,1]]],
["ListMonitors","L"],
["ListTagsForResource","R",[[0,0],[1,0]]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]],
["UpdateMonitor","W",[[0,1]]],
["UpdateProbe","W",[[1,1]]]
]};
