// Amazon EC2 Instance Connect. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ec2-instance-connect","name":"Amazon EC2 Instance Connect",
"keys":[
["aws:ResourceTag/${TagKey}","String"],
["ec2-instance-connect:maxTunnelDuration","Numeric"],
["ec2-instance-connect:privateIpAddress","IPAddress"],
["ec2-instance-connect:remotePort","Numeric"],
["ec2:ResourceTag/${TagKey}","String"],
["ec2:osuser","String"]
],
"resources":[
["instance","arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}",[0,4]],
["instance-connect-endpoint","arn:${Partition}:ec2:${Region}:${Account}:instance-connect-endpoint/${InstanceConnectEndpointId}",[0,4]]
],
"actions":[
["OpenTunnel","W",[[1,1],[1,1]]],
["SendSSHPublicKey","W",[[0,1]],[5]],
["SendSerialConsoleSSHPublicKey","W",[[0,1]]]
]};
