// AWS Interconnect. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"interconnect","name":"AWS Interconnect",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["connection","arn:${Partition}:interconnect:${Region}:${Account}:connection/${Id}",[1]],
["environment","arn:${Partition}:interconnect:${Region}:${Account}:environment/${Id}"]
],
"actions":[
["AcceptConnectionProposal","W",[],[0,2]],
["CreateConnection","W",[[0,1]],[0,2]],
["DeleteConnection","W",[[0,1]]],
["DescribeConnectionProposal","R"],
["GetConnection","R",[[0,1]]],
["GetEnvironment","R",[[1,1]]],
["ListAttachPoints","R"],
["ListConnections","L"],
["ListEnvironments","L"],
["ListTagsForResource","R"],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]],
["UpdateConnection","W",[[0,1]]]
]};
