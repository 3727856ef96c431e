// AWS Signer. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"signer","name":"AWS Signer",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["signer:ProfileVersion","String"]
],
"resources":[
["signing-job","arn:${Partition}:signer:${Region}:${Account}:/signing-jobs/${JobId}"],
["signing-profile","arn:${Partition}:signer:${Region}:${Account}:/signing-profiles/${ProfileName}",[1]]
],
"actions":[
["AddProfilePermission","P",[[1,1]]],
["CancelSigningProfile","W",[[1,1]],[3]],
["DescribeSigningJob","R",[[0,1]]],
["GetRevocationStatus","R",[[0,1],[1,1]]],
["GetSigningPlatform","R"],
["GetSigningProfile","R",[[1,1]],[3]],
["ListProfilePermissions","R",[[1,1]]],
["ListSigningJobs","L"],
["ListSigningPlatforms","L"],
["ListSigningProfiles","L"],
["ListTagsForResource","R",[[1,1]]],
["PutSigningProfile","W",[],[0,2]],
["RemoveProfilePermission","P",[[1,1]]],
["RevokeSignature","W",[[0,1]],[3]],
["RevokeSigningProfile","W",[[1,1]],[3]],
["SignPayload","W",[[1,1]],[3]],
["StartSigningJob","W",[[1,1]],[3]],
["TagResource","T",[[1,1]],[0,2]],
["UntagResource","T",[[1,1]],[0,2]]
]};
