// Amazon OpenSearch Ingestion. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"osis","name":"Amazon OpenSearch Ingestion",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["pipeline","arn:${Partition}:osis:${Region}:${Account}:pipeline/${PipelineName}",[1]],
["pipeline-blueprint","arn:${Partition}:osis:${Region}:${Account}:blueprint/${BlueprintName}"],
["pipeline-endpoint","arn:${Partition}:osis:${Region}:${Account}:endpoint/${EndpointId}",[1]]
],
"actions":[
["CreatePipeline","W",[],[0,2]],
["CreatePipelineEndpoint","W",[[0,1]],[0,2]],
["DeletePipeline","W",[[0,1]]],
["DeletePipelineEndpoint","W",[[2,1]]],
["DeleteResourcePolicy","W",[[0,1]]],
["GetPipeline","R",[[0,1]]],
["GetPipelineBlueprint","R",[[1,1]]],
["GetPipelineChangeProgress","R",[[0,1]]],
["GetResourcePolicy","R",[[0,1]]],
["Ingest","W",[[0,1]]],
["ListPipelineBlueprints","L"],
["ListPipelineEndpointConnections","L"],
["ListPipelineEndpoints","L"],
["ListPipelines","L"],
["ListTagsForResource","R",[[0,1]]],
["PutResourcePolicy","W",[[0,1]]],
["RevokePipelineEndpointConnections","W",[[0,1]]],
["StartPipeline","W",[[0,1]]],
["StopPipeline","W",[[0,1]]],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]],
["UpdatePipeline","W",[[0,1]]],
["ValidatePipeline","R"]
]};
