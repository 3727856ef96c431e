// Amazon API Gateway. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"execute-api","name":"Amazon API Gateway",
"keys":[
["execute-api:viaDomainArn","ARN"]
],
"resources":[
["execute-api-domain","arn:${Partition}:execute-api:${Region}:${Account}:/domainnames/${DomainName}+${DomainIdentifier}"],
["execute-api-general","arn:${Partition}:execute-api:${Region}:${Account}:${ApiId}/${Stage}/${Method}/${ApiSpecificResourcePath}",[0]]
],
"actions":[
["InvalidateCache","W",[[1,1]]],
["Invoke","W",[[0,0],[1,0]]],
["ManageConnections","W",[[1,1]]]
]};
