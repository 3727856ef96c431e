// Amazon GroundTruth Labeling. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"groundtruthlabeling","name":"Amazon GroundTruth Labeling",
"keys":[],
"resources":[],
"actions":[
["AssociatePatchToManifestJob","W"],
["CreateBatch","W"],
["CreateIntakeForm","W"],
["CreateProject","W"],
["CreateWorkflowDefinition","W"],
["DescribeConsoleJob","R"],
["GenerateLIDARPreviewTaskConfigJob","W"],
["GetBatch","R"],
["GetIntakeFormStatus","R"],
["ListBatches","R"],
["ListDatasetObjects","R"],
["ListProjects","R"],
["RunFilterOrSampleDatasetJob","W"],
["RunGenerateManifestByCrawlingJob","W"],
["RunGenerateManifestMetricsJob","W"],
["UpdateBatch","W"]
]};
