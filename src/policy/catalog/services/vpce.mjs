// AWS PrivateLink. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"vpce","name":"AWS PrivateLink",
"keys":[],
"resources":[
["vpc-endpoint","arn:${Partition}:ec2:${Region}:${Account}:vpc-endpoint/${VpcEndpointId}"],
["vpc-endpoint-service","arn:${Partition}:ec2:${Region}:${Account}:vpc-endpoint-service/${VpcEndpointServiceId}"]
],
"actions":[
["AllowMultiRegion","W",[[0,0],[1,0]]]
]};
