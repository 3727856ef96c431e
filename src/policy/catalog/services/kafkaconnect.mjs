// Amazon Managed Streaming for Kafka Connect. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"kafkaconnect","name":"Amazon Managed Streaming for Kafka Connect",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["connector","arn:${Partition}:kafkaconnect:${Region}:${Account}:connector/${ConnectorName}/${UUID}",[1]],
["connector operation","arn:${Partition}:kafkaconnect:${Region}:${Account}:connector-operation/${ConnectorName}/${ConnectorUUID}/${UUID}",[1]],
["custom plugin","arn:${Partition}:kafkaconnect:${Region}:${Account}:custom-plugin/${CustomPluginName}/${UUID}",[1]],
["worker configuration","arn:${Partition}:kafkaconnect:${Region}:${Account}:worker-configuration/${WorkerConfigurationName}/${UUID}",[1]]
],
"actions":[
["CreateConnector","W"],
["CreateCustomPlugin","W"],
["CreateWorkerConfiguration","W"],
["DeleteConnector","W",[[0,1]]],
["DeleteCustomPlugin","W",[[2,1]]],
["DeleteWorkerConfiguration","W",[[3,1]]],
["DescribeConnector","R",[[0,1]]],
["DescribeConnectorOperation","R",[[1,1]]],
["DescribeCustomPlugin","R",[[2,1]]],
["DescribeWorkerConfiguration","R",[[3,1]]],
["ListConnectorOperations","R",[[0,1]]],
["ListConnectors","R"],
["ListCustomPlugins","R"],
["ListTagsForResource","R",[[0,0,[1]],[2,0,[1]],[3,0,[1]]]],
["ListWorkerConfigurations","R"],
["TagResource","T",[[0,0,[0,1,2]],[2,0,[0,1,2]],[3,0,[0,1,2]]],[0,2]],
["UntagResource","T",[[0,0,[2]],[2,0,[2]],[3,0,[2]]],[2]],
["UpdateConnector","W",[[0,1]]]
]};
