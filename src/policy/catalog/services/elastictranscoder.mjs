// Amazon Elastic Transcoder. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"elastictranscoder","name":"Amazon Elastic Transcoder",
"keys":[],
"resources":[
["job","arn:${Partition}:elastictranscoder:${Region}:${Account}:job/${JobId}"],
["pipeline","arn:${Partition}:elastictranscoder:${Region}:${Account}:pipeline/${PipelineId}"],
["preset","arn:${Partition}:elastictranscoder:${Region}:${Account}:preset/${PresetId}"]
],
"actions":[
["CancelJob","W",[[0,1]]],
["CreateJob","W",[[1,1],[2,1]]],
["CreatePipeline","W"],
["CreatePreset","W"],
["DeletePipeline","W",[[1,1]]],
["DeletePreset","W",[[2,1]]],
["ListJobsByPipeline","L",[[1,1]]],
["ListJobsByStatus","L"],
["ListPipelines","L"],
["ListPresets","L"],
["ReadJob","R",[[0,1]]],
["ReadPipeline","R",[[1,1]]],
["ReadPreset","R",[[2,1]]],
["TestRole","W"],
["UpdatePipeline","W",[[1,1]]],
["UpdatePipelineNotifications","W",[[1,1]]],
["UpdatePipelineStatus","W",[[1,1]]]
]};
