// AWS Support App in Slack. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"supportapp","name":"AWS Support App in Slack",
"keys":[],
"resources":[],
"actions":[
["CreateSlackChannelConfiguration","W"],
["DeleteAccountAlias","W"],
["DeleteSlackChannelConfiguration","W"],
["DeleteSlackWorkspaceConfiguration","W"],
["DescribeSlackChannels","R"],
["GetAccountAlias","R"],
["GetSlackOauthParameters","R"],
["ListSlackChannelConfigurations","R"],
["ListSlackWorkspaceConfigurations","R"],
["PutAccountAlias","W"],
["RedeemSlackOauthCode","W"],
["RegisterSlackWorkspaceForOrganization","W"],
["UpdateSlackChannelConfiguration","W"]
]};
