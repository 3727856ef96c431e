// Amazon RHEL Knowledgebase Portal. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"rhelkb","name":"Amazon RHEL Knowledgebase Portal",
"keys":[],
"resources":[],
"actions":[
["GetRhelURL","R"]
]};
