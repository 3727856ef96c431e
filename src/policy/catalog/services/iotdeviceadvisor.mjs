// AWS IoT Core Device Advisor. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"iotdeviceadvisor","name":"AWS IoT Core Device Advisor",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["Suitedefinition","arn:${Partition}:iotdeviceadvisor:${Region}:${Account}:suitedefinition/${SuiteDefinitionId}",[1]],
["Suiterun","arn:${Partition}:iotdeviceadvisor:${Region}:${Account}:suiterun/${SuiteDefinitionId}/${SuiteRunId}",[1]]
],
"actions":[
["CreateSuiteDefinition","W",[],[0,2]],
["DeleteSuiteDefinition","W",[[0,1]]],
["GetEndpoint","R"],
["GetSuiteDefinition","R",[[0,1]]],
["GetSuiteRun","R",[[1,1]]],
["GetSuiteRunReport","R",[[1,1]]],
["ListSuiteDefinitions","L"],
["ListSuiteRuns","L",[[0,1]]],
["ListTagsForResource","R",[[0,0],[1,0]]],
["StartSuiteRun","W",[],[0,2]],
["StopSuiteRun","W",[[1,1]]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]],
["UpdateSuiteDefinition","W",[[0,1]]]
]};
