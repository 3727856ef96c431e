// AWS Agent Registry. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"agent-registry","name":"AWS Agent Registry",
"keys":[
["agent-registry:RecordCreatorAccount","String"],
["agent-registry:RecordSourceAccount","String"],
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["registry","arn:${Partition}:agent-registry:${Region}:${Account}:registry/${RegistryId}",[3]],
["registry-record","arn:${Partition}:agent-registry:${Region}:${Account}:registry/${RegistryId}/record/${RecordId}",[3]]
],
"actions":[
["CreateRegistry","W",[],[2,4]],
["CreateRegistryRecord","W",[[0,1]],[2,4]],
["DeleteRegistry","W",[[0,1]]],
["DeleteRegistryRecord","W",[[1,1]]],
["DeleteResourcePolicy","W",[[0,0]]],
["GetDiscoverableRegistryRecord","R",[[1,1]]],
["GetRegistry","R",[[0,1]]],
["GetRegistryRecord","R",[[1,1]]],
["GetResourcePolicy","R",[[0,0]]],
["InvokeRegistryMcp","R",[[0,1]]],
["ListDiscoverableRegistryRecords","L",[[0,1]]],
["ListRegistries","L"],
["ListRegistryRecords","L",[[0,1]]],
["ListTagsForResource","L",[[0,0],[1,0]]],
["PutResourcePolicy","W",[[0,0]]],
["SearchDiscoverableRegistryRecords","R",[[0,1]]],
["SubmitRegistryRecordForApproval","W",[[1,1]]],
["TagResource","T",[[0,0],[1,0]],[2,4]],
["UntagResource","T",[[0,0],[1,0]],[4]],
["UpdateRegistry","W",[[0,1]]],
["UpdateRegistryRecord","W",[[1,1]]],
["UpdateRegistryRecordStatus","W",[[1,1]]]
]};
