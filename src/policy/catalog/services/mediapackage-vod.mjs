// AWS Elemental MediaPackage VOD. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"mediapackage-vod","name":"AWS Elemental MediaPackage VOD",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["assets","arn:${Partition}:mediapackage-vod:${Region}:${Account}:assets/${AssetIdentifier}",[1]],
["packaging-configurations","arn:${Partition}:mediapackage-vod:${Region}:${Account}:packaging-configurations/${PackagingConfigurationIdentifier}",[1]],
["packaging-groups","arn:${Partition}:mediapackage-vod:${Region}:${Account}:packaging-groups/${PackagingGroupIdentifier}",[1]]
],
"actions":[
["ConfigureLogs","W",[[2,1]]],
["CreateAsset","W",[],[0,2]],
["CreatePackagingConfiguration","W",[],[0,2]],
["CreatePackagingGroup","W",[],[0,2]],
["DeleteAsset","W",[[0,1]]],
["DeletePackagingConfiguration","W",[[1,1]]],
["DeletePackagingGroup","W",[[2,1]]],
["DescribeAsset","R",[[0,1]]],
["DescribePackagingConfiguration","R",[[1,1]]],
["DescribePackagingGroup","R",[[2,1]]],
["ListAssets","L"],
["ListPackagingConfigurations","L"],
["ListPackagingGroups","L"],
["ListTagsForResource","R",[[0,0],[1,0],[2,0]]],
["TagResource","T",[[0,0],[1,0],[2,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0],[2,0]],[2]],
["UpdatePackagingGroup","W",[[2,1]]]
]};
