// Amazon Managed Blockchain Query. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"managedblockchain-query","name":"Amazon Managed Blockchain Query",
"keys":[],
"resources":[],
"actions":[
["BatchGetTokenBalance","R"],
["GetAssetContract","R"],
["GetTokenBalance","R"],
["GetTransaction","R"],
["ListAssetContracts","L"],
["ListFilteredTransactionEvents","L"],
["ListTokenBalances","L"],
["ListTransactionEvents","L"],
["ListTransactions","L"]
]};
