// AWS Import Export Disk Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"importexport","name":"AWS Import Export Disk Service",
"keys":[],
"resources":[],
"actions":[
["CancelJob","W"],
["CreateJob","W"],
["GetShippingLabel","R"],
["GetStatus","R"],
["ListJobs","L"],
["UpdateJob","W"]
]};
