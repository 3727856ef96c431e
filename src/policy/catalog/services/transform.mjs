// AWS Transform. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"transform","name":"AWS Transform",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["connector","arn:${Partition}:transform:${Region}:${Account}:connector/${WorkspaceId}/${ConnectorId}",[1]],
["profile","arn:${Partition}:transform:${Region}:${Account}:profile/${Identifier}"]
],
"actions":[
["AccessTransformProfile","W",[[1,1]]],
["AssociateConnectorResource","W",[[0,1,[1]]]],
["CreateProfile","W",[[1,1]]],
["DeleteAgentRuntimeConfiguration","W"],
["DeleteConnector","W",[[0,1,[1]]]],
["DeleteProfile","W",[[1,1]]],
["GetAccountSettings","R"],
["GetAgent","R"],
["GetAgentRuntimeConfiguration","R"],
["GetConnector","R",[[0,1,[1]]]],
["GetWebAppUrl","R"],
["ListAgents","R"],
["ListConnectors","L",[],[1]],
["ListProfiles","L"],
["ListTagsForResource","R",[[0,1,[1]]]],
["PutAgentRuntimeConfiguration","W"],
["RejectConnector","W",[[0,1,[1]]]],
["TagResource","T",[[0,1,[0,1,2]]]],
["UntagResource","T",[[0,1,[1,2]]]],
["UpdateAccountSettings","W"],
["UpdateAgentAccess","W"],
["UpdateProfile","W",[[1,1]]]
]};
