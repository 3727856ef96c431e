// Amazon FinSpace API. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"finspace-api","name":"Amazon FinSpace API",
"keys":[],
"resources":[
["credential","arn:${Partition}:finspace-api:${Region}:${Account}:/credentials/programmatic"]
],
"actions":[
["GetProgrammaticAccessCredentials","R",[[0,1]]]
]};
