// Amazon ARC Region switch. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"arc-region-switch","name":"Amazon ARC Region switch",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["plan","arn:${Partition}:arc-region-switch::${Account}:plan/${ResourceId}",[1]]
],
"actions":[
["ApprovePlanExecutionStep","W",[[0,1]]],
["CancelPlanExecution","W",[[0,1]]],
["CreatePlan","W",[[0,1]],[0,2]],
["DeletePlan","W",[[0,1]]],
["DeleteResourcePolicy","P"],
["GetPlan","R",[[0,1]]],
["GetPlanEvaluationStatus","R",[[0,1]]],
["GetPlanExecution","R",[[0,1]]],
["GetPlanInRegion","R",[[0,1]]],
["GetResourcePolicy","P",[[0,1]]],
["ListPlanExecutionEvents","L",[[0,1]]],
["ListPlanExecutions","L",[[0,1]]],
["ListPlans","L"],
["ListPlansInRegion","L"],
["ListRoute53HealthChecks","L",[[0,1]]],
["ListRoute53HealthChecksInRegion","L",[[0,1]]],
["ListTagsForResource","R",[[0,1]],[1]],
["PutResourcePolicy","P"],
["StartPlanExecution","W",[[0,1]]],
["TagResource","T",[[0,1]],[0,1,2]],
["UntagResource","T",[[0,1]],[1,2]],
["UpdatePlan","W",[[0,1]]],
["UpdatePlanExecution","W",[[0,1]]],
["UpdatePlanExecutionStep","W",[[0,1]]]
]};
