// Amazon Kendra Intelligent Ranking. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"kendra-ranking","name":"Amazon Kendra Intelligent Ranking",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["rescore-execution-plan","arn:${Partition}:kendra-ranking:${Region}:${Account}:rescore-execution-plan/${RescoreExecutionPlanId}",[1]]
],
"actions":[
["CreateRescoreExecutionPlan","W",[],[0,2]],
["DeleteRescoreExecutionPlan","W",[[0,1]]],
["DescribeRescoreExecutionPlan","R",[[0,1]]],
["ListRescoreExecutionPlans","L"],
["ListTagsForResource","R",[[0,0]]],
["Rescore","R",[[0,1]]],
["TagResource","T",[[0,0]],[0,2]],
["UntagResource","T",[[0,0]],[2]],
["UpdateRescoreExecutionPlan","W",[[0,1]]]
]};
