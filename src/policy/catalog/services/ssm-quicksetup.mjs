// AWS Systems Manager Quick Setup. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ssm-quicksetup","name":"AWS Systems Manager Quick Setup",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["configuration-manager","arn:${Partition}:ssm-quicksetup:${Region}:${Account}:configuration-manager/${ConfigurationManagerId}",[1]]
],
"actions":[
["CreateConfigurationManager","W",[[0,1,[0,1,2]]]],
["DeleteConfigurationManager","W",[[0,1]]],
["GetConfiguration","R",[[0,0]]],
["GetConfigurationManager","R",[[0,1]]],
["GetServiceSettings","R"],
["ListConfigurationManagers","L"],
["ListConfigurations","L",[[0,0]]],
["ListQuickSetupTypes","R"],
["ListTagsForResource","R",[[0,1]]],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]],
["UpdateConfigurationDefinition","W",[[0,1]]],
["UpdateConfigurationManager","W",[[0,1]]],
["UpdateServiceSettings","W"]
]};
