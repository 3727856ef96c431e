// Amazon Kinesis Firehose. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"firehose","name":"Amazon Kinesis Firehose",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["deliverystream","arn:${Partition}:firehose:${Region}:${Account}:deliverystream/${DeliveryStreamName}",[1]]
],
"actions":[
["CreateDeliveryStream","W",[[0,1]],[0,2]],
["DeleteDeliveryStream","W",[[0,1]]],
["DescribeDeliveryStream","R",[[0,1]]],
["ListDeliveryStreams","L"],
["ListTagsForDeliveryStream","L",[[0,1]]],
["PutRecord","W",[[0,1]]],
["PutRecordBatch","W",[[0,1]]],
["StartDeliveryStreamEncryption","W",[[0,1]]],
["StopDeliveryStreamEncryption","W",[[0,1]]],
["TagDeliveryStream","T",[[0,1]],[0,2]],
["UntagDeliveryStream","T",[[0,1]],[2]],
["UpdateDestination","W",[[0,1]]]
]};
