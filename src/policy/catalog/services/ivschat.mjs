// Amazon Interactive Video Service Chat. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ivschat","name":"Amazon Interactive Video Service Chat",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["Logging-Configuration","arn:${Partition}:ivschat:${Region}:${Account}:logging-configuration/${ResourceId}",[1]],
["Room","arn:${Partition}:ivschat:${Region}:${Account}:room/${ResourceId}",[1]]
],
"actions":[
["CreateChatToken","W",[[1,1]],[0,2]],
["CreateLoggingConfiguration","W",[[0,1]],[0,2]],
["CreateRoom","W",[[1,1]],[0,2]],
["DeleteLoggingConfiguration","W",[[0,1]]],
["DeleteMessage","W",[[1,1]]],
["DeleteRoom","W",[[1,1]]],
["DisconnectUser","W",[[1,1]]],
["GetLoggingConfiguration","R",[[0,1]]],
["GetRoom","R",[[1,1]]],
["ListLoggingConfigurations","L",[[0,1]]],
["ListRooms","L",[[1,1]]],
["ListTagsForResource","R",[[1,0]],[0,2]],
["SendEvent","W",[[1,1]]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]],
["UpdateLoggingConfiguration","W",[[0,1]]],
["UpdateRoom","W",[[1,1]]]
]};
