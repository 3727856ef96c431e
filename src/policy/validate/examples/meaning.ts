/** Examples of checks of what statements amount to: roles handed out, escalation, redundancy, organizations. */
import { A, ACTION, allow, deny, type Examples, one, policy, RESOURCE, STATEMENT } from './example.ts';

const ROLE = `arn:aws:iam::${A}:role/app`;
const NOT_ACTION = { Action: undefined, NotAction: 's3:*' };
const EC2 = { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } };

function handing(action: string, star: string, key: object): readonly ReturnType<typeof one>[] {
  const named = allow({ Action: action, Resource: ROLE });
  const others = { Resource: undefined, NotResource: ROLE };
  return [
    one(
      'inline',
      allow({ Action: action, Resource: '*' }),
      RESOURCE,
      allow({ Action: action, Resource: '*', Condition: key }),
    ),
    one('inline', allow({ Action: star, Resource: `arn:aws:iam::${A}:role/*` }), RESOURCE, named),
    one('inline', allow({ ...NOT_ACTION, Resource: '*' }), RESOURCE, named),
    one('inline', allow({ Action: action, ...others }), '/Statement/0/NotResource', named),
    one('inline', allow({ Action: star, ...others }), '/Statement/0/NotResource', named),
    one('inline', allow({ ...NOT_ACTION, ...others }), '/Statement/0/NotResource', named),
  ];
}

const SLUGS = [
  'star-in-resource',
  'star-in-action-and-resource',
  'star-in-resource-and-not-action',
  'not-resource',
  'star-in-action-and-not-resource',
  'not-action-and-not-resource',
];

function named(prefix: string, examples: readonly ReturnType<typeof one>[]): Examples {
  return Object.fromEntries(SLUGS.map((slug, i) => [`${prefix}-with-${slug}`, examples[i]!]));
}

export const HANDING_OUT_EXAMPLES: Examples = {
  ...named('pass-role', handing('iam:PassRole', 'iam:Pass*', EC2)),
  ...named(
    'create-slr',
    handing('iam:CreateServiceLinkedRole', 'iam:CreateService*', {
      StringEquals: { 'iam:AWSServiceName': 'ecs.amazonaws.com' },
    }),
  ),
};

/** The action on everything, and on one resource. */
function path(Action: string | readonly string[], resource: string) {
  return one('inline', allow({ Action, Resource: '*' }), ACTION, allow({ Action, Resource: resource }));
}

const USER = 'arn:aws:iam::*:user/${aws:username}';
const FUNCTION = `arn:aws:lambda:eu-central-1:${A}:function:hello`;

export const ESCALATION_EXAMPLES: Examples = {
  'iam-administration': one(
    'inline',
    allow({ Action: 'iam:*', Resource: '*' }),
    ACTION,
    allow({ Action: 'iam:Get*', Resource: '*' }),
  ),
  'escalation-by-policy-version': path('iam:CreatePolicyVersion', `arn:aws:iam::${A}:policy/app`),
  'escalation-by-attachment': path('iam:AttachUserPolicy', USER),
  'escalation-by-inline-policy': path('iam:PutRolePolicy', ROLE),
  'escalation-by-group': path('iam:AddUserToGroup', `arn:aws:iam::${A}:group/readers`),
  'escalation-by-access-key': path('iam:CreateAccessKey', USER),
  'escalation-by-password': path('iam:UpdateLoginProfile', USER),
  'escalation-by-credentials': path('iam:UploadSSHPublicKey', USER),
  'escalation-by-trust': path('iam:UpdateAssumeRolePolicy', ROLE),
  'escalation-by-boundary': path('iam:DeleteRolePermissionsBoundary', ROLE),
  'escalation-by-detachment': path('iam:DetachRolePolicy', ROLE),
  'escalation-by-tags': path('iam:TagUser', `arn:aws:iam::${A}:user/guest`),
  'escalation-by-identity-provider': path('iam:UpdateSAMLProvider', `arn:aws:iam::${A}:saml-provider/corp`),
  'escalation-by-instance-profile': path(
    'iam:AddRoleToInstanceProfile',
    `arn:aws:iam::${A}:instance-profile/app`,
  ),
  'assume-any-role': path('sts:AssumeRole', ROLE),
  'escalation-by-function-code': path('lambda:UpdateFunctionCode', FUNCTION),
  'escalation-by-shell': path(
    'ssm:StartSession',
    `arn:aws:ec2:eu-central-1:${A}:instance/i-0123456789abcdef0`,
  ),
  'pass-role-and-compute': one(
    'inline',
    allow({ Action: ['iam:PassRole', 'lambda:CreateFunction'], Resource: '*' }),
    ACTION,
    policy(
      { Effect: 'Allow', Action: 'lambda:CreateFunction', Resource: '*' },
      { Effect: 'Allow', Action: 'iam:PassRole', Resource: ROLE },
    ),
  ),
  'weakening-of-account': one(
    'inline',
    allow({ Action: 'iam:UpdateAccountPasswordPolicy', Resource: '*' }),
    ACTION,
    allow({ Action: 'iam:GetAccountPasswordPolicy', Resource: '*' }),
  ),
  'disabling-of-logs': path('cloudtrail:StopLogging', `arn:aws:cloudtrail:eu-central-1:${A}:trail/test`),
};

