/**
 * What each check finds, and why it matters: for whoever reads about checks. It stands apart from them because whoever
 * runs them in a browser has no use for it. Checks that are made from rows tell their reasons there.
 */
export const REASONS: Readonly<Record<string, string>> = {
  'action-with-blanks': 'Actions are compared as they stand: one with blanks at its ends names nothing.',
  'wildcard-in-service-name':
    'A wildcard in the service prefix takes in services that nobody thought of, and those that AWS will add.',
  'allow-with-star-action':
    'Every action of every service is allowed, also those that AWS will add: who holds this can give away everything else.',
  'full-service-access':
    'All actions of a service, deletions and permissions among them, are allowed on all of its resources.',
  'allow-with-not-action':
    'NotAction with Allow gives every action of every service but those listed, also those that AWS will add.',
  'allow-with-not-resource':
    'NotResource with Allow gives access to every resource but those listed, also those of other services.',
  'not-element-with-star':
    'Everything is excepted, so that the statement never applies: a Deny of this form denies nothing.',
  'deny-everything': 'No other statement of any policy can allow anything while this one applies.',
  'invalid-arn-service-case':
    'ARNs are compared with regard to case, and services are written in lower case: such an ARN names nothing.',
  'invalid-arn-region':
    'The fourth part of an ARN is a Region such as eu-central-1, a wildcard, or empty; anything else names nothing.',
  'invalid-arn-account':
    'The fifth part of an ARN is an account of twelve digits, "aws" or another owner that AWS documents, a wildcard, or empty.',
  'missing-arn-field':
    'An ARN has six parts. IAM fills up what is missing with *, which is more than the text says; Access Analyzer calls it an error.',
  'bucket-name-with-open-end':
    'arn:aws:s3:::name* matches the objects of the bucket, and every bucket whose name begins with it, of other accounts too.',
  'object-action-on-bucket':
    'An action on objects is asked on the ARN of the object; a statement that lists buckets only never applies to it.',
  'data-type-mismatch':
    "A value that is not of the operator's type matches nothing: a positive operator is false and a negated one true.",
  'invalid-condition-data-type':
    'The values of one list should be of one JSON type; a mixture is usually a slip.',
  'invalid-condition-multiple-boolean':
    'true and false in one list hold for every value there is: the condition only asks whether the key is there.',
  'null-with-both-values': 'The key is either there or not: the condition always holds.',
  'null-with-qualifier': 'ForAllValues:Null is always true and ForAnyValue:Null always false.',
  'missing-qualifier':
    'The key holds a list, and the operator does not say whether one of its values is enough.',
  'for-all-values-with-allow':
    'ForAllValues holds for a request that does not have the key at all, so the statement allows that too.',
  'for-all-values-with-single-valued-key':
    'ForAllValues is for lists. On a key with one value it only adds that a request without the key passes.',
  'for-any-value-with-single-valued-key':
    'ForAnyValue is for lists. With a negated operator it is false where the key is missing, unlike the operator alone.',
  'wildcard-without-like-operator':
    'Only Like and Arn operators know wildcards; others compare the star itself.',
  'redundant-if-exists': 'A negated operator, and one with ForAllValues, is true on a missing key already.',
  'missing-tag-key': 'A tag is named by its key behind a slash; without it no request has the condition key.',
  'invalid-condition-key': 'A condition key is written service:Name; no request has one without a colon.',
  'invalid-global-condition-key':
    'No request has the key: a positive operator on it is never true, a negated one always.',
  'deprecated-global-condition-key': 'aws:ARN was replaced: it does not say whose ARN is meant.',
  'string-like-with-arn-key':
    "In StringLike a wildcard crosses the colons of an ARN: a pattern for one account can match another one's resource of a cunning name.",
  'wildcard-in-sensitive-key':
    'Accounts, organizations and networks have no structure in their ids: a wildcard matches owners that nobody had in mind.',
  'mfa-deny-without-if-exists':
    'Long-term access keys bring no aws:MultiFactorAuthPresent, and Bool is false on a missing key: the Deny does not hit them.',
  'mfa-allow-with-if-exists':
    'BoolIfExists holds on a missing key, and long-term access keys bring no aws:MultiFactorAuthPresent: they need no MFA.',
  'mfa-age-deny-without-if-exists':
    'aws:MultiFactorAuthAge is there only if MFA was given: a Deny of old MFA does not hit callers without any.',
  'negated-operator-with-allow':
    'A negated operator is true on a missing key: the statement allows also who does not have the key at all.',
  'perimeter-without-services':
    'Service principals and calls that services make for a caller have no organization, VPC or address of yours: a Deny by a negated operator hits them.',
  'spoofable-key': 'The caller writes these headers itself: who knows the value passes.',
  'missing-paired-key':
    'Private addresses are used in every VPC: without the VPC the condition matches those of strangers.',
  'duration-of-assume-role':
    'AssumeRole brings no sts:DurationSeconds; only bearer tokens and GetWebIdentityToken do.',
  'deny-not-action-with-tag-key':
    'Many actions know no tags: for them the condition is false and the Deny does not apply.',
  'allow-not-action-with-tag-key':
    'Many actions know no tags: for them the condition is false and the Allow gives nothing.',
  'region-deny-hits-global-services':
    'IAM, Organizations, Route 53 and others are called in us-east-1 whatever Region is in use: a Deny of other Regions hits them.',
  'condition-on-presence-only':
    'StringLike "*" asks only whether the key is there, and with IfExists nothing at all.',
  'statement-never-applies':
    'All conditions of a statement must hold. Two that no value can meet at once make it a statement that never applies.',
  'deny-by-principal-arn-and-star':
    "A Deny for everybody but some principals hits also the account's root and administrators: nobody may be left to change it.",
  'invalid-organization-path':
    'A path reads o-…/r-…/ou-…/ and ends with a slash; one that does not begin so, or ends without slash or wildcard, matches no account.',
  'invalid-arn-value': 'Arn operators compare six parts; a value with fewer matches nothing, "*" included.',
  'principal-arn-of-session':
    'The aws:PrincipalArn of a role session is the ARN of its role (arn:aws:iam::…:role/…), never that of the session.',
  'invalid-date-value': 'Seconds since 1970 are easily misread, and four digits are a year.',
  'improve-ip-range': 'Bits beyond the mask are ignored: the range is larger than its address suggests.',
  'ip-range-of-everything':
    'A mask of 0 takes in every address of its family: the condition only asks whether there is one.',
  'redundant-condition-value':
    'A value that stands twice, or lies within another one of its list, changes nothing.',
  'missing-version': 'A document without Version is one of 2008: policy variables are plain text in it.',
  'outdated-version': 'The language of 2008 lacks policy variables and everything that came later.',
  'sid-not-unique':
    'Logs and traces name a statement by its Sid; IAM itself refuses documents that repeat one.',
  'empty-sid': 'An empty Sid says nothing and is counted in the size.',
  'id-in-identity-policy': 'Id belongs to resource policies; IAM keeps it and does nothing with it.',
  'null-resource':
    'IAM accepts null between resources and ignores it, so the list says less than it seems to.',
  'empty-condition': 'An empty Condition holds always: the statement applies as if it had none.',
  'empty-operator': 'An operator without keys compares nothing and holds always.',
  'empty-condition-values': 'With no values a positive operator never holds and a negated one always does.',
  'policy-size-near-quota': 'Less than a tenth of the quota is left: the next statement may not fit.',
  'federated-principal-not-supported':
    'Identity providers stand in trust policies only: a resource is called by the role session, never by the token.',
  'escalation-by-policy-version':
    'A new default version of a policy that is attached to the caller gives the caller what it says; no other right is needed.',
  'escalation-by-attachment':
    'The caller can attach AdministratorAccess to itself, to its group, or to a role that it may assume.',
  'escalation-by-inline-policy':
    'The caller can write itself, its group, or a role that it may assume, a policy that allows everything.',
  'escalation-by-group': 'The caller can join the administrators.',
  'escalation-by-access-key': "Whoever can make or reactivate another user's key is that user.",
  'escalation-by-password': "Whoever can set another user's password is that user.",
  'escalation-by-credentials': 'These make credentials for other users, or take their second factor away.',
  'escalation-by-trust': 'The caller can have any role trust it.',
  'escalation-by-boundary': 'A boundary that its bearer can change or remove bounds nothing.',
  'escalation-by-detachment': 'A policy that denies can be taken off by the one whom it binds.',
  'escalation-by-tags': 'Where policies trust tags, whoever sets them has what they open.',
  'escalation-by-identity-provider': 'The caller can be the provider whose word roles take.',
  'escalation-by-instance-profile':
    'A stronger role in a profile that is in use is in the hands of whoever reaches the instance.',
  'assume-any-role': 'Every role that trusts the account can be assumed, those of administrators among them.',
  'escalation-by-function-code': 'New code, or a layer, in a function acts with its role.',
  'escalation-by-shell': 'On the machine stand the credentials of its role.',
  'pass-role-and-compute': 'The caller starts code of its own with a role of its choice.',
  'weakening-of-account': 'These weaken passwords and tokens for the whole account.',
  'disabling-of-logs': 'Whoever can stop the records leaves none of what it does next.',
  'iam-administration': 'Whoever may do everything in IAM can give itself everything else.',
  'scp-allow-is-no-grant':
    'An SCP gives nothing, it only bounds: one that lists what is allowed forbids everything else, wherever no other SCP of the same target allows it.',
  'scp-deny-with-not-action':
    'Deny with NotAction forbids every action that is not listed, also those of services that AWS will add.',
  'service-linked-role-in-scp': 'SCPs do not bind service-linked roles: what they do cannot be denied so.',
  'iam-in-rcp': 'Resource control policies do not reach IAM: the statement has no effect.',
  'not-principal':
    'A caller escapes a Deny with NotPrincipal only if every level of it (session, role, account) is listed, and never with a permissions boundary.',
  'unique-id-as-principal':
    'IAM shows a unique id where the user or role that was named is deleted. It matches nobody; a new one of the name has another id.',
  'public-access': 'Everybody in the world is allowed, with and without an account.',
  'service-principal-without-source':
    'The service acts for all of its customers: each of them can make it use the resource (the confused deputy).',
  'invalid-service-principal':
    'A service is named by the domain that AWS gave it, which ends with amazonaws.com; another domain is nobody.',
  'everyone-beside-others': '"*" means everybody already; whoever stands beside it changes nothing.',
  'redundant-principal': 'A session beside its role, or a principal that stands twice, changes nothing.',
  'redundant-statement':
    'Another statement of the same effect, principals and conditions says as much or more.',
  'allow-shadowed-by-deny': 'A Deny wins over every Allow: the statement allows nothing.',
  'action-shadowed-by-deny': 'The action is denied on everything, so that allowing it has no effect.',
  'invalid-service-in-action': 'No service has the prefix: no request is for such an action.',
  'invalid-action': 'The service has no action of this name: an Allow gives nothing and a Deny hits nothing.',
  'wildcard-without-action':
    'No action of the service is like the pattern: an Allow gives nothing and a Deny hits nothing.',
  'action-without-resource-level-permissions':
    'The action authorizes no resource: it is asked on "*", which only a Resource of "*" matches.',
  'unsupported-resource-for-action':
    'The action is asked on resources of other types than those that are listed: the statement never applies to it.',
  'resource-of-no-action': 'None of the actions of the statement is asked on a resource of this type.',
  'invalid-service-condition-key':
    'The service has no such key: a positive operator on it is never true, a negated one always.',
  'invalid-service-in-condition-key':
    'No service and no identity provider has the prefix: no request brings the key.',
  'unsupported-condition-key':
    'No action of the statement brings the key: a positive operator is never true, a negated one always.',
  'deny-with-unsupported-tag-key':
    'The action knows no such tag: for it the condition is false, and the Deny does not hit it.',
  'allow-with-unsupported-tag-key':
    'The action knows no such tag: for it the condition is false, and the Allow gives nothing.',
  'rcp-service-unsupported':
    'Resource control policies apply to the resources of some services only; for others the statement has no effect.',
  'permissions-management-on-everything': 'The action changes who may do what, on every resource.',
  'wildcard-in-trust-policy': 'Every principal of every account may try to assume the role.',
  'account-trust-without-external-id':
    'A third party that assumes roles for many customers can be talked into using yours for another one (the confused deputy). An external id prevents it.',
  'oidc-provider-without-subject':
    'The provider issues tokens to everybody who can sign in there; without a condition on the subject or audience all of them may assume the role.',
  'missing-github-repo-condition':
    'GitHub issues tokens to every repository in the world; the audience is the same for all of them.',
  'oidc-subject-with-open-start':
    'A subject that may begin with anything is that of anybody the provider knows.',
  'oidc-provider-without-audience':
    "The audience says for whom a token was made; without it one that was made for another client of the account's provider is accepted.",
  'cognito-without-audience':
    'Cognito issues tokens for the identity pools of all accounts; its audience is the pool.',
  'saml-without-audience':
    'SAML:aud is where the assertion was sent; without it one that was made for another recipient is accepted.',
  'mismatched-action-for-principal':
    'A SAML provider is asked by AssumeRoleWithSAML, an OIDC provider by AssumeRoleWithWebIdentity, all others by AssumeRole.',
  'missing-action-for-roles-anywhere':
    'IAM Roles Anywhere tags its sessions and sets their source identity: it needs three actions, else it cannot assume the role.',
  'trust-action-without-effect':
    'A trust policy is asked only when its role is assumed: other actions of STS are stored and never match.',
  'trust-without-assume-role':
    'No statement allows to assume the role; tagging and source identities alone are of no use.',
  'external-id-for-service':
    'Services of AWS send no external id: with the condition they cannot assume the role.',
  'variable-unsupported-element':
    'Variables have a meaning in the resource part of Resource, and in condition values. Elsewhere they are plain text, which no request has.',
  'variable-unsupported-operator':
    'Only String and Arn operators know variables; others compare the text with its braces.',
  'variable-unsupported-version':
    'Documents of 2008, and those without Version, know no variables: the text is compared with its braces.',
  'variable-of-multivalued-key':
    'A key that holds a list cannot be put into a text; the variable has never a value.',
  'variable-of-unknown-key': 'No request has the key, so that the value matches nothing.',
  'variable-in-deny-without-default':
    'Where the key has no value the pattern matches nothing, so that the Deny spares exactly the callers that lack the key.',
};
