// AWS Support Plans. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"supportplans","name":"AWS Support Plans",
"keys":[],
"resources":[],
"actions":[
["AcceptSupportAgreement","W"],
["CancelSupportAgreement","W"],
["CreateSupportAgreement","W"],
["CreateSupportPlanSchedule","W"],
["GetSupportAgreement","R"],
["GetSupportPlan","R"],
["GetSupportPlanUpdateStatus","R"],
["ListSupportAgreementRevisions","L"],
["ListSupportAgreements","L"],
["ListSupportPlanModifiers","L"],
["RejectSupportAgreement","W"],
["StartSupportPlanUpdate","W"],
["UpdateSupportAgreement","W"]
]};
