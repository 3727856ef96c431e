// Amazon Cognito Sync. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"cognito-sync","name":"Amazon Cognito Sync",
"keys":[],
"resources":[
["dataset","arn:${Partition}:cognito-sync:${Region}:${Account}:identitypool/${IdentityPoolId}/identity/${IdentityId}/dataset/${DatasetName}"],
["identity","arn:${Partition}:cognito-sync:${Region}:${Account}:identitypool/${IdentityPoolId}/identity/${IdentityId}"],
["identitypool","arn:${Partition}:cognito-sync:${Region}:${Account}:identitypool/${IdentityPoolId}"]
],
"actions":[
["BulkPublish","W",[[2,1]]],
["DeleteDataset","W",[[0,1]]],
["DescribeDataset","R",[[0,1]]],
["DescribeIdentityPoolUsage","R",[[2,1]]],
["DescribeIdentityUsage","R",[[1,1]]],
["GetBulkPublishDetails","R",[[2,1]]],
["GetCognitoEvents","R",[[2,1]]],
["GetIdentityPoolConfiguration","R",[[2,1]]],
["ListDatasets","L",[[0,1]]],
["ListIdentityPoolUsage","R",[[2,1]]],
["ListRecords","R",[[0,1]]],
["QueryRecords","R"],
["RegisterDevice","W",[[1,1]]],
["SetCognitoEvents","W",[[2,1]]],
["SetDatasetConfiguration","W",[[0,1]]],
["SetIdentityPoolConfiguration","W",[[2,1]]],
["SubscribeToDataset","W",[[0,1]]],
["UnsubscribeFromDataset","W",[[0,1]]],
["UpdateRecords","W",[[0,1]]]
]};
