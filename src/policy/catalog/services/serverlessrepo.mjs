// AWS Serverless Application Repository. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"serverlessrepo","name":"AWS Serverless Application Repository",
"keys":[
["serverlessrepo:applicationType","String"]
],
"resources":[
["applications","arn:${Partition}:serverlessrepo:${Region}:${Account}:applications/${ResourceId}"]
],
"actions":[
["CreateApplication","W"],
["CreateApplicationVersion","W",[[0,1]]],
["CreateCloudFormationChangeSet","W",[[0,1]],[0]],
["CreateCloudFormationTemplate","W",[[0,1]],[0]],
["DeleteApplication","W",[[0,1]]],
["GetApplication","R",[[0,1]],[0]],
["GetApplicationPolicy","R",[[0,1]]],
["GetCloudFormationTemplate","R",[[0,1]]],
["ListApplicationDependencies","L",[[0,1]],[0]],
["ListApplicationVersions","L",[[0,1]],[0]],
["ListApplications","L"],
["PutApplicationPolicy","W",[[0,1]]],
["SearchApplications","R",[],[0]],
["UnshareApplication","W",[[0,1]]],
["UpdateApplication","W",[[0,1]]]
]};
