// Amazon ECS MCP Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ecs-mcp","name":"Amazon ECS MCP Service",
"keys":[],
"resources":[],
"actions":[
["InvokeReadOnlyTools","R"],
["UseMcp","R"]
]};
