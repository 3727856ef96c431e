// AWS Elemental MediaPackage. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"mediapackage","name":"AWS Elemental MediaPackage",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["channels","arn:${Partition}:mediapackage:${Region}:${Account}:channels/${ChannelIdentifier}",[1]],
["harvest_jobs","arn:${Partition}:mediapackage:${Region}:${Account}:harvest_jobs/${HarvestJobIdentifier}",[1]],
["origin_endpoints","arn:${Partition}:mediapackage:${Region}:${Account}:origin_endpoints/${OriginEndpointIdentifier}",[1]]
],
"actions":[
["ConfigureLogs","W",[[0,1]]],
["CreateChannel","W",[],[0,2]],
["CreateHarvestJob","W",[],[0,2]],
["CreateOriginEndpoint","W",[],[0,2]],
["DeleteChannel","W",[[0,1]]],
["DeleteOriginEndpoint","W",[[2,1]]],
["DescribeChannel","R",[[0,1]]],
["DescribeHarvestJob","R",[[1,1]]],
["DescribeOriginEndpoint","R",[[2,1]]],
["ListChannels","R"],
["ListHarvestJobs","R"],
["ListOriginEndpoints","R"],
["ListTagsForResource","R",[[0,0],[1,0],[2,0]]],
["RotateChannelCredentials","W",[[0,1]]],
["RotateIngestEndpointCredentials","W",[[0,1]]],
["TagResource","T",[[0,0],[1,0],[2,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0],[2,0]],[2]],
["UpdateChannel","W",[[0,1]]],
["UpdateOriginEndpoint","W",[[2,1]]]
]};
