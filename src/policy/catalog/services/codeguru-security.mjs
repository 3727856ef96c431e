// Amazon CodeGuru Security. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"codeguru-security","name":"Amazon CodeGuru Security",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["ScanName","arn:${Partition}:codeguru-security:${Region}:${Account}:scans/${ScanName}",[1]]
],
"actions":[
["BatchGetFindings","R",[[0,1]]],
["CreateScan","W",[[0,1]],[0,2]],
["CreateUploadUrl","W",[[0,1]]],
["DeleteScansByCategory","W"],
["GetAccountConfiguration","R"],
["GetFindings","L",[[0,1]]],
["GetMetricsSummary","R"],
["GetScan","R",[[0,1]],[1]],
["ListFindings","L"],
["ListFindingsMetrics","L"],
["ListScans","L"],
["ListTagsForResource","R",[[0,1]],[1]],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]],
["UpdateAccountConfiguration","W"]
]};
