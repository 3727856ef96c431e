// AWS OpsWorks Configuration Management. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"opsworks-cm","name":"AWS OpsWorks Configuration Management",
"keys":[],
"resources":[
["backup","arn:${Partition}:opsworks-cm::${Account}:backup/${ServerName}-{Date-and-Time-Stamp-of-Backup}"],
["server","arn:${Partition}:opsworks-cm::${Account}:server/${ServerName}/${UniqueId}"]
],
"actions":[
["AssociateNode","W"],
["CreateBackup","W"],
["CreateServer","W"],
["DeleteBackup","W"],
["DeleteServer","W"],
["DescribeAccountAttributes","L"],
["DescribeBackups","L"],
["DescribeEvents","L"],
["DescribeNodeAssociationStatus","L"],
["DescribeServers","L"],
["DisassociateNode","W"],
["ExportServerEngineAttribute","R"],
["ListTagsForResource","R"],
["RestoreServer","W"],
["StartMaintenance","W"],
["TagResource","T"],
["UntagResource","T"],
["UpdateServer","W"],
["UpdateServerEngineAttributes","W"]
]};
