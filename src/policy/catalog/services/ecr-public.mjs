// Amazon Elastic Container Registry Public. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ecr-public","name":"Amazon Elastic Container Registry Public",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["ecr-public:ResourceTag/${TagKey}","String"]
],
"resources":[
["registry","arn:${Partition}:ecr-public::${Account}:registry/${RegistryId}"],
["repository","arn:${Partition}:ecr-public::${Account}:repository/${RepositoryName}",[1,3]]
],
"actions":[
["BatchCheckLayerAvailability","R",[[1,1]]],
["BatchDeleteImage","W",[[1,1]]],
["CompleteLayerUpload","W",[[1,1]]],
["CreateRepository","W",[[1,1]],[0,2]],
["DeleteRepository","W",[[1,1]]],
["DeleteRepositoryPolicy","W",[[1,1]]],
["DescribeImageTags","L",[[1,1]]],
["DescribeImages","R",[[1,1]]],
["DescribeRegistries","L",[[0,1]]],
["DescribeRepositories","L",[[1,0]]],
["GetAuthorizationToken","R"],
["GetRegistryCatalogData","R",[[0,1]]],
["GetRepositoryCatalogData","R",[[1,1]]],
["GetRepositoryPolicy","R",[[1,1]]],
["InitiateLayerUpload","W",[[1,1]]],
["ListTagsForResource","R",[[1,1]]],
["PutImage","W",[[1,1]]],
["PutRegistryCatalogData","W",[[0,1]]],
["PutRepositoryCatalogData","W",[[1,1]]],
["SetRepositoryPolicy","P",[[1,1]]],
["TagResource","T",[[1,1]],[0,2]],
["UntagResource","T",[[1,1]],[2]],
["UploadLayerPart","W",[[1,1]]]
]};
