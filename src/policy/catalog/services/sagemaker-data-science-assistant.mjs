// Amazon SageMaker data science assistant. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"sagemaker-data-science-assistant","name":"Amazon SageMaker data science assistant",
"keys":[],
"resources":[],
"actions":[
["SendConversation","W"]
]};
