// AWS Network Manager Chat. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"networkmanager-chat","name":"AWS Network Manager Chat",
"keys":[],
"resources":[],
"actions":[
["CancelMessageResponse","W"],
["CreateConversation","W"],
["DeleteConversation","W"],
["ListConversationMessages","L"],
["ListConversations","L"],
["NotifyConversationIsActive","W"],
["SendConversationMessage","W"]
]};
