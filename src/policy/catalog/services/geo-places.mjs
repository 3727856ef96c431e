// Amazon Location Service Places. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"geo-places","name":"Amazon Location Service Places",
"keys":[],
"resources":[
["provider","arn:${Partition}:geo-places:${Region}::provider/default"]
],
"actions":[
["Autocomplete","R",[[0,1]]],
["Geocode","R",[[0,1]]],
["GetPlace","R",[[0,1]]],
["ReverseGeocode","R",[[0,1]]],
["SearchNearby","R",[[0,1]]],
["SearchText","R",[[0,1]]],
["Suggest","R",[[0,1]]]
]};
