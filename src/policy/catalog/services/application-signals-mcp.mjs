// Amazon CloudWatch Application Signals MCP Server. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"application-signals-mcp","name":"Amazon CloudWatch Application Signals MCP Server",
"keys":[
["aws:ResourceTag/${TagKey}","String"]
],
"resources":[
["mcp-server","arn:${Partition}:application-signals-mcp:${Region}:${Account}:mcp-server/*",[0]]
],
"actions":[
["CallReadOnlyTool","R",[[0,1,[0]]]],
["InvokeMcp","R",[[0,1,[0]]]]
]};
