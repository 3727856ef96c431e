// Amazon SageMaker Unified Studio MCP. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"sagemaker-unified-studio-mcp","name":"Amazon SageMaker Unified Studio MCP",
"keys":[],
"resources":[],
"actions":[
["AuthorizeVpce","R"]
]};
