// Amazon WorkSpaces AgentAccess MCP Server. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"agentaccess-mcp","name":"Amazon WorkSpaces AgentAccess MCP Server",
"keys":[
["agentaccess-mcp:StackArn","ARN"]
],
"resources":[],
"actions":[
["CallForwardedTool","W",[],[0]],
["CheckConnectionStatus","R",[],[0]],
["DoubleClick","W",[],[0]],
["GetScreenshot","R",[],[0]],
["HoldKey","W",[],[0]],
["InvokeMcp","W",[],[0]],
["KeyPress","W",[],[0]],
["LeftClick","W",[],[0]],
["LeftClickDrag","W",[],[0]],
["LeftMouseDown","W",[],[0]],
["LeftMouseUp","W",[],[0]],
["MiddleClick","W",[],[0]],
["MovePointer","W",[],[0]],
["RightClick","W",[],[0]],
["Scroll","W",[],[0]],
["TripleClick","W",[],[0]],
["TypeText","W",[],[0]]
]};
