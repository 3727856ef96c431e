// Amazon Comprehend Medical. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"comprehendmedical","name":"Amazon Comprehend Medical",
"keys":[
["aws:TagKeys","ArrayOfString"]
],
"resources":[],
"actions":[
["DescribeEntitiesDetectionV2Job","R"],
["DescribeICD10CMInferenceJob","R"],
["DescribePHIDetectionJob","R"],
["DescribeRxNormInferenceJob","R"],
["DescribeSNOMEDCTInferenceJob","R"],
["DetectEntitiesV2","R"],
["DetectPHI","R"],
["InferICD10CM","R"],
["InferRxNorm","R"],
["InferSNOMEDCT","R"],
["ListEntitiesDetectionV2Jobs","R"],
["ListICD10CMInferenceJobs","R"],
["ListPHIDetectionJobs","R"],
["ListRxNormInferenceJobs","R"],
["ListSNOMEDCTInferenceJobs","R"],
["StartEntitiesDetectionV2Job","W"],
["StartICD10CMInferenceJob","W"],
["StartPHIDetectionJob","W"],
["StartRxNormInferenceJob","W"],
["StartSNOMEDCTInferenceJob","W"],
["StopEntitiesDetectionV2Job","W"],
["StopICD10CMInferenceJob","W"],
["StopPHIDetectionJob","W"],
["StopRxNormInferenceJob","W"],
["StopSNOMEDCTInferenceJob","W"]
]};
