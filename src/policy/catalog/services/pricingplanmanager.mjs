// AWS PricingPlanManager Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"pricingplanmanager","name":"AWS PricingPlanManager Service",
"keys":[],
"resources":[
["subscription","arn:${Partition}:pricingplanmanager::${Account}:subscription/${SubscriptionId}"]
],
"actions":[
["ApprovePaidSubscription","W"],
["AssociateResourcesToSubscription","W"],
["CancelSubscription","W"],
["CancelSubscriptionChange","W"],
["CreateSubscription","W"],
["DisassociateResourcesFromSubscription","W"],
["GetSubscription","R"],
["ListSubscriptions","R"],
["UpdateSubscription","W"]
]};
