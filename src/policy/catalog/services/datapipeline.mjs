// AWS Data Pipeline. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"datapipeline","name":"AWS Data Pipeline",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["datapipeline:PipelineCreator","ArrayOfString"],
["datapipeline:Tag/${TagKey}","String"],
["datapipeline:workerGroup","ArrayOfString"]
],
"resources":[
["pipeline","arn:${Partition}:datapipeline:${Region}:${Account}:pipeline/${PipelineId}",[1]]
],
"actions":[
["ActivatePipeline","W",[[0,1]],[3,4,5]],
["AddTags","T",[[0,1]],[0,2,3,4]],
["CreatePipeline","W",[],[0,2,4]],
["DeactivatePipeline","W",[[0,1]],[3,4,5]],
["DeletePipeline","W",[[0,1]],[3,4]],
["DescribeObjects","R",[[0,1]],[3,4]],
["DescribePipelines","R",[[0,1]],[3,4]],
["EvaluateExpression","R",[[0,1]],[3,4]],
["GetAccountLimits","L"],
["GetPipelineDefinition","R",[[0,1]],[3,4,5]],
["ListPipelines","L"],
["PollForTask","W",[],[5]],
["PutAccountLimits","W"],
["PutPipelineDefinition","W",[[0,1]],[3,4,5]],
["QueryObjects","R",[[0,1]],[3,4]],
["RemoveTags","T",[[0,1]],[0,2,3,4]],
["ReportTaskProgress","W",[[0,1]]],
["ReportTaskRunnerHeartbeat","W"],
["SetStatus","W",[[0,1]],[3,4]],
["SetTaskStatus","W",[[0,1]]],
["ValidatePipelineDefinition","R",[[0,1]],[3,4,5]]
]};