const READ = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::examples/*' };
const WRITE = { ...READ, Action: 's3:PutObject' };

export const REDUNDANCY_EXAMPLES: Examples = {
  'redundant-action': [
    ...one(
      'inline',
      allow({ Action: ['s3:GetObject', 's3:Get*'] }),
      `${ACTION}/0`,
      allow({ Action: 's3:Get*' }),
    ),
    ...one(
      'inline',
      allow({ Action: ['s3:GetObject', 's3:getobject'] }),
      `${ACTION}/1`,
      allow({ Action: 's3:GetObject' }),
    ),
  ],
  'redundant-resource': one(
    'inline',
    allow({ Resource: ['arn:aws:s3:::examples/*', 'arn:aws:s3:::examples/a/*'] }),
    `${RESOURCE}/1`,
    allow(),
  ),
  'redundant-statement': one(
    'inline',
    policy(READ, { ...READ, Resource: 'arn:aws:s3:::*' }),
    STATEMENT,
    policy(READ, WRITE),
  ),
  'allow-shadowed-by-deny': one(
    'inline',
    policy(READ, { ...READ, Effect: 'Deny', Action: 's3:*', Resource: '*' }),
    STATEMENT,
    policy(READ, { ...WRITE, Effect: 'Deny' }),
  ),
  'action-shadowed-by-deny': one(
    'inline',
    policy(
      { ...READ, Action: ['s3:GetObject', 's3:PutObject'] },
      { ...WRITE, Effect: 'Deny', Resource: '*' },
    ),
    `${ACTION}/1`,
    policy(READ, { ...WRITE, Effect: 'Deny', Resource: '*' }),
  ),
};

export const ORGANIZATION_EXAMPLES: Examples = {
  'scp-allow-is-no-grant': one(
    'scp',
    allow({ Action: 's3:*', Resource: '*' }),
    ACTION,
    policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
  ),
  'scp-deny-with-not-action': one(
    'scp',
    deny({ Action: undefined, NotAction: 's3:*', Resource: '*' }),
    '/Statement/0/NotAction',
    deny({ Action: 's3:PutObject' }),
  ),
  'service-linked-role-in-scp': one(
    'scp',
    deny({ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/aws-service-role/*' } } }),
    '/Statement/0/Condition/ArnLike/aws:PrincipalArn',
    deny({ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } } }),
  ),
  'iam-in-rcp': one(
    'rcp',
    policy({ Effect: 'Deny', Principal: '*', Action: 'iam:*', Resource: '*' }),
    ACTION,
    policy({ Effect: 'Deny', Principal: '*', Action: 'sts:*', Resource: '*' }),
  ),
};
