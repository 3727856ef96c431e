// AWS Marketplace Management Portal. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"aws-marketplace-management","name":"AWS Marketplace Management Portal",
"keys":[],
"resources":[],
"actions":[
["GetAdditionalSellerNotificationRecipients","R"],
["GetBankAccountVerificationDetails","R"],
["GetSecondaryUserVerificationDetails","R"],
["GetSellerVerificationDetails","R"],
["PutAdditionalSellerNotificationRecipients","W"],
["PutBankAccountVerificationDetails","W"],
["PutSecondaryUserVerificationDetails","W"],
["PutSellerVerificationDetails","W"],
["uploadFiles","W"],
["viewMarketing","L"],
["viewReports","L"],
["viewSettings","L"],
["viewSupport","L"]
]};
