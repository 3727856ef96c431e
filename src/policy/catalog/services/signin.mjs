// AWS Signin. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"signin","name":"AWS Signin",
"keys":[
["signin:OAuthClientAuthentication","String"],
["signin:OAuthClientId","String"],
["signin:OAuthGrantType","String"],
["signin:OAuthRedirectUri","String"],
["signin:OAuthTokenType","String"],
["signin:PrincipalArn","ARN"]
],
"resources":[
["console","arn:${Partition}:signin:::console/${ConsoleName}"],
["oauth2-public-client-localhost","arn:${Partition}:signin:${Region}:${Account}:oauth2/public-client/localhost"],
["oauth2-public-client-registration","arn:${Partition}:signin:${Region}::external-client/dcr/*"],
["oauth2-public-client-remote","arn:${Partition}:signin:${Region}:${Account}:oauth2/public-client/remote"],
["oauth2-resource-service-principal","arn:${Partition}:signin:${Region}:${Account}:service-principal/${ServicePrincipalName}"]
],
"actions":[
["Authenticate","R",[[0,1]],[5]],
["AuthorizeOAuth2Access","R",[[0,1],[1,1,[1,3]],[3,1,[1,3]],[4,1,[1,3]]]],
["CreateAccount","W",[[0,1]]],
["CreateOAuth2PublicClient","W",[[2,1]],[3]],
["CreateOAuth2Token","R",[[0,1],[1,1,[0,1,2,3]],[3,1,[0,1,2,3]],[4,1,[0,1,2,3]]]],
["CreateTrustedIdentityPropagationApplicationForConsole","W"],
["DeleteConsoleAuthorizationConfiguration","W"],
["DeleteResourcePermissionStatement","W"],
["GetConsoleAuthorizationConfiguration","R"],
["GetResourcePolicy","R"],
["IntrospectOAuth2Token","R",[[1,1],[3,1],[4,1]],[1,4]],
["ListResourcePermissionStatements","L"],
["ListTrustedIdentityPropagationApplicationsForConsole","L"],
["PutConsoleAuthorizationConfiguration","W"],
["PutResourcePermissionStatement","W"],
["RevokeOAuth2Token","W",[[1,1],[3,1],[4,1]],[4]]
]};
