// AWS Support Authorization. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"supportauthz","name":"AWS Support Authorization",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["supportpermit","arn:${Partition}:supportauthz:${Region}:${Account}:supportpermit/${ResourceId}",[1]],
["supportpermitrequest","arn:${Partition}:supportauthz:${Region}:${Account}:supportpermitrequest/${ResourceId}"]
],
"actions":[
["CreateSupportPermit","W",[],[0,2]],
["DeleteSupportPermit","W",[[0,1]],[1]],
["GetAction","R"],
["GetSupportPermit","R",[[0,1]],[1]],
["ListActions","L"],
["ListSupportPermitRequests","L"],
["ListSupportPermits","L"],
["ListTagsForResource","R",[[0,1]],[1]],
["RegisterKey","W"],
["RejectSupportPermitRequest","W",[[1,1]]],
["TagResource","T",[[0,1]],[0,1,2]],
["UntagResource","T",[[0,1]],[1,2]]
]};
