// Amazon WorkSpaces Application Manager. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"wam","name":"Amazon WorkSpaces Application Manager",
"keys":[],
"resources":[],
"actions":[
["AuthenticatePackager","W"]
]};
