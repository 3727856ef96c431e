// AWS Identity Sync. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"identity-sync","name":"AWS Identity Sync",
"keys":[],
"resources":[
["SyncProfileResource","arn:${Partition}:identity-sync:${Region}:${Account}:profile/${SyncProfileName}"],
["SyncTargetResource","arn:${Partition}:identity-sync:${Region}:${Account}:target/${SyncProfileName}/${SyncTargetName}"]
],
"actions":[
["AllowVendedLogDeliveryForResource","P",[[0,1]]],
["CreateSyncFilter","W",[[0,1]]],
["CreateSyncProfile","W"],
["CreateSyncTarget","W",[[0,1]]],
["DeleteSyncFilter","W",[[0,1]]],
["DeleteSyncProfile","W",[[0,1]]],
["DeleteSyncTarget","W",[[0,1],[1,1]]],
["GetSyncProfile","R",[[0,1]]],
["GetSyncTarget","R",[[0,1],[1,1]]],
["ListSyncFilters","L",[[0,1]]],
["StartSync","W",[[0,1]]],
["StopSync","W",[[0,1]]],
["UpdateSyncTarget","W",[[0,1],[1,1]]]
]};
