// Amazon WorkMail Message Flow. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"workmailmessageflow","name":"Amazon WorkMail Message Flow",
"keys":[],
"resources":[
["RawMessage","arn:${Partition}:workmailmessageflow:${Region}:${Account}:message/${OrganizationId}/${Context}/${MessageId}"]
],
"actions":[
["GetRawMessageContent","R",[[0,1]]],
["PutRawMessageContent","W",[[0,1]]]
]};
