// AWS Marketplace Vendor Insights. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"vendor-insights","name":"AWS Marketplace Vendor Insights",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["DataSource","arn:${Partition}:vendor-insights:::data-source:${ResourceId}",[0,1,2]],
["SecurityProfile","arn:${Partition}:vendor-insights:::security-profile:${ResourceId}",[0,1,2]]
],
"actions":[
["ActivateSecurityProfile","W",[[1,1,[0,1,2]]]],
["AssociateDataSource","W",[[1,1,[0,1,2]]]],
["CreateDataSource","W",[],[0,1,2]],
["CreateSecurityProfile","W",[],[0,1,2]],
["DeactivateSecurityProfile","W",[[1,1,[0,1,2]]]],
["DeleteDataSource","W",[[0,1,[0,1,2]]]],
["DisassociateDataSource","W",[[1,1,[0,1,2]]]],
["GetDataSource","R",[[0,1,[0,1,2]]]],
["GetEntitledSecurityProfileSnapshot","R",[[1,1,[0,1,2]]]],
["GetProfileAccessTerms","R"],
["GetSecurityProfile","R",[[1,1,[0,1,2]]]],
["GetSecurityProfileSnapshot","R",[[1,1,[0,1,2]]]],
["ListDataSources","L"],
["ListEntitledSecurityProfileSnapshots","L",[[1,1,[0,1,2]]]],
["ListEntitledSecurityProfiles","L"],
["ListSecurityProfileSnapshots","L",[[1,1,[0,1,2]]]],
["ListSecurityProfiles","L"],
["ListTagsForResource","R",[[0,0,[0,1,2]],[1,0,[0,1,2]]]],
["TagResource","T",[[0,0,[0,1,2]],[1,0,[0,1,2]]]],
["UntagResource","T",[[0,0,[0,1,2]],[1,0,[0,1,2]]]],
["UpdateDataSource","W",[[0,1,[0,1,2]]]],
["UpdateSecurityProfile","W",[[1,1,[0,1,2]]]],
["UpdateSecurityProfileSnapshotCreationConfiguration","W",[[1,1,[0,1,2]]]],
["UpdateSecurityProfileSnapshotReleaseConfiguration","W",[[1,1,[0,1,2]]]]
]};
