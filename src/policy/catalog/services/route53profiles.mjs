// Amazon Route 53 Profiles. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"route53profiles","name":"Amazon Route 53 Profiles",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["route53profiles:FirewallRuleGroupPriority","Numeric"],
["route53profiles:HostedZoneDomains","String"],
["route53profiles:ResolverRuleDomains","String"],
["route53profiles:ResourceArns","ARN"],
["route53profiles:ResourceIds","String"],
["route53profiles:ResourceTypes","String"]
],
"resources":[
["profile","arn:${Partition}:route53profiles:${Region}:${Account}:profile/${ResourceId}",[1]],
["profile-association","arn:${Partition}:route53profiles:${Region}:${Account}:profile-association/${ResourceId}",[1]]
],
"actions":[
["AssociateProfile","W",[],[0,2,7]],
["AssociateResourceToProfile","W",[],[3,4,5,6,8]],
["CreateProfile","W",[],[0,2]],
["DeleteProfile","W"],
["DisassociateProfile","W",[],[7]],
["DisassociateResourceFromProfile","W",[],[3,4,5,6,8]],
["GetProfile","R"],
["GetProfileAssociation","R"],
["GetProfilePolicy","R",[[0,1]]],
["GetProfileResourceAssociation","R"],
["ListProfileAssociations","L"],
["ListProfileResourceAssociations","L"],
["ListProfiles","L"],
["ListTagsForResource","L"],
["PutProfilePolicy","W",[[0,1]]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]],
["UpdateProfileResourceAssociation","W",[],[3,4,5,8]]
]};
