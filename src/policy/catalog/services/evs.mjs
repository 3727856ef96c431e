// Amazon Elastic VMware Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"evs","name":"Amazon Elastic VMware Service",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["environment","arn:${Partition}:evs:${Region}:${Account}:environment/${EnvironmentIdentifier}",[1]]
],
"actions":[
["AssociateEipToVlan","W",[[0,1]]],
["CreateEntitlement","W",[[0,1]]],
["CreateEnvironment","W",[],[0,2]],
["CreateEnvironmentConnector","W",[[0,1]]],
["CreateEnvironmentHost","W",[[0,1]]],
["DeleteEntitlement","W",[[0,1]]],
["DeleteEnvironment","W",[[0,1]]],
["DeleteEnvironmentConnector","W",[[0,1]]],
["DeleteEnvironmentHost","W",[[0,1]]],
["DisassociateEipFromVlan","W",[[0,1]]],
["GetAccountSettings","R"],
["GetDepotUrl","R",[[0,1]]],
["GetEnvironment","R",[[0,1]]],
["GetVersions","R"],
["ListEnvironmentConnectors","L",[[0,1]]],
["ListEnvironmentHosts","L",[[0,1]]],
["ListEnvironmentVlans","L",[[0,1]]],
["ListEnvironments","L"],
["ListTagsForResource","R",[[0,0]]],
["ListVmEntitlements","L",[[0,1]]],
["PutAccountSettings","W"],
["TagResource","T",[[0,1]],[0,1,2]],
["UntagResource","T",[[0,1]],[1,2]],
["UpdateEnvironmentConnector","W",[[0,1]]]
]};
