// Amazon CodeGuru Reviewer. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"codeguru-reviewer","name":"Amazon CodeGuru Reviewer",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["association","arn:${Partition}:codeguru-reviewer:${Region}:${Account}:association:${ResourceId}",[1]],
["codereview","arn:${Partition}:codeguru-reviewer:${Region}:${Account}:association:${ResourceId}:codereview:${CodeReviewId}"]
],
"actions":[
["AssociateRepository","W",[],[0,2]],
["CreateCodeReview","W",[[0,1]],[1]],
["CreateConnectionToken","R"],
["DescribeCodeReview","R",[[0,1]],[1]],
["DescribeRecommendationFeedback","R",[[0,1]],[1]],
["DescribeRepositoryAssociation","R",[[0,1]],[1]],
["DisassociateRepository","W",[[0,1]],[1]],
["GetMetricsData","R"],
["ListCodeReviews","L"],
["ListRecommendationFeedback","L",[[0,1]],[1]],
["ListRecommendations","L",[[0,1]],[1]],
["ListRepositoryAssociations","L"],
["ListTagsForResource","L",[[0,1]],[1]],
["ListThirdPartyRepositories","R"],
["PutRecommendationFeedback","W",[[0,1]],[1]],
["TagResource","T",[[0,1]],[0,2]],
["UnTagResource","T",[[0,1]],[2]]
]};
