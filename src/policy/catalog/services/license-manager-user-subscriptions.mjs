// AWS License Manager User Subscriptions. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"license-manager-user-subscriptions","name":"AWS License Manager User Subscriptions",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["identity-provider","arn:${Partition}:license-manager-user-subscriptions:${Region}:${Account}:identity-provider/${IdentityProviderId}",[1]],
["instance-user","arn:${Partition}:license-manager-user-subscriptions:${Region}:${Account}:instance-user/${InstanceUserId}",[1]],
["license-server-endpoint","arn:${Partition}:license-manager-user-subscriptions:${Region}:${Account}:license-server-endpoint/${LicenseServerEndpointId}",[1]],
["product-subscription","arn:${Partition}:license-manager-user-subscriptions:${Region}:${Account}:product-subscription/${ProductSubscriptionId}",[1]]
],
"actions":[
["AssociateUser","W",[[0,1]],[0,2]],
["CreateLicenseServerEndpoint","W",[[0,1]],[0,2]],
["DeleteLicenseServerEndpoint","W",[[0,1],[2,1]]],
["DeregisterIdentityProvider","W",[[0,1]]],
["DisassociateUser","W",[[0,1],[1,1]]],
["ListIdentityProviders","L"],
["ListInstances","L"],
["ListLicenseServerEndpoints","L"],
["ListProductSubscriptions","L",[[0,1]]],
["ListTagsForResource","R",[[0,1],[1,1],[2,1],[3,1]]],
["ListUserAssociations","L",[[0,1]]],
["RegisterIdentityProvider","W",[],[0,2]],
["StartProductSubscription","W",[[0,1]],[0,2]],
["StopProductSubscription","W",[[0,1],[3,1]]],
["TagResource","T",[[0,1],[1,1],[2,1],[3,1]],[0,2]],
["UntagResource","T",[[0,1],[1,1],[2,1],[3,1]]],
["UpdateIdentityProviderSettings","W",[[0,1]]]
]};
