// Tag Editor. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"resource-explorer","name":"Tag Editor",
"keys":[],
"resources":[],
"actions":[
["ListResourceTypes","L"],
["ListResources","L"],
["ListTags","R"]
]};
