// AWS Savings Plans. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"savingsplans","name":"AWS Savings Plans",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["savingsplan","arn:${Partition}:savingsplans::${Account}:savingsplan/${ResourceId}",[1]]
],
"actions":[
["CreateSavingsPlan","W",[],[0,2]],
["DeleteQueuedSavingsPlan","W",[[0,1]],[1]],
["DescribeSavingsPlanRates","R",[[0,1]],[1]],
["DescribeSavingsPlans","R",[[0,1]],[1]],
["DescribeSavingsPlansOfferingRates","R"],
["DescribeSavingsPlansOfferings","R"],
["ListTagsForResource","L",[[0,1]]],
["ReturnSavingsPlan","W",[[0,1]],[1]],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]]
]};
