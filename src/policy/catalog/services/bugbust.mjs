// AWS BugBust. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"bugbust","name":"AWS BugBust",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["Event","arn:${Partition}:bugbust:${Region}:${Account}:events/${EventId}",[1]]
],
"actions":[
["CreateEvent","W",[],[0,2]],
["EvaluateProfilingGroups","W",[[0,1,[1]]]],
["GetEvent","R",[[0,1,[1]]]],
["GetJoinEventStatus","R",[[0,1,[1]]]],
["JoinEvent","W",[[0,1,[1]]]],
["ListBugs","R",[[0,1,[1]]]],
["ListEventParticipants","R",[[0,1,[1]]]],
["ListEventScores","R",[[0,1,[1]]]],
["ListEvents","L",[],[1]],
["ListProfilingGroups","R",[[0,1,[1]]]],
["ListPullRequests","R",[[0,1,[1]]]],
["ListTagsForResource","R",[[0,1,[1]]]],
["TagResource","T",[[0,1,[0,1,2]]]],
["UntagResource","T",[[0,1,[0,1,2]]]],
["UpdateEvent","W",[[0,1,[1]]]],
["UpdateWorkItem","W",[[0,1,[1]]]],
["UpdateWorkItemAdmin","W",[[0,1,[1]]]]
]};
