// AWS Partner central account management. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"partnercentral-account-management","name":"AWS Partner central account management",
"keys":[
["partnercentral-account-management:LegacyPartnerCentralRole","ArrayOfString"],
["partnercentral-account-management:MarketingCentralRole","ArrayOfString"],
["partnercentral-account-management:ProServeRole","ArrayOfString"]
],
"resources":[],
"actions":[
["AccessLegacyPartnerCentral","W",[],[0]],
["AccessMarketingCentral","W",[],[1]],
["AccessProServeTools","W",[],[2]],
["AssociatePartnerAccount","W"],
["AssociatePartnerUser","W"],
["DisassociatePartnerUser","W"]
]};
