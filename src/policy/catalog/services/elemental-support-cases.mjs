// AWS Elemental Support Cases. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"elemental-support-cases","name":"AWS Elemental Support Cases",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["case","arn:${Partition}:elemental-support-cases::${Account}:case/${ResourceId}",[1]]
],
"actions":[
["AddCaseComment","W",[[0,1,[1]]]],
["CheckCasePermission","W"],
["CompleteMultipartUpload","W",[[0,1,[1]]]],
["CreateCase","W",[],[0,2]],
["CreateS3CLIUploadCommand","W",[[0,1,[1]]]],
["CreateS3DownloadUrl","W",[[0,1,[1]]]],
["GetCase","R",[[0,1,[1]]]],
["GetCasePermission","R"],
["GetCases","R"],
["GetUICache","R"],
["ListTagsForCase","R",[[0,1,[1]]]],
["StartMultipartUpload","W",[[0,1,[1]]]],
["TagCase","T",[[0,1,[0,1,2]]]],
["UntagCase","T",[[0,1,[1,2]]]],
["UpdateCase","W",[[0,1,[1]]]],
["UpdateCaseStatus","W",[[0,1,[1]]]],
["UpdateMultipartUpload","W",[[0,1,[1]]]]
]};
