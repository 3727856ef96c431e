// AWS IQ Permissions. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"iq-permission","name":"AWS IQ Permissions",
"keys":[],
"resources":[
["permission","arn:${Partition}:iq-permission:${Region}::permission/${PermissionRequestId}"]
],
"actions":[
["ApproveAccessGrant","W",[[0,1]]],
["ApprovePermissionRequest","W",[[0,1]]],
["AssumePermissionRole","W",[[0,1]]],
["CreatePermissionRequest","W",[[0,1]]],
["GetPermissionRequest","R",[[0,1]]],
["ListPermissionRequests","R",[[0,1]]],
["RejectPermissionRequest","W",[[0,1]]],
["RevokePermissionRequest","W",[[0,1]]],
["WithdrawPermissionRequest","W",[[0,1]]]
]};
