// AWS Price List. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"pricing","name":"AWS Price List",
"keys":[],
"resources":[],
"actions":[
["DescribeServices","R"],
["GetAttributeValues","R"],
["GetPriceListFileUrl","R"],
["GetProducts","R"],
["ListPriceLists","R"]
]};
