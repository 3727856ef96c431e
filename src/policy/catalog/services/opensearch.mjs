// Amazon OpenSearch. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"opensearch","name":"Amazon OpenSearch",
"keys":[],
"resources":[
["application","arn:${Partition}:opensearch:${Region}:${Account}:application/${AppId}"],
["datasource","arn:${Partition}:opensearch:${Region}:${Account}:datasource/${DataSourceName}"]
],
"actions":[
["ApplicationAccessAll","P",[[0,1]]],
["CancelAutoOptimizeJob","W"],
["CancelDirectQuery","W",[[1,1]]],
["DeleteAutoOptimizeJob","W"],
["GetAutoOptimizeJob","R"],
["GetDirectQuery","R",[[1,1]]],
["GetDirectQueryResult","R",[[1,1]]],
["ListAutoOptimizeJobs","L"],
["StartDirectQuery","W",[[1,1]]],
["SubmitAutoOptimizeJob","W"],
["ViewLoginPage","P",[[0,1]]]
]};
