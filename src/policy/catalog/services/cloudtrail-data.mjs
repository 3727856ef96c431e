// AWS CloudTrail Data. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"cloudtrail-data","name":"AWS CloudTrail Data",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["channel","arn:${Partition}:cloudtrail:${Region}:${Account}:channel/${ChannelId}",[1]]
],
"actions":[
["PutAuditEvents","W",[[0,1]]]
]};
