// AmazonMediaImport. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"mediaimport","name":"AmazonMediaImport",
"keys":[],
"resources":[],
"actions":[
["CreateDatabaseBinarySnapshot","W"]
]};
