// AWS Private CA Connector for SCEP. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"pca-connector-scep","name":"AWS Private CA Connector for SCEP",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["Challenge","arn:${Partition}:pca-connector-scep:${Region}:${Account}:connector/${ConnectorId}/challenge/${ChallengeId}",[1]],
["Connector","arn:${Partition}:pca-connector-scep:${Region}:${Account}:connector/${ConnectorId}",[1]]
],
"actions":[
["CreateChallenge","W",[[1,1]],[0,2]],
["CreateConnector","W",[],[0,2]],
["DeleteChallenge","W",[[0,1]]],
["DeleteConnector","W",[[1,1]]],
["GetChallengeMetadata","R",[[0,1]]],
["GetChallengePassword","R",[[0,1]]],
["GetConnector","R",[[1,1]]],
["ListChallengeMetadata","L"],
["ListConnectors","L"],
["ListTagsForResource","R"],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]]
]};
