// AWS Security Incident Response. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"security-ir","name":"AWS Security Incident Response",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["case","arn:${Partition}:security-ir:${Region}:${Account}:case/${CaseId}",[1]],
["membership","arn:${Partition}:security-ir:${Region}:${Account}:membership/${MembershipId}",[1]]
],
"actions":[
["BatchGetMemberAccountDetails","R",[[1,1]]],
["CancelMembership","W",[[1,1]]],
["CloseCase","W",[[0,1]]],
["CreateCase","W",[[0,1]],[0,2]],
["CreateCaseComment","W",[[0,1]]],
["CreateMembership","W",[[1,1]],[0,2]],
["GetCase","R",[[0,1]]],
["GetCaseAttachmentDownloadUrl","R",[[0,1]]],
["GetCaseAttachmentUploadUrl","W",[[0,1]]],
["GetMembership","R",[[1,1]]],
["ListCaseEdits","R",[[0,1]]],
["ListCases","L"],
["ListComments","R",[[0,1]]],
["ListInvestigations","R",[[0,1]]],
["ListMemberships","L"],
["ListTagsForResource","R",[[0,0],[1,0]],[1,2]],
["SendFeedback","W",[[0,1]]],
["TagResource","T",[[0,0],[1,0]],[0,1,2]],
["UntagResource","T",[[0,0],[1,0]],[1,2]],
["UpdateCase","W",[[0,1]]],
["UpdateCaseComment","W",[[0,1]]],
["UpdateCaseStatus","W",[[0,1]]],
["UpdateMembership","W",[[1,1]]],
["UpdateResolverType","W",[[0,1]]]
]};
