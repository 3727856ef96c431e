// AWS IAM Identity Center OIDC service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"sso-oauth","name":"AWS IAM Identity Center OIDC service",
"keys":[],
"resources":[
["Application","arn:${Partition}:sso::${AccountId}:application/${InstanceId}/${ApplicationId}"]
],
"actions":[
["CreateTokenWithIAM","W",[[0,1]]],
["IntrospectTokenWithIAM","W",[[0,1]]],
["RevokeTokenWithIAM","W",[[0,1]]]
]};
