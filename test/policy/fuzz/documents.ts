/** Good documents of every kind, between them of all elements and forms, to be spoilt. */
import type { PolicyKind } from '../../../src/policy/index.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Statement = { [element: string]: Json };

export const KINDS: readonly PolicyKind[] = [
  'inline',
  'managed',
  'trust',
  'session',
  'resource',
  'endpoint',
  'scp',
  'rcp',
];

const A = '111122223333';

const CONDITION: Json = {
  StringEquals: { 'aws:PrincipalTag/team': ['a', '${aws:username}'], 'aws:RequestedRegion': 'eu-west-1' },
  'ForAllValues:StringLikeIfExists': { 'aws:TagKeys': ['a*', '?'] },
  DateLessThan: { 'aws:CurrentTime': ['2026-06-01T12:00:00Z', '2026-06-01'], 'aws:EpochTime': 1780315200 },
  NumericLessThanEquals: { 's3:max-keys': [10, '10.5'] },
  Bool: { 'aws:SecureTransport': true },
  Null: { 'aws:TokenIssueTime': 'false' },
  NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] },
};

export const IDENTITY: readonly Statement[] = [
  {
    Sid: 'One',
    Effect: 'Allow',
    Action: ['s3:Get*', 'iam:ListUsers', 'sts:AssumeRole', '*:Tag?'],
    Resource: [`arn:aws:iam::${A}:role/app/*`, 'arn:aws:s3:::bucket/${aws:username}/*', 'arn:aws:s3:*', null],
  },
  { Sid: 'Two', Effect: 'Deny', NotAction: 'iam:*', NotResource: '*', Condition: CONDITION },
  { Effect: 'Allow', Action: '*', Resource: '*', Condition: {} },
];

const RESOURCE: readonly Statement[] = [
  {
    Sid: 'with blanks',
    Effect: 'Allow',
    Principal: {
      AWS: [A, `arn:aws:iam::${A}:user/x`, `arn:aws:sts::${A}:assumed-role/r/s`, 'AIDAEXAMPLEEXAMPLE12'],
      Service: 'sns.amazonaws.com',
      CanonicalUser: 'a'.repeat(64),
      Federated: `arn:aws:iam::${A}:saml-provider/x`,
    },
    Action: 's3:*',
    Resource: ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/*'],
    Condition: CONDITION,
  },
  { Effect: 'Deny', NotPrincipal: { AWS: [A] }, Action: ['s3:PutObject'], Resource: '*' },
  { Effect: 'Deny', Principal: '*', NotAction: ['s3:*'], NotResource: ['arn:aws:s3:::bucket'] },
];

export const TRUST: readonly Statement[] = [
  {
    Sid: 'One',
    Effect: 'Allow',
    Principal: { AWS: [A, `arn:aws:iam::${A}:role/x/y`], Service: ['ec2.amazonaws.com'] },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
  },
  {
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'pool' } },
  },
  { Sid: 'Two', Effect: 'Deny', Principal: { AWS: '*' }, NotAction: 'sts:assume*' },
];

const RCP: readonly Statement[] = [
  { Effect: 'Deny', Principal: '*', Action: ['s3:*', 'sts:AssumeRole'], Resource: '*', Condition: CONDITION },
  { Sid: 'Two', Effect: 'Deny', Principal: '*', Action: 'kms:*', NotResource: 'arn:aws:kms:*:*:key/1' },
];

export const STATEMENTS: Readonly<Record<PolicyKind, readonly Statement[]>> = {
  inline: IDENTITY,
  managed: IDENTITY,
  session: IDENTITY,
  scp: IDENTITY,
  trust: TRUST,
  resource: RESOURCE,
  endpoint: RESOURCE,
  rcp: RCP,
};

export function documentOf(kind: PolicyKind, statements = STATEMENTS[kind]): { [element: string]: Json } {
  const id: { [element: string]: Json } = kind === 'scp' || kind === 'rcp' ? {} : { Id: 'id' };
  return { Version: '2012-10-17', ...id, Statement: [...statements] };
}
