// AWS MWAA Serverless. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"airflow-serverless","name":"AWS MWAA Serverless",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["Workflow","arn:${Partition}:airflow-serverless:${Region}:${Account}:workflow/${WorkflowId}",[1]]
],
"actions":[
["CreateWorkflow","W",[],[0,2]],
["DeleteWorkflow","W",[[0,1]]],
["GetTaskInstance","R",[[0,1]]],
["GetWorkflow","R",[[0,1]]],
["GetWorkflowRun","R",[[0,1]]],
["ListTagsForResource","R",[[0,1]],[1]],
["ListTaskInstances","L",[[0,1]]],
["ListWorkflowRuns","L",[[0,1]]],
["ListWorkflowVersions","L",[[0,1]]],
["ListWorkflows","L"],
["StartWorkflowRun","W",[[0,1]]],
["StopWorkflowRun","W",[[0,1]]],
["TagResource","T",[[0,1]],[0,1,2]],
["UntagResource","T",[[0,1]],[1,2]],
["UpdateWorkflow","W",[[0,1]]]
]};
