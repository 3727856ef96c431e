// AWS CloudShell. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"cloudshell","name":"AWS CloudShell",
"keys":[
["cloudshell:SecurityGroupIds","ArrayOfString"],
["cloudshell:SubnetIds","ArrayOfString"],
["cloudshell:VpcIds","ArrayOfString"]
],
"resources":[
["Environment","arn:${Partition}:cloudshell:${Region}:${Account}:environment/${EnvironmentId}"]
],
"actions":[
["ApproveCommand","R",[[0,1]]],
["CreateEnvironment","W",[],[0,1,2]],
["CreateSession","W",[[0,1]]],
["DeleteEnvironment","W",[[0,1]]],
["DescribeEnvironments","L"],
["GetEnvironmentStatus","R",[[0,1]]],
["GetFileDownloadUrls","W",[[0,1]]],
["GetFileUploadUrls","W",[[0,1]]],
["PutCredentials","W",[[0,1]]],
["StartEnvironment","W",[[0,1]]],
["StopEnvironment","W",[[0,1]]]
]};
