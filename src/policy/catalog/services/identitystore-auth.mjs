// AWS Identity Store Auth. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"identitystore-auth","name":"AWS Identity Store Auth",
"keys":[],
"resources":[],
"actions":[
["BatchDeleteSession","W"],
["BatchGetSession","R"],
["ListSessions","L"]
]};
