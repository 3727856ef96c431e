// AWS rePost Private. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"repostspace","name":"AWS rePost Private",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["space","arn:${Partition}:repostspace:${Region}:${Account}:space/${ResourceId}",[1]]
],
"actions":[
["BatchAddChannelRoleToAccessors","W",[[0,1]]],
["BatchAddRole","W",[[0,1]]],
["BatchRemoveChannelRoleFromAccessors","W",[[0,1]]],
["BatchRemoveRole","W",[[0,1]]],
["CreateChannel","W",[[0,1]]],
["CreateSpace","W",[],[0,2]],
["DeleteSpace","W",[[0,1]]],
["DeregisterAdmin","W",[[0,1]]],
["GetChannel","R",[[0,1]]],
["GetSpace","R",[[0,1]]],
["ListChannels","R",[[0,1]]],
["ListSpaces","R"],
["ListTagsForResource","R",[[0,1]],[0,2]],
["RegisterAdmin","W",[[0,1]]],
["SendInvites","W",[[0,1]]],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]],
["UpdateChannel","W",[[0,1]]],
["UpdateSpace","W",[[0,1]]]
]};
