// AWS Migration Acceleration Program Credits. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"mapcredits","name":"AWS Migration Acceleration Program Credits",
"keys":[],
"resources":[
["agreement","arn:${Partition}:mapcredits:::${Agreement}/${AgreementId}"]
],
"actions":[
["ListAssociatedPrograms","L",[[0,1]]],
["ListQuarterCredits","L",[[0,1]]],
["ListQuarterSpend","L",[[0,1]]]
]};
