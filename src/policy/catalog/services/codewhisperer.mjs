// Amazon CodeWhisperer. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"codewhisperer","name":"Amazon CodeWhisperer",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["customization","arn:${Partition}:codewhisperer:${Region}:${Account}:customization/${Identifier}",[1]],
["profile","arn:${Partition}:codewhisperer:${Region}:${Account}:profile/${Identifier}",[1]]
],
"actions":[
["AllowVendedLogDeliveryForResource","P",[[0,1,[1]]]],
["AssociateCustomizationPermission","W",[[0,1,[1]]]],
["CreateCustomization","W",[[0,1,[0,1,2]]]],
["CreateProfile","W",[[1,1,[0,1,2]]]],
["DeleteCustomization","W",[[0,1,[1]]]],
["DeleteProfile","W",[[1,1,[1]]]],
["DisassociateCustomizationPermission","W",[[0,1,[1]]]],
["GenerateRecommendations","R"],
["GetCustomization","R",[[0,1,[1]]]],
["ListCustomizationPermissions","L",[[0,1,[1]]]],
["ListCustomizationVersions","L",[[0,1,[1]]]],
["ListCustomizations","L",[[0,1,[1]]]],
["ListProfiles","L"],
["ListTagsForResource","L",[[0,0,[1]],[1,0,[1]]]],
["TagResource","T",[[0,0,[0,1,2]],[1,0,[0,1,2]]]],
["UntagResource","T",[[0,0,[1,2]],[1,0,[1,2]]]],
["UpdateCustomization","W",[[0,1,[1]]]],
["UpdateProfile","W",[[1,1,[1]]]]
]};
