// AWS Support Console. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"support-console","name":"AWS Support Console",
"keys":[],
"resources":[],
"actions":[
["CheckSubscription","R"],
["CreateCaseDraft","W"],
["CreateContact","W"],
["DeleteCaseDraft","W"],
["DescribeDynamicHelp","R"],
["GetAccountGovCloudEnabled","R"],
["GetAccountState","R"],
["GetBanner","R"],
["GetCaseDraft","R"],
["GetIssueClassificationPredictions","R"],
["GetIssueTextSummary","R"],
["GetQuestionnaire","R"],
["SaveFeedback","W"]
]};
