// Amazon S3 Vectors. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"s3vectors","name":"Amazon S3 Vectors",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["s3vectors:VectorBucketTag/${TagKey}","String"],
["s3vectors:kmsKeyArn","ARN"],
["s3vectors:sseType","String"]
],
"resources":[
["Index","arn:${Partition}:s3vectors:${Region}:${Account}:bucket/${BucketName}/index/${IndexName}",[1,3]],
["VectorBucket","arn:${Partition}:s3vectors:${Region}:${Account}:bucket/${BucketName}",[1,3]]
],
"actions":[
["CreateIndex","W",[[0,1]],[0,1,2,3,4,5]],
["CreateVectorBucket","W",[[1,1]],[0,1,2,3,4,5]],
["DeleteIndex","W",[[0,1]],[1,3]],
["DeleteVectorBucket","W",[[1,1]],[1,3]],
["DeleteVectorBucketPolicy","P",[[1,1]],[1,3]],
["DeleteVectors","W",[[0,1]],[1,3]],
["GetIndex","R",[[0,1]],[1,3]],
["GetVectorBucket","R",[[1,1]],[1,3]],
["GetVectorBucketPolicy","R",[[1,1]],[1,3]],
["GetVectors","R",[[0,1]],[1,3]],
["ListIndexes","L",[[1,1]],[1,3]],
["ListTagsForResource","L",[[0,0],[1,0]],[1,3]],
["ListVectorBuckets","L"],
["ListVectors","L",[[0,1]],[1,3]],
["PutVectorBucketPolicy","P",[[1,1]],[1,3]],
["PutVectors","W",[[0,1]],[1,3]],
["QueryVectors","R",[[0,1]],[1,3]],
["TagResource","T",[[0,0],[1,0]],[0,1,2,3]],
["UntagResource","T",[[0,0],[1,0]],[1,2,3]]
]};
