/** Examples of documents that AWS refuses. */
import {
  A,
  ACTION,
  AUDITOR,
  allow,
  allowIf,
  condition,
  type Examples,
  granted,
  one,
  policy,
  RESOURCE,
  STATEMENT,
  trust,
} from './example.ts';

const text = (document: unknown) => JSON.stringify(document);
const rcp = (more: object) =>
  policy({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...more });

export const REFUSAL_EXAMPLES: Examples = {
  'parameter-characters': one(
    'inline',
    text(allow({ Sid: 'a' })).replace('"a"', '"\u2013"'),
    '',
    allow({ Sid: 'a' }),
  ),
  'parameter-too-long': one('inline', text(allow()) + ' '.repeat(131_072), '', allow()),
  'text-too-long': one('resource', text(granted(AUDITOR)) + ' '.repeat(262_144), '', granted(AUDITOR)),
  'too-large': one(
    'scp',
    policy({
      Effect: 'Deny',
      Action: 's3:PutObject',
      Resource: Array.from({ length: 300 }, (_, i) => `arn:aws:s3:::examples-with-a-long-name-${i}/*`),
    }),
    '',
    policy({ Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }),
  ),
  'json-syntax': one('inline', '{"Version": "2012-10-17", "Statement": [}', '/Statement/0', allow()),
  'json-depth': one(
    'inline',
    `{"Version":"2012-10-17","Statement":${'['.repeat(40)}${']'.repeat(40)}}`,
    '/Statement/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0',
    allow(),
  ),
  'lone-surrogate': one(
    'resource',
    text(granted(AUDITOR, { Sid: 'x' })).replace('"x"', '"\\ud800"'),
    '/Statement/0/Sid',
    granted(AUDITOR),
  ),
  'duplicate-key': one(
    'inline',
    text(allow()).replace('"Action"', '"Action":"s3:*","Action"'),
    ACTION,
    allow(),
  ),
  'duplicate-condition-key': one(
    'inline',
    allowIf({ StringEquals: { 'aws:userid': 'a', 'AWS:UserId': 'b' } }),
    condition('StringEquals', 'AWS:UserId'),
    allowIf({ StringEquals: { 'aws:userid': ['a', 'b'] } }),
  ),
  syntax: one('inline', allow({ Action: 7 }), ACTION, allow()),
  'unknown-element': one('inline', allow({ Actions: 's3:GetObject' }), '/Statement/0/Actions', allow()),
  'element-pair': one('inline', allow({ NotAction: 's3:PutObject' }), '/Statement/0/NotAction', allow()),
  'version-unknown': one('inline', { ...allow(), Version: '2026-01-01' }, '/Version', allow()),
  'version-too-old': one('managed', { ...allow(), Version: '2008-10-17' }, '/Version', allow()),
  'statement-empty': one('inline', { ...allow(), Statement: [] }, '/Statement', allow()),
  'effect-missing': one('inline', allow({ Effect: undefined }), STATEMENT, allow()),
  'effect-unknown': one('inline', allow({ Effect: 'Permit' }), '/Statement/0/Effect', allow()),
  'effect-wrong-case': one('inline', allow({ Effect: 'allow' }), '/Statement/0/Effect', allow()),
  'date-invalid': one(
    'inline',
    allowIf({ DateLessThan: { 'aws:CurrentTime': 'tomorrow' } }),
    condition('DateLessThan', 'aws:CurrentTime'),
    allowIf({ DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }),
  ),
  'unknown-operator': one(
    'inline',
    allowIf({ NullIfExists: { 'aws:TokenIssueTime': 'true' } }),
    '/Statement/0/Condition/NullIfExists',
    allowIf({ Null: { 'aws:TokenIssueTime': 'true' } }),
  ),
  'sid-repeated': one(
    'inline',
    policy({ ...first(allow()), Sid: 'Read' }, { ...first(allow()), Sid: 'Read', Action: 's3:PutObject' }),
    '/Statement/1/Sid',
    policy({ ...first(allow()), Sid: 'Read' }, { ...first(allow()), Sid: 'Write', Action: 's3:PutObject' }),
  ),
  'sid-characters': one(
    'inline',
    allow({ Sid: 'read objects' }),
    '/Statement/0/Sid',
    allow({ Sid: 'ReadObjects' }),
  ),
  'action-missing': one('inline', allow({ Action: [] }), ACTION, allow()),
  'action-without-vendor': one('inline', allow({ Action: 'GetObject' }), ACTION, allow()),
  'action-two-colons': one('inline', allow({ Action: 's3:Get:Object' }), ACTION, allow()),
  'action-vendor-invalid': one('inline', allow({ Action: 's_3:GetObject' }), ACTION, allow()),
  'action-characters': one(
    'resource',
    granted(AUDITOR, { Action: 's3:GetObj\u0435ct' }),
    ACTION,
    granted(AUDITOR),
  ),
  'action-not-sts': one('trust', trust(AUDITOR, { Action: '*' }), ACTION, trust(AUDITOR)),
  'resource-missing': one('inline', allow({ Resource: undefined }), STATEMENT, allow()),
  'resource-not-arn': one('inline', allow({ Resource: 'examples' }), RESOURCE, allow()),
  'resource-incomplete': one('inline', allow({ Resource: 'arn:aws:s3::examples' }), RESOURCE, allow()),
  'resource-partition': one('inline', allow({ Resource: 'arn:amazon:s3:::examples/*' }), RESOURCE, allow()),
  'resource-vendor': one('inline', allow({ Resource: 'arn:aws:s*:::examples/*' }), RESOURCE, allow()),
  'resource-iam-region': one(
    'inline',
    allow({ Action: 'iam:GetUser', Resource: `arn:aws:iam:us-east-1:${A}:user/alice` }),
    RESOURCE,
    allow({ Action: 'iam:GetUser', Resource: `arn:aws:iam::${A}:user/alice` }),
  ),
  'resource-s3-region': one(
    'inline',
    allow({ Resource: 'arn:aws:s3:eu-central-1::examples/*' }),
    RESOURCE,
    allow(),
  ),
  'resource-iam-path': one(
    'inline',
    allow({ Action: 'iam:GetUser', Resource: `arn:aws:iam::${A}:alice` }),
    RESOURCE,
    allow({ Action: 'iam:GetUser', Resource: `arn:aws:iam::${A}:user/alice` }),
  ),
  'resource-prohibited': one('trust', trust(AUDITOR, { Resource: '*' }), RESOURCE, trust(AUDITOR)),
  'not-resource-prohibited': one(
    'trust',
    trust(AUDITOR, { NotResource: '*' }),
    '/Statement/0/NotResource',
    trust(AUDITOR),
  ),
  'principal-prohibited': one('inline', allow({ Principal: '*' }), '/Statement/0/Principal', allow()),
  'principal-missing': one('resource', allow(), STATEMENT, granted(AUDITOR)),
  'principal-empty': one('resource', granted({ AWS: [] }), '/Statement/0/Principal/AWS', granted(AUDITOR)),
  'principal-not-object': one('trust', trust('*'), '/Statement/0/Principal', trust(AUDITOR)),
  'principal-bare-string': one('resource', granted(A), '/Statement/0/Principal', granted({ AWS: A })),
  'principal-invalid': one(
    'resource',
    granted({ AWS: `arn:aws:iam::${A}:role/*` }),
    '/Statement/0/Principal/AWS',
    granted(AUDITOR),
  ),
  'principal-federated-form': one(
    'trust',
    trust({ Federated: 'localhost' }, { Action: 'sts:AssumeRoleWithSAML' }),
    '/Statement/0/Principal/Federated',
    trust({ Federated: `arn:aws:iam::${A}:saml-provider/corp` }, { Action: 'sts:AssumeRoleWithSAML' }),
  ),
  'principal-cognito-condition': one(
    'trust',
    trust({ Federated: 'cognito-identity.amazonaws.com' }, { Action: 'sts:AssumeRoleWithWebIdentity' }),
    STATEMENT,
    trust(
      { Federated: 'cognito-identity.amazonaws.com' },
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'cognito-identity.amazonaws.com:aud': 'eu-central-1:12345678-1234-1234-1234-123456789012',
          },
        },
      },
    ),
  ),
  'not-principal-with-allow': one(
    'resource',
    granted(undefined, { NotPrincipal: AUDITOR }),
    '/Statement/0/NotPrincipal',
    granted(AUDITOR),
  ),
  'not-principal-prohibited': one(
    'trust',
    trust(undefined, { NotPrincipal: AUDITOR, Effect: 'Deny' }),
    '/Statement/0/NotPrincipal',
    trust(AUDITOR),
  ),
  'rcp-effect': one('rcp', rcp({ Effect: 'Allow' }), '/Statement/0/Effect', rcp({})),
  'rcp-not-action': one(
    'rcp',
    rcp({ Action: undefined, NotAction: 's3:*' }),
    '/Statement/0/NotAction',
    rcp({}),
  ),
  'rcp-principal': one('rcp', rcp({ Principal: AUDITOR }), '/Statement/0/Principal', rcp({})),
};

function first(document: object): object {
  return (document as { Statement: object[] }).Statement[0]!;
}
