// AWS Management Console Mobile App. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"consoleapp","name":"AWS Management Console Mobile App",
"keys":[],
"resources":[
["DeviceIdentity","arn:${Partition}:consoleapp::${Account}:device/${DeviceId}/identity/${IdentityId}"]
],
"actions":[
["GetDeviceIdentity","R",[[0,1]]],
["ListDeviceIdentities","L"]
]};
