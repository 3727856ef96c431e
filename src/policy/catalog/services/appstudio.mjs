// AWS App Studio. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"appstudio","name":"AWS App Studio",
"keys":[],
"resources":[
["application","arn:${Partition}:appstudio:${Region}:${Account}:application/${ApplicationId}"],
["connector","arn:${Partition}:appstudio:${Region}:${Account}:connector/${ConnectionId}"],
["instance","arn:${Partition}:appstudio:${Region}:${Account}:instance/${InstanceId}"]
],
"actions":[
["GetAccountStatus","R"],
["GetEnablementJobStatus","R"],
["StartEnablementJob","W"],
["StartRollbackEnablementJob","W"],
["StartTeamDeployment","W"]
]};
