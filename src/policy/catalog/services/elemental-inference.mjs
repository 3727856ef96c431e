// AWS Elemental Inference. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"elemental-inference","name":"AWS Elemental Inference",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["dictionary","arn:${Partition}:elemental-inference:${Region}:${Account}:dictionary/${Id}",[1]],
["feed","arn:${Partition}:elemental-inference:${Region}:${Account}:feed/${Id}",[1]]
],
"actions":[
["AssociateFeed","W",[[1,1]]],
["CreateDictionary","W",[],[0,2]],
["CreateFeed","W",[],[0,2]],
["DeleteDictionary","W",[[0,1]]],
["DeleteFeed","W",[[1,1]]],
["DeleteFeedPolicy","W",[[1,1]]],
["DisassociateFeed","W",[[1,1]]],
["ExportDictionaryEntries","R",[[0,1]]],
["GetDictionary","R",[[0,1]]],
["GetFeed","R",[[1,1]]],
["GetFeedPolicy","R",[[1,1]]],
["GetMetadata","R",[[1,1]]],
["ListDictionaries","L"],
["ListFeeds","L"],
["ListTagsForResource","R"],
["PutFeedPolicy","W",[[1,1]]],
["PutMedia","W",[[1,1]]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]],
["UpdateDictionary","W",[[0,1]]],
["UpdateFeed","W",[[1,1]]]
]};
