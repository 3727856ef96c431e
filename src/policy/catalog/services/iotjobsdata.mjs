// AWS IoT Jobs DataPlane. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"iotjobsdata","name":"AWS IoT Jobs DataPlane",
"keys":[
["iot:JobId","String"]
],
"resources":[
["thing","arn:${Partition}:iot:${Region}:${Account}:thing/${ThingName}"]
],
"actions":[
["DescribeJobExecution","R",[[0,1]],[0]],
["GetPendingJobExecutions","R",[[0,1]]],
["StartNextPendingJobExecution","W",[[0,1]]],
["UpdateJobExecution","W",[[0,1]],[0]]
]};
