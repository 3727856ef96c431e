// AWS License Manager Linux Subscriptions Manager. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"license-manager-linux-subscriptions","name":"AWS License Manager Linux Subscriptions Manager",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["subscription-provider","arn:${Partition}:license-manager-linux-subscriptions:${Region}:${Account}:subscription-provider/${SubscriptionProviderId}",[1]]
],
"actions":[
["DeregisterSubscriptionProvider","W",[[0,1]]],
["GetRegisteredSubscriptionProvider","R",[[0,1]]],
["GetServiceSettings","R"],
["ListLinuxSubscriptionInstances","R"],
["ListLinuxSubscriptions","R"],
["ListRegisteredSubscriptionProviders","R"],
["ListTagsForResource","R",[[0,1]]],
["RegisterSubscriptionProvider","W",[],[0,2]],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]],
["UpdateServiceSettings","W"]
]};
