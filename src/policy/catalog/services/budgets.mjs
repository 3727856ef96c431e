// AWS Budget Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"budgets","name":"AWS Budget Service",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["budget","arn:${Partition}:budgets::${Account}:budget/${BudgetName}",[0,1,2]],
["budgetAction","arn:${Partition}:budgets::${Account}:budget/${BudgetName}/action/${ActionId}",[0,1,2]]
],
"actions":[
["CreateBudgetAction","W",[[1,1]],[0,1,2]],
["DeleteBudgetAction","W",[[1,1]]],
["DescribeBudgetAction","R",[[1,1]]],
["DescribeBudgetActionHistories","R",[[1,1]]],
["DescribeBudgetActionsForAccount","R"],
["DescribeBudgetActionsForBudget","R",[[0,1]]],
["ExecuteBudgetAction","W",[[1,1]]],
["ListTagsForResource","R",[[0,0],[1,0]]],
["ModifyBudget","W",[[0,1]]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]],
["UpdateBudgetAction","W",[[1,1]]],
["ViewBudget","R",[[0,1]]]
]};
