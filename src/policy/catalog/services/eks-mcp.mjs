// Amazon EKS MCP Server. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"eks-mcp","name":"Amazon EKS MCP Server",
"keys":[],
"resources":[],
"actions":[
["CallPrivilegedTool","W"],
["CallReadOnlyTool","R"],
["InvokeMcp","R"]
]};
