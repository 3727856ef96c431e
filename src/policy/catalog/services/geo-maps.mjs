// Amazon Location Service Maps. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"geo-maps","name":"Amazon Location Service Maps",
"keys":[],
"resources":[
["provider","arn:${Partition}:geo-maps:${Region}::provider/default"]
],
"actions":[
["GetStaticMap","R",[[0,1]]],
["GetTile","R",[[0,1]]]
]};
