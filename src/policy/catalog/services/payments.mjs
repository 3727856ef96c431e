// AWS Payments. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"payments","name":"AWS Payments",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["payment-instrument","arn:${Partition}:payments::${Account}:payment-instrument:${ResourceId}",[1]]
],
"actions":[
["AcceptFinancingApplicationTerms","W"],
["CreateFinancingApplication","W"],
["CreatePaymentInstrument","W",[],[0,2]],
["DeletePaymentInstrument","W"],
["GetFinancingApplication","R"],
["GetFinancingLine","R"],
["GetFinancingLineWithdrawal","R"],
["GetFinancingOption","R"],
["GetPaymentInstrument","L",[[0,0,[1]]]],
["GetPaymentStatus","R"],
["ListFinancingApplications","L"],
["ListFinancingLineWithdrawals","L"],
["ListFinancingLines","L"],
["ListPaymentInstruments","L"],
["ListPaymentPreferences","L"],
["ListPaymentProgramOptions","L"],
["ListPaymentProgramStatus","L"],
["ListTagsForResource","L",[[0,0,[1]]]],
["MakePayment","W"],
["TagResource","T",[[0,0,[0,1,2]]]],
["UntagResource","T",[[0,0,[1,2]]]],
["UpdateFinancingApplication","W"],
["UpdatePaymentInstrument","W"],
["UpdatePaymentPreferences","W"]
]};
