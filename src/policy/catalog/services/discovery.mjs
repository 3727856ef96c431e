// AWS Application Discovery Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"discovery","name":"AWS Application Discovery Service",
"keys":[
["aws:TagKeys","ArrayOfString"]
],
"resources":[],
"actions":[
["AssociateConfigurationItemsToApplication","W"],
["BatchDeleteAgents","W"],
["BatchDeleteImportData","W"],
["CreateApplication","W"],
["CreateTags","T"],
["DeleteApplications","W"],
["DeleteTags","T",[],[0]],
["DescribeAgents","R"],
["DescribeBatchDeleteConfigurationTask","R"],
["DescribeConfigurations","R"],
["DescribeContinuousExports","R"],
["DescribeExportConfigurations","R"],
["DescribeExportTasks","R"],
["DescribeImportTasks","L"],
["DescribeTags","R"],
["DisassociateConfigurationItemsFromApplication","W"],
["ExportConfigurations","W"],
["GetDiscoverySummary","R"],
["GetNetworkConnectionGraph","R"],
["ListConfigurations","L"],
["ListServerNeighbors","L"],
["StartBatchDeleteConfigurationTask","W"],
["StartContinuousExport","W"],
["StartDataCollectionByAgentIds","W"],
["StartExportTask","W"],
["StartImportTask","W"],
["StopContinuousExport","W"],
["StopDataCollectionByAgentIds","W"],
["UpdateApplication","W"]
]};
