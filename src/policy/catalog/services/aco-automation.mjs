// AWS Compute Optimizer Automation. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"aco-automation","name":"AWS Compute Optimizer Automation",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["AutomationRule","arn:${Partition}:compute-optimizer::${Account}:automation-rule/${RuleId}",[1]]
],
"actions":[
["AssociateAccounts","W"],
["CreateAutomationRule","W",[],[0,2]],
["DeleteAutomationRule","W",[[0,1,[1]]]],
["DisassociateAccounts","W"],
["GetAutomationEvent","R"],
["GetAutomationRule","R",[[0,1,[1]]]],
["GetEnrollmentConfiguration","R"],
["ListAccounts","L"],
["ListAutomationEventSteps","L"],
["ListAutomationEventSummaries","L"],
["ListAutomationEvents","L"],
["ListAutomationRulePreview","L"],
["ListAutomationRulePreviewSummaries","L"],
["ListAutomationRules","L"],
["ListRecommendedActionSummaries","L"],
["ListRecommendedActions","L"],
["ListTagsForResource","L",[[0,1,[1]]]],
["RollbackAutomationEvent","W"],
["StartAutomationEvent","W"],
["TagResource","T",[[0,1,[1]]],[0,2]],
["UntagResource","T",[[0,1,[1]]],[2]],
["UpdateAutomationRule","W",[[0,1,[1]]]],
["UpdateEnrollmentConfiguration","W"]
]};
