// Amazon CloudWatch Synthetics. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"synthetics","name":"Amazon CloudWatch Synthetics",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["synthetics:Names","ArrayOfString"]
],
"resources":[
["canary","arn:${Partition}:synthetics:${Region}:${Account}:canary:${CanaryName}",[1]],
["group","arn:${Partition}:synthetics:${Region}:${Account}:group:${GroupId}",[1]]
],
"actions":[
["AssociateResource","W",[[1,1]],[1,2]],
["CreateCanary","W",[],[0,2]],
["CreateGroup","W",[],[0,2]],
["DeleteCanary","W",[[0,1]],[1,2]],
["DeleteGroup","W",[[1,1]],[1,2]],
["DescribeCanaries","R",[],[3]],
["DescribeCanariesLastRun","R",[],[3]],
["DescribeRuntimeVersions","R"],
["DisassociateResource","W",[[1,1]],[1,2]],
["GetCanary","R",[[0,1]],[1,2]],
["GetCanaryRuns","R",[[0,1]],[1,2]],
["GetGroup","R",[[1,1]],[1,2]],
["ListAssociatedGroups","L",[[0,1]],[1,2]],
["ListGroupResources","L",[[1,1]],[1,2]],
["ListGroups","L"],
["ListTagsForResource","R",[[0,0],[1,0]]],
["StartCanary","W",[[0,1]],[1,2]],
["StartCanaryDryRun","W",[[0,1]],[1,2]],
["StopCanary","W",[[0,1]],[1,2]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[1,2]],
["UpdateCanary","W",[[0,1]],[1,2]]
]};
