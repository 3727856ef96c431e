// Amazon Bedrock Web Search. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"bedrock-websearch","name":"Amazon Bedrock Web Search",
"keys":[],
"resources":[
["tool","arn:${Partition}:bedrock-websearch:${Region}:aws:tool/${ToolName}"]
],
"actions":[
["ExternalWebAccess","R"],
["InvokeFetch","R",[[0,1]]],
["InvokeSearch","R",[[0,1]]]
]};
