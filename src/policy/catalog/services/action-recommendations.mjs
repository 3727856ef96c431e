// AWS Action Recommendations. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"action-recommendations","name":"AWS Action Recommendations",
"keys":[],
"resources":[],
"actions":[
["ListRecommendedActions","L"]
]};
