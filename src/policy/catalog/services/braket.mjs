// Amazon Braket. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"braket","name":"Amazon Braket",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["device","arn:${Partition}:braket:*:*:device/${DeviceType}/${Provider}/${DeviceId}"],
["job","arn:${Partition}:braket:${Region}:${Account}:job/${RandomId}",[1]],
["quantum-task","arn:${Partition}:braket:${Region}:${Account}:quantum-task/${RandomId}",[1]],
["spending-limit","arn:${Partition}:braket:${Region}:${Account}:spending-limit/${RandomId}",[1]]
],
"actions":[
["AcceptUserAgreement","W"],
["CancelJob","W",[[1,1]]],
["CancelQuantumTask","W",[[2,1]]],
["CreateJob","W",[[0,1],[1,1]],[0,2]],
["CreateQuantumTask","W",[[0,1],[2,1]],[0,2]],
["CreateSpendingLimit","W",[[0,1],[3,1]],[0,2]],
["DeleteSpendingLimit","W",[[3,1]]],
["GetDevice","R",[[0,1]]],
["GetJob","R",[[1,1]]],
["GetQuantumTask","R",[[2,1]]],
["GetServiceLinkedRoleStatus","R"],
["GetUserAgreementStatus","R"],
["ListTagsForResource","R",[[1,0],[2,0],[3,0]]],
["SearchDevices","L"],
["SearchJobs","L"],
["SearchQuantumTasks","L"],
["SearchSpendingLimits","R"],
["TagResource","T",[[1,0],[2,0],[3,0]],[0,2]],
["UntagResource","T",[[1,0],[2,0],[3,0]],[2]],
["UpdateSpendingLimit","W",[[3,1]]]
]};
