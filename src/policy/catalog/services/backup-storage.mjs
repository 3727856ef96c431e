// AWS Backup storage. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"backup-storage","name":"AWS Backup storage",
"keys":[],
"resources":[],
"actions":[
["CommitBackupJob","W"],
["DeleteObjects","W"],
["DescribeBackupJob","W"],
["GetBaseBackup","W"],
["GetChunk","W"],
["GetIncrementalBaseBackup","W"],
["GetObjectMetadata","W"],
["ListChunks","W"],
["ListObjects","W"],
["MountCapsule","W"],
["NotifyObjectComplete","W"],
["PutChunk","W"],
["PutObject","W"],
["StartObject","W"],
["UpdateObjectComplete","W"]
]};
