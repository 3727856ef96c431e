// Amazon Monitron. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"monitron","name":"Amazon Monitron",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["project","arn:${Partition}:monitron:${Region}:${Account}:project/${ResourceId}",[1]]
],
"actions":[
["AssociateProjectAdminUser","P",[[0,1,[1]]]],
["CreateProject","W",[],[0,2]],
["CreateProjectUserAssociation","P",[[0,1,[1]]]],
["CreateUserAccessRoleAssociation","P",[[0,1,[1]]]],
["DeleteProject","W",[[0,1,[1]]]],
["DeleteProjectUserAssociation","P",[[0,1,[1]]]],
["DeleteUserAccessRoleAssociation","P",[[0,1,[1]]]],
["DisassociateProjectAdminUser","P",[[0,1,[1]]]],
["GetProject","R",[[0,1,[1]]]],
["GetProjectAdminUser","R",[[0,1,[1]]]],
["ListProjectAdminUsers","P",[[0,1,[1]]]],
["ListProjectUserAssociations","L",[[0,1,[1]]]],
["ListProjects","L"],
["ListTagsForResource","R",[[0,0,[1]]]],
["ListUserAccessRoleAssociations","L",[[0,1,[1]]]],
["TagResource","T",[[0,0,[0,1,2]]]],
["UntagResource","T",[[0,0,[1,2]]]],
["UpdateProject","W",[[0,1,[1]]]]
]};
