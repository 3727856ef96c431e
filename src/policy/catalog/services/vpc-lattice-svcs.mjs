// Amazon VPC Lattice Services. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"vpc-lattice-svcs","name":"Amazon VPC Lattice Services",
"keys":[
["aws:ResourceTag/${TagKey}","String"],
["vpc-lattice-svcs:Port","Numeric"],
["vpc-lattice-svcs:RequestHeader/${HeaderName}","String"],
["vpc-lattice-svcs:RequestMethod","String"],
["vpc-lattice-svcs:RequestPath","String"],
["vpc-lattice-svcs:RequestQueryString/${QueryStringKey}","ArrayOfString"],
["vpc-lattice-svcs:ServiceArn","ARN"],
["vpc-lattice-svcs:ServiceNetworkArn","ARN"],
["vpc-lattice-svcs:SourceVpc","String"],
["vpc-lattice-svcs:SourceVpcOwnerAccount","String"]
],
"resources":[
["Service","arn:${Partition}:vpc-lattice:${Region}:${Account}:service/${ServiceId}/${RequestPath}",[0]],
["TCP Service","arn:${Partition}:vpc-lattice:${Region}:${Account}:service/${ServiceId}",[0]]
],
"actions":[
["Connect","W",[[1,1,[0]]],[1,6,7,8,9]],
["Invoke","W",[[0,1,[0]]],[1,2,3,4,5,6,7,8,9]]
]};
