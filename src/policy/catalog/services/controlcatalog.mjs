// AWS Control Catalog. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"controlcatalog","name":"AWS Control Catalog",
"keys":[],
"resources":[
["common-control","arn:${Partition}:controlcatalog:::common-control/${CommonControlId}"],
["control","arn:${Partition}:controlcatalog:::control/${ControlId}"],
["domain","arn:${Partition}:controlcatalog:::domain/${DomainId}"],
["objective","arn:${Partition}:controlcatalog:::objective/${ObjectiveId}"]
],
"actions":[
["GetControl","R",[[1,1]]],
["ListCommonControls","L"],
["ListControlMappings","L"],
["ListControls","L",[[1,1]]],
["ListDomains","L"],
["ListObjectives","L"]
]};
