// Application Discovery Arsenal. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"arsenal","name":"Application Discovery Arsenal",
"keys":[],
"resources":[],
"actions":[
["RegisterOnPremisesAgent","W"]
]};
