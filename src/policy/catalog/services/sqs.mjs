// Amazon SQS. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"sqs","name":"Amazon SQS",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["queue","arn:${Partition}:sqs:${Region}:${Account}:${QueueName}",[1]]
],
"actions":[
["AddPermission","P",[[0,1]]],
["CancelMessageMoveTask","W",[[0,1]]],
["ChangeMessageVisibility","W",[[0,1]]],
["CreateQueue","W",[[0,1]],[0,2]],
["DeleteMessage","W",[[0,1]]],
["DeleteQueue","W",[[0,1]]],
["GetQueueAttributes","R",[[0,1]]],
["GetQueueUrl","R",[[0,1]]],
["ListDeadLetterSourceQueues","R",[[0,1]]],
["ListMessageMoveTasks","R",[[0,1]]],
["ListQueueTags","R",[[0,1]]],
["ListQueues","R"],
["PurgeQueue","W",[[0,1]]],
["ReceiveMessage","R",[[0,1]]],
["RemovePermission","P",[[0,1]]],
["SendMessage","W",[[0,1]]],
["SetQueueAttributes","P",[[0,1]]],
["StartMessageMoveTask","W",[[0,1]]],
["TagQueue","T",[[0,1]],[0,2]],
["UntagQueue","T",[[0,1]],[2]]
]};
