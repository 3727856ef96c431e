// Amazon Managed Workflows for Apache Airflow. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"airflow","name":"Amazon Managed Workflows for Apache Airflow",
"keys":[
["airflow:DagAccessEntity","String"],
["airflow:ResourceAction","String"],
["airflow:ResourceId","String"],
["airflow:ResourceType","String"],
["airflow:TeamNames","ArrayOfString"],
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["environment","arn:${Partition}:airflow:${Region}:${Account}:environment/${EnvironmentName}",[6]],
["rbac-role","arn:${Partition}:airflow:${Region}:${Account}:role/${EnvironmentName}/${RoleName}",[6]]
],
"actions":[
["CreateCliToken","W",[[0,1]]],
["CreateEnvironment","W",[[0,1]],[5,6,7]],
["CreateWebLoginToken","W",[[1,1]]],
["DeleteEnvironment","W",[[0,1]],[6]],
["GetEnvironment","R",[[0,1]],[6]],
["InvokeRestApi","W",[[1,1]]],
["ListEnvironments","L"],
["ListTagsForResource","R",[[0,0]],[6]],
["PublishMetrics","W",[[0,1]]],
["TagResource","T",[[0,0]],[5,6,7]],
["UntagResource","T",[[0,0]],[6,7]],
["UpdateEnvironment","W",[[0,1]],[6]]
]};
