// AWS User Subscriptions. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"user-subscriptions","name":"AWS User Subscriptions",
"keys":[
["user-subscriptions:CreateForSelf","Bool"]
],
"resources":[],
"actions":[
["CancelPurchaseSession","W"],
["ConfirmPurchaseSession","W"],
["CreateClaim","W",[],[0]],
["CreateClaimAddOn","W"],
["CreatePurchaseSession","W"],
["CreateUpdatePlanPreview","W"],
["DeleteAutoTopUpRule","W"],
["DeleteClaim","W"],
["GetAutoTopUpRule","R"],
["GetCurrentPlanDetails","R"],
["GetEffectiveUsageLimit","R"],
["GetPurchaseSession","R"],
["GetUsageLimitHistory","R"],
["ListApplicationClaims","L"],
["ListClaimAddOns","L"],
["ListClaims","L"],
["ListEntitlements","L"],
["ListUsageLimits","L"],
["ListUserSubscriptions","L"],
["SetAutoTopUpRule","W"],
["SetOverageConfig","W"],
["SetUsageLimit","W"],
["UpdateClaim","W"]
]};
