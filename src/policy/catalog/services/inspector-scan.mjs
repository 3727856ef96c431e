// Amazon InspectorScan. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"inspector-scan","name":"Amazon InspectorScan",
"keys":[],
"resources":[],
"actions":[
["ScanSbom","R"]
]};
