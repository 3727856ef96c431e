// Amazon Nova Act. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"nova-act","name":"Amazon Nova Act",
"keys":[],
"resources":[
["workflow-definition","arn:${Partition}:nova-act:${Region}:${Account}:workflow-definition/${WorkflowDefinitionName}"],
["workflow-run","arn:${Partition}:nova-act:${Region}:${Account}:workflow-definition/${WorkflowDefinitionName}/workflow-run/${WorkflowRunId}"]
],
"actions":[
["CreateAct","W",[[0,1],[1,1]]],
["CreateSession","W",[[0,1],[1,1]]],
["CreateWorkflowDefinition","W",[[0,1]]],
["CreateWorkflowRun","W",[[0,1]]],
["DeleteWorkflowDefinition","W",[[0,1]]],
["DeleteWorkflowRun","W",[[0,1],[1,1]]],
["GetWorkflowDefinition","R",[[0,1]]],
["GetWorkflowRun","R",[[0,1],[1,1]]],
["InvokeActStep","W",[[0,1],[1,1]]],
["ListActs","R",[[0,1]]],
["ListModels","R"],
["ListSessions","R",[[0,1],[1,1]]],
["ListWorkflowDefinitions","L"],
["ListWorkflowRuns","L",[[0,1]]],
["UpdateAct","W",[[0,1],[1,1]]],
["UpdateWorkflowRun","W",[[0,1],[1,1]]]
]};
