// Database Query Metadata Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"dbqms","name":"Database Query Metadata Service",
"keys":[],
"resources":[],
"actions":[
["CreateFavoriteQuery","W"],
["CreateQueryHistory","W"],
["CreateTab","W"],
["DeleteFavoriteQueries","W"],
["DeleteQueryHistory","W"],
["DeleteTab","W"],
["DescribeFavoriteQueries","L"],
["DescribeQueryHistory","L"],
["DescribeTabs","L"],
["GetQueryString","R"],
["UpdateFavoriteQuery","W"],
["UpdateQueryHistory","W"],
["UpdateTab","W"]
]};
