/** A typical request: three identity policies of twelve statements, a boundary, a session policy, two conditions. */
import { ACCOUNT, type Fixture, type Question, type Rule } from './rules.ts';

const arn = (service: string, resource: string): string =>
  service === 's3' ? `arn:aws:s3:::${resource}` : `arn:aws:${service}:eu-west-1:${ACCOUNT}:${resource}`;

const allow = (actions: readonly string[], resources: readonly string[]): Rule => ({
  effect: 'Allow',
  actions,
  resources,
});

/** Reading and writing of one kind of thing, by teams. */
function statementsOf(service: string, kind: string, verbs: readonly string[]): Rule[] {
  return ['orders', 'billing', 'search', 'mail'].map((team) =>
    allow(
      verbs.map((verb) => `${service}:${verb}`),
      [arn(service, `${kind}${team}`), arn(service, `${kind}${team}-*`)],
    ),
  );
}

const storage: readonly Rule[] = [
  ...statementsOf('s3', 'data-', ['GetObject', 'PutObject', 'ListBucket']),
  ...statementsOf('sqs', 'queue-', ['SendMessage', 'ReceiveMessage', 'DeleteMessage']),
  ...statementsOf('sns', 'topic-', ['Publish', 'Subscribe']),
];

const data: readonly Rule[] = [
  ...statementsOf('dynamodb', 'table/', ['GetItem', 'PutItem', 'Query', 'UpdateItem']),
  ...statementsOf('kms', 'key/', ['Encrypt', 'Decrypt', 'GenerateDataKey']),
  ...statementsOf('secretsmanager', 'secret:', ['GetSecretValue', 'DescribeSecret']),
];

const operations: readonly Rule[] = [
  ...statementsOf('logs', 'log-group:', ['CreateLogStream', 'PutLogEvents']),
  ...statementsOf('lambda', 'function:', ['InvokeFunction', 'GetFunction']),
  {
    effect: 'Allow',
    actions: ['s3:DeleteObject', 's3:PutObjectAcl'],
    resources: ['arn:aws:s3:::data-orders-*'],
    when: { 'aws:PrincipalTag/team': 'orders', 'aws:SecureTransport': 'true' },
  },
  allow(['iam:GetUser', 'iam:ListAccessKeys'], [`arn:aws:iam::${ACCOUNT}:user/alice`]),
  { effect: 'Deny', actions: ['s3:*'], resources: ['arn:aws:s3:::data-orders-frozen/*'] },
  { effect: 'Deny', actions: ['kms:Decrypt'], resources: [arn('kms', 'key/billing-*')] },
];

const boundary: readonly Rule[] = [
  allow(['s3:*', 'sqs:*', 'dynamodb:*', 'kms:*', 'logs:*', 'lambda:*', 'secretsmanager:*'], ['*']),
  { effect: 'Deny', actions: ['secretsmanager:*'], resources: [arn('secretsmanager', 'secret:billing-*')] },
];

const session: readonly Rule[] = [
  allow(['s3:*', 'dynamodb:*', 'sqs:SendMessage', 'kms:Decrypt', 'secretsmanager:*'], ['*']),
];

const context = {
  'aws:PrincipalTag/team': 'orders',
  'aws:SecureTransport': 'true',
  'aws:SourceIp': '203.0.113.7',
  'aws:username': 'alice',
};

const ask = (action: string, resource: string, allowed: boolean, more: object = {}): Question => ({
  action,
  resource,
  context: { ...context, ...more },
  allowed,
});

export const TYPICAL: Fixture = {
  name: 'typical',
  layers: { identity: [storage, data, operations], boundary, session },
  questions: [
    ask('s3:DeleteObject', 'arn:aws:s3:::data-orders-2026/11/a.json', true),
    ask('s3:GetObject', 'arn:aws:s3:::data-billing-2026/11/b.json', true),
    ask('dynamodb:Query', arn('dynamodb', 'table/search'), true),
    ask('sqs:SendMessage', arn('sqs', 'queue-mail-out'), true),
    ask('s3:DeleteObject', 'arn:aws:s3:::data-orders-2026/11/a.json', false, {
      'aws:SecureTransport': 'false',
    }),
    ask('s3:PutObject', 'arn:aws:s3:::data-orders-frozen/x', false),
    ask('lambda:InvokeFunction', arn('lambda', 'function:search'), false),
    ask('sns:Publish', arn('sns', 'topic-orders'), false),
    ask('secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:billing-key'), false),
    ask('ec2:RunInstances', arn('ec2', 'instance/i-1'), false),
  ],
};

/** A managed policy as long as it may be, of statements such as people write. */
export function fullPolicyText(): string {
  const statements: object[] = [];
  const textOf = (): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
  for (let i = 0; ; i++) {
    statements.push({
      Sid: `Team${i}`,
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:Put*'],
      Resource: [`arn:aws:s3:::data-${i}/*`, `arn:aws:s3:::data-${i}`],
      Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${i}` } },
    });
    if (textOf().length > 6_144) break;
  }
  statements.pop();
  return textOf();
}
