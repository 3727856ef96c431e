// Amazon EKS Auth. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"eks-auth","name":"Amazon EKS Auth",
"keys":[
["aws:ResourceTag/${TagKey}","String"]
],
"resources":[
["cluster","arn:${Partition}:eks:${Region}:${Account}:cluster/${ClusterName}",[0]]
],
"actions":[
["AssumeRoleForPodIdentity","R",[[0,1]]]
]};
