// AWS Marketplace Commerce Analytics Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"marketplacecommerceanalytics","name":"AWS Marketplace Commerce Analytics Service",
"keys":[],
"resources":[],
"actions":[
["GenerateDataSet","W"],
["StartSupportDataExport","W"]
]};
