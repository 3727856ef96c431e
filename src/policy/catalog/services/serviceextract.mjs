// AWS Microservice Extractor for .NET. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"serviceextract","name":"AWS Microservice Extractor for .NET",
"keys":[],
"resources":[],
"actions":[
["GetConfig","R"]
]};
