// Amazon GameLift Streams. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"gameliftstreams","name":"Amazon GameLift Streams",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["gameliftstreams:RoleArn","ARN"]
],
"resources":[
["application","arn:${Partition}:gameliftstreams:${Region}:${Account}:application/${ApplicationId}",[1]],
["stream group","arn:${Partition}:gameliftstreams:${Region}:${Account}:streamgroup/${StreamGroupId}",[1]]
],
"actions":[
["AddStreamGroupLocations","W",[[1,1]]],
["AssociateApplications","W",[[0,1],[1,1]]],
["CreateApplication","W",[],[0,2]],
["CreateStreamGroup","W",[],[0,2]],
["CreateStreamSessionAdminShell","W",[[1,1]]],
["CreateStreamSessionConnection","W",[[1,1]]],
["CreateStreamUrl","W",[[0,1],[1,1]],[3]],
["DeleteApplication","W",[[0,1]]],
["DeleteStreamGroup","W",[[1,1]]],
["DisassociateApplications","W",[[0,1],[1,1]]],
["ExportStreamSessionFiles","W",[[1,1]]],
["GetApplication","R",[[0,1]]],
["GetStreamGroup","R",[[1,1]]],
["GetStreamSession","R",[[1,1]]],
["GetStreamUrl","R",[[1,1]]],
["ListApplicationShaderCaches","L",[[0,1]]],
["ListApplications","L"],
["ListStreamGroups","L"],
["ListStreamSessions","R",[[1,1]]],
["ListStreamSessionsByAccount","R"],
["ListStreamUrls","L"],
["ListTagsForResource","R",[[0,0],[1,0]]],
["RemoveStreamGroupLocations","W",[[1,1]]],
["RevokeStreamUrl","W",[[1,1]]],
["StartStreamSession","W",[[1,1]],[3]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["TerminateStreamSession","W",[[1,1]]],
["UntagResource","T",[[0,0],[1,0]],[2]],
["UpdateApplication","W",[[0,1]]],
["UpdateStreamGroup","W",[[1,1]]]
]};
