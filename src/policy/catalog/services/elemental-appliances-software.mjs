// AWS Elemental Appliances and Software. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"elemental-appliances-software","name":"AWS Elemental Appliances and Software",
"keys":[],
"resources":[
["quote","arn:${Partition}:elemental-appliances-software:${Region}:${Account}:quote/${ResourceId}"]
],
"actions":[
["CompleteUpload","W"],
["CreateOrderV1","W"],
["CreateQuote","W",[[0,1]]],
["GetAvsCorrectAddress","R"],
["GetBillingAddresses","R"],
["GetDeliveryAddressesV2","R"],
["GetOrder","R"],
["GetOrdersV2","R"],
["GetQuote","R",[[0,1]]],
["GetTaxes","R"],
["ListQuotes","L"],
["StartUpload","W"],
["SubmitOrderV1","W"],
["UpdateQuote","W",[[0,1]]]
]};
