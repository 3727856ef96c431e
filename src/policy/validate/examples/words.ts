/** Examples of checks of documents, actions and resources. */
import {
  A,
  ACTION,
  AUDITOR,
  allow,
  allowIf,
  condition,
  deny,
  denyIf,
  type Examples,
  granted,
  one,
  policy,
  RESOURCE,
  STATEMENT,
} from './example.ts';

/** A policy of some size: so many bytes of resources. */
function ofSize(bytes: number, make: (Resource: string[]) => object): object {
  const names = Array.from(
    { length: Math.ceil(bytes / 40) },
    (_, i) => `arn:aws:s3:::examples-${String(i).padStart(6, '0')}/data/*`,
  );
  return make(names);
}

const listing = (Resource: string[]) => allow({ Resource });
const RULE = { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' };
const SQS = { Action: 'sqs:SendMessage', Resource: `arn:aws:sqs:eu-central-1:${A}:orders` };

export const DOCUMENT_EXAMPLES: Examples = {
  'missing-version': one('inline', { Statement: allow()['Statement'] }, '', allow()),
  'outdated-version': one('inline', { ...allow(), Version: '2008-10-17' }, '/Version', allow()),
  'sid-not-unique': one(
    'resource',
    policy(
      { ...stated(granted(AUDITOR)), Sid: 'read' },
      { ...stated(granted(AUDITOR, { Action: 's3:PutObject' })), Sid: 'read' },
    ),
    '/Statement/1/Sid',
    granted(AUDITOR, { Sid: 'read' }),
  ),
  'empty-sid': one('inline', allow({ Sid: '' }), '/Statement/0/Sid', allow({ Sid: 'Read' })),
  'id-in-identity-policy': one('inline', { ...allow(), Id: 'reading' }, '/Id', allow()),
  'null-resource': one(
    'inline',
    allow({ Resource: ['arn:aws:s3:::examples/*', null] }),
    `${RESOURCE}/1`,
    allow(),
  ),
  'empty-condition': one('inline', allow({ Condition: {} }), '/Statement/0/Condition', allow()),
  'empty-operator': one(
    'inline',
    allowIf({ StringEquals: {} }),
    '/Statement/0/Condition/StringEquals',
    allow(),
  ),
  'empty-condition-values': one(
    'inline',
    allowIf({ StringEquals: { 'aws:userid': [] } }),
    condition('StringEquals', 'aws:userid'),
    allowIf({ StringEquals: { 'aws:userid': ['AIDAEXAMPLEEXAMPLE12'] } }),
  ),
  'policy-size-exceeds-identity-policy-quota': one(
    'managed',
    ofSize(8000, listing),
    '',
    ofSize(2000, listing),
  ),
  'policy-size-exceeds-inline-policy-quota': one(
    'inline',
    ofSize(14_000, listing),
    '',
    ofSize(2000, listing),
  ),
  'policy-size-exceeds-session-policy-quota': one(
    'session',
    ofSize(4000, listing),
    '',
    ofSize(1000, listing),
  ),
  'policy-size-exceeds-role-trust-policy-quota': one('trust', trusting(60), '', trusting(20)),
  'policy-size-exceeds-resource-policy-quota': one(
    'resource',
    ofSize(26_000, (Resource) => granted(AUDITOR, { Resource })),
    '',
    ofSize(2000, (Resource) => granted(AUDITOR, { Resource })),
  ),
  'policy-size-exceeds-endpoint-policy-quota': one(
    'endpoint',
    ofSize(26_000, (Resource) => granted('*', { Resource })),
    '',
    ofSize(2000, (Resource) => granted('*', { Resource })),
  ),
  'policy-size-exceeds-scp-quota': one(
    'scp',
    ofSize(14_000, (Resource) => policy({ ...RULE, Resource })),
    '',
    policy(RULE),
  ),
  'policy-size-exceeds-rcp-quota': one(
    'rcp',
    ofSize(8000, (Resource) => policy({ ...RULE, Principal: '*', Resource })),
    '',
    policy({ ...RULE, Principal: '*' }),
  ),
  'policy-size-near-quota': one('managed', ofSize(6000, listing), '', ofSize(2000, listing)),
  'federated-principal-not-supported': one(
    'resource',
    granted({ Federated: `arn:aws:iam::${A}:saml-provider/corp` }),
    '/Statement/0/Principal/Federated',
    granted(AUDITOR),
  ),
};

export const ACTION_EXAMPLES: Examples = {
  'action-with-blanks': one('inline', allow({ Action: 's3:GetObject ' }), ACTION, allow()),
  'wildcard-in-service-name': one('inline', allow({ Action: '*:GetObject' }), ACTION, allow()),
  'allow-with-star-action': one('inline', allow({ Action: '*', Resource: '*' }), ACTION, allow()),
  'full-service-access': one('inline', allow({ Action: 's3:*', Resource: '*' }), ACTION, allow()),
  'allow-with-not-action': one(
    'inline',
    allow({ Action: undefined, NotAction: 'iam:*' }),
    '/Statement/0/NotAction',
    allow(),
  ),
  'allow-with-not-resource': one(
    'inline',
    allow({ Resource: undefined, NotResource: 'arn:aws:s3:::secrets/*' }),
    '/Statement/0/NotResource',
    allow(),
  ),
  'not-element-with-star': one(
    'inline',
    deny({ Resource: undefined, NotResource: '*' }),
    '/Statement/0/NotResource',
    deny({ Resource: undefined, NotResource: 'arn:aws:s3:::examples/*' }),
  ),
  'deny-everything': one(
    'inline',
    deny({ Action: '*', Resource: '*' }),
    STATEMENT,
    denyIf({ NumericLessThan: { 's3:TlsVersion': '1.2' } }),
  ),
  'invalid-arn-service-case': one(
    'inline',
    allow({ Resource: 'arn:aws:S3:::examples/*' }),
    RESOURCE,
    allow(),
  ),
  'invalid-arn-region': one(
    'inline',
    allow({ ...SQS, Resource: `arn:aws:sqs:frankfurt:${A}:orders` }),
    RESOURCE,
    allow(SQS),
  ),
  'invalid-arn-account': one(
    'inline',
    allow({ ...SQS, Resource: 'arn:aws:sqs:eu-central-1:1111:orders' }),
    RESOURCE,
    allow(SQS),
  ),
  'missing-arn-field': one('inline', allow({ Resource: 'arn:aws:s3:*' }), RESOURCE, allow()),
  'bucket-name-with-open-end': one(
    'inline',
    allow({ Resource: 'arn:aws:s3:::examples*' }),
    RESOURCE,
    allow({ Resource: 'arn:aws:s3:::examples/*' }),
  ),
  'object-action-on-bucket': one('inline', allow({ Resource: 'arn:aws:s3:::examples' }), ACTION, allow()),
};

export const SERVICE_EXAMPLES: Examples = {
  'invalid-service-in-action': one('inline', allow({ Action: 's33:GetObject' }), ACTION, allow()),
  'invalid-action': one('inline', allow({ Action: 's3:GetObjects' }), ACTION, allow()),
  'wildcard-without-action': one(
    'inline',
    allow({ Action: 's3:Fetch*' }),
    ACTION,
    allow({ Action: 's3:Get*' }),
  ),
  'action-without-resource-level-permissions': one(
    'inline',
    allow({ Action: 's3:ListAllMyBuckets' }),
    ACTION,
    allow({ Action: 's3:ListAllMyBuckets', Resource: '*' }),
  ),
  'unsupported-resource-for-action': one(
    'inline',
    allow({ Action: 's3:ListBucket' }),
    ACTION,
    allow({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::examples' }),
  ),
  'resource-of-no-action': one(
    'inline',
    allow({ Resource: ['arn:aws:s3:::examples/*', SQS.Resource] }),
    `${RESOURCE}/1`,
    allow(),
  ),
  'invalid-arn-resource': one(
    'inline',
    allow({ Action: 'lambda:InvokeFunction', Resource: `arn:aws:lambda:eu-central-1:${A}:lambda:hello` }),
    RESOURCE,
    allow({ Action: 'lambda:InvokeFunction', Resource: `arn:aws:lambda:eu-central-1:${A}:function:hello` }),
  ),
  'missing-arn-region': one(
    'inline',
    allow({ ...SQS, Resource: `arn:aws:sqs::${A}:orders` }),
    RESOURCE,
    allow(SQS),
  ),
  'arn-region-not-allowed': one(
    'inline',
    allow({ Action: 'route53:GetHostedZone', Resource: 'arn:aws:route53:us-east-1::hostedzone/Z1' }),
    RESOURCE,
    allow({ Action: 'route53:GetHostedZone', Resource: 'arn:aws:route53:::hostedzone/Z1' }),
  ),
  'missing-arn-account': one(
    'inline',
    allow({ ...SQS, Resource: 'arn:aws:sqs:eu-central-1::orders' }),
    RESOURCE,
    allow(SQS),
  ),
  'arn-account-not-allowed': one(
    'inline',
    allow({ Resource: `arn:aws:s3::${A}:examples/*` }),
    RESOURCE,
    allow(),
  ),
  'invalid-service-condition-key': one(
    'inline',
    allowIf({ StringEquals: { 's3:NoSuchKey': 'x' } }),
    condition('StringEquals', 's3:NoSuchKey'),
    allowIf({ StringEquals: { 's3:authType': 'REST-HEADER' } }),
  ),
  'invalid-service-in-condition-key': one(
    'inline',
    allowIf({ StringEquals: { 's33:authType': 'REST-HEADER' } }),
    condition('StringEquals', 's33:authType'),
    allowIf({ StringEquals: { 's3:authType': 'REST-HEADER' } }),
  ),
  'unsupported-condition-key': one(
    'inline',
    allowIf({ StringEquals: { 's3:prefix': 'home/' } }),
    condition('StringEquals', 's3:prefix'),
    allowIf(
      { StringEquals: { 's3:prefix': 'home/' } },
      { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::examples' },
    ),
  ),
  'deny-with-unsupported-tag-key': one(
    'inline',
    denyIf({ StringEquals: { 'aws:RequestTag/team': 'x' } }, { Action: 'iam:ListUsers', Resource: '*' }),
    condition('StringEquals', 'aws:RequestTag/team'),
    denyIf({ StringEquals: { 'aws:RequestTag/team': 'x' } }, { Action: 'iam:TagUser', Resource: '*' }),
  ),
  'allow-with-unsupported-tag-key': one(
    'inline',
    allowIf({ StringEquals: { 'aws:RequestTag/team': 'x' } }, { Action: 'iam:ListUsers', Resource: '*' }),
    condition('StringEquals', 'aws:RequestTag/team'),
    allowIf({ StringEquals: { 'aws:RequestTag/team': 'x' } }, { Action: 'iam:TagUser', Resource: '*' }),
  ),
  'rcp-service-unsupported': one(
    'rcp',
    policy({ ...RULE, Principal: '*', Action: 'route53:*' }),
    ACTION,
    policy({ ...RULE, Principal: '*' }),
  ),
  'permissions-management-on-everything': one(
    'inline',
    allow({ Action: 's3:PutBucketPolicy', Resource: '*' }),
    ACTION,
    allow({ Action: 's3:PutBucketPolicy', Resource: 'arn:aws:s3:::examples' }),
  ),
};

function stated(document: object): object {
  return (document as { Statement: object[] }).Statement[0]!;
}

function trusting(roles: number): object {
  const AWS = Array.from({ length: roles }, (_, i) => `arn:aws:iam::${A}:role/reader-of-examples-${i}`);
  return policy({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' });
}
