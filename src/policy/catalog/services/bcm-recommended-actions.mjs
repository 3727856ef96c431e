// AWS Billing And Cost Management Recommended Actions. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"bcm-recommended-actions","name":"AWS Billing And Cost Management Recommended Actions",
"keys":[],
"resources":[],
"actions":[
["ListRecommendedActions","L"]
]};
