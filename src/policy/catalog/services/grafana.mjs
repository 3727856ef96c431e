// Amazon Managed Grafana. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"grafana","name":"Amazon Managed Grafana",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["workspace","arn:${Partition}:grafana:${Region}:${Account}:/workspaces/${ResourceId}",[1]]
],
"actions":[
["AssociateLicense","W",[[0,1]]],
["CreateWorkspace","W",[],[0,2]],
["CreateWorkspaceApiKey","W",[[0,1]]],
["CreateWorkspaceServiceAccount","W",[[0,1]]],
["CreateWorkspaceServiceAccountToken","W",[[0,1]]],
["DeleteWorkspace","W",[[0,1]]],
["DeleteWorkspaceApiKey","W",[[0,1]]],
["DeleteWorkspaceServiceAccount","W",[[0,1]]],
["DeleteWorkspaceServiceAccountToken","W",[[0,1]]],
["DescribeWorkspace","R",[[0,1]]],
["DescribeWorkspaceAuthentication","R",[[0,1]]],
["DescribeWorkspaceConfiguration","R",[[0,1]]],
["DisassociateLicense","W",[[0,1]]],
["ListPermissions","L",[[0,1]]],
["ListTagsForResource","R",[[0,0]]],
["ListVersions","L",[[0,0]]],
["ListWorkspaceServiceAccountTokens","R",[[0,1]]],
["ListWorkspaceServiceAccounts","R",[[0,1]]],
["ListWorkspaces","R"],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]],
["UpdatePermissions","P",[[0,1]]],
["UpdateWorkspace","W",[[0,1]]],
["UpdateWorkspaceAuthentication","W",[[0,1]]],
["UpdateWorkspaceConfiguration","W",[[0,1]]]
]};
