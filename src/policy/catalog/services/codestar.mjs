// AWS CodeStar. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"codestar","name":"AWS CodeStar",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["iam:ResourceTag/${TagKey}","String"]
],
"resources":[
["project","arn:${Partition}:codestar:${Region}:${Account}:project/${ProjectId}",[1]],
["user","arn:${Partition}:iam::${Account}:user/${AwsUserName}",[3]]
],
"actions":[
["AssociateTeamMember","P",[[0,1,[1]]]],
["CreateProject","P",[],[0,2]],
["CreateUserProfile","W",[[1,1,[3]]]],
["DeleteExtendedAccess","W",[[0,1,[1]]]],
["DeleteProject","P",[[0,1,[1]]]],
["DeleteUserProfile","W",[[1,1,[3]]]],
["DescribeProject","R",[[0,1,[1]]]],
["DescribeUserProfile","R"],
["DisassociateTeamMember","P",[[0,1,[1]]]],
["GetExtendedAccess","R",[[0,1,[1]]]],
["ListProjects","L"],
["ListResources","L",[[0,1,[1]]]],
["ListTagsForProject","L",[[0,1,[1]]]],
["ListTeamMembers","L",[[0,1,[1]]]],
["ListUserProfiles","L"],
["PutExtendedAccess","W",[[0,1,[1]]]],
["TagProject","T",[[0,1,[0,1,2]]]],
["UntagProject","T",[[0,1,[1,2]]]],
["UpdateProject","W",[[0,1,[1]]]],
["UpdateTeamMember","P",[[0,1,[1]]]],
["UpdateUserProfile","W",[[1,1,[3]]]],
["VerifyServiceRole","L"]
]};
