// Amazon Location Service Routes. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"geo-routes","name":"Amazon Location Service Routes",
"keys":[],
"resources":[
["provider","arn:${Partition}:geo-routes:${Region}::provider/default"]
],
"actions":[
["CalculateIsolines","R",[[0,1]]],
["CalculateRouteMatrix","R",[[0,1]]],
["CalculateRoutes","R",[[0,1]]],
["OptimizeWaypoints","R",[[0,1]]],
["SnapToRoads","R",[[0,1]]]
]};
