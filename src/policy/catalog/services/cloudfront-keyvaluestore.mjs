// Amazon CloudFront KeyValueStore. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"cloudfront-keyvaluestore","name":"Amazon CloudFront KeyValueStore",
"keys":[],
"resources":[
["key-value-store","arn:${Partition}:cloudfront::${Account}:key-value-store/${ResourceId}"]
],
"actions":[
["DeleteKey","W",[[0,1]]],
["DescribeKeyValueStore","R",[[0,1]]],
["GetKey","R",[[0,1]]],
["ListKeys","L",[[0,1]]],
["PutKey","W",[[0,1]]],
["UpdateKeys","W",[[0,1]]]
]};
