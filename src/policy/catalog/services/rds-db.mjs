// Amazon RDS IAM Authentication. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"rds-db","name":"Amazon RDS IAM Authentication",
"keys":[],
"resources":[
["db-user","arn:${Partition}:rds-db:${Region}:${Account}:dbuser:${DbiResourceId}/${DbUserName}"]
],
"actions":[
["connect","P",[[0,1]]]
]};
