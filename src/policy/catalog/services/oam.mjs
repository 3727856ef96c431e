// Amazon CloudWatch Observability Access Manager. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"oam","name":"Amazon CloudWatch Observability Access Manager",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["oam:ResourceTypes","ArrayOfString"]
],
"resources":[
["Link","arn:${Partition}:oam:${Region}:${Account}:link/${ResourceId}",[1]],
["Sink","arn:${Partition}:oam:${Region}:${Account}:sink/${ResourceId}",[1]]
],
"actions":[
["CreateLink","W",[[1,1]],[0,2,3]],
["CreateSink","W",[],[0,2]],
["DeleteLink","W",[[0,1]],[1]],
["DeleteSink","W",[[1,1]],[1]],
["GetLink","R",[[0,1]],[1]],
["GetSink","R",[[1,1]],[1]],
["GetSinkPolicy","R",[[1,1]],[1]],
["ListAttachedLinks","R",[[1,1]],[1]],
["ListLinks","R"],
["ListSinks","R"],
["ListTagsForResource","R",[[0,0],[1,0]]],
["PutSinkPolicy","W",[[1,1]],[1]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]],
["UpdateLink","W",[[0,1]],[1,3]]
]};
