import type { ContextValue, Principal } from '../../../src/policy/index.ts';
import { A, B, FEDERATED, PROVIDER, ROOT_OF_A } from '../setup.ts';
import { chance, type Dice, pick, weighted } from './dice.ts';

/** The one account, user, role and session that generated cases are about, and their neighbours. */
export const ALICE_ID = 'AIDAALICEALICEALICE01';
export const OLD_ALICE_ID = 'AIDAOLDALICEOLDALICE0';
export const ROLE_ID = 'AROAROLEROLEROLEROL01';
export const OLD_ROLE_ID = 'AROAOLDROLEOLDROLEO01';
export const ALICE_ARN = `arn:aws:iam::${A}:user/team/alice`;
export const ROLE_ARN = `arn:aws:iam::${A}:role/app/r`;
export const SESSION_ARN = `arn:aws:sts::${A}:assumed-role/r/s1`;
export const SAML = `arn:aws:iam::${A}:saml-provider/corp`;

export const CALLERS: Readonly<Record<Principal['kind'], readonly Principal[]>> = {
  root: [{ kind: 'root', account: A, arn: ROOT_OF_A }],
  user: [{ kind: 'user', account: A, id: ALICE_ID, arn: ALICE_ARN }],
  'role-session': [
    {
      kind: 'role-session',
      account: A,
      roleId: ROLE_ID,
      roleArn: ROLE_ARN,
      arn: SESSION_ARN,
      sessionName: 's1',
    },
  ],
  'federated-session': [
    {
      kind: 'federated-session',
      account: A,
      arn: FEDERATED,
      issuer: { kind: 'user', id: ALICE_ID, arn: ALICE_ARN },
    },
    { kind: 'federated-session', account: A, arn: FEDERATED, issuer: { kind: 'root' } },
  ],
  'assumed-root': [{ kind: 'assumed-root', account: A, arn: ROOT_OF_A }],
  service: [{ kind: 'service', name: 'ec2.amazonaws.com' }],
  'web-identity': [
    { kind: 'web-identity', provider: PROVIDER },
    { kind: 'web-identity', provider: 'accounts.google.com' },
  ],
  saml: [{ kind: 'saml', provider: SAML }],
  anonymous: [{ kind: 'anonymous' }],
};

const LINKED_ROLE_ARN = `arn:aws:iam::${A}:role/aws-service-role/es.amazonaws.com/AWSServiceRoleForEs`;

export const SERVICE_LINKED_SESSION: Principal = {
  kind: 'role-session',
  account: A,
  roleId: 'AROALINKEDLINKEDLIN01',
  roleArn: LINKED_ROLE_ARN,
  arn: `arn:aws:sts::${A}:assumed-role/AWSServiceRoleForEs/s1`,
  sessionName: 's1',
  serviceLinked: true,
};

export type Mode = 'none' | 'optional' | 'key' | 'trust';

/** Actions with resources that they are asked on. */
export const QUESTIONS: Readonly<Record<Mode, readonly (readonly [string, readonly string[]])[]>> = {
  none: [
    ['iam:GetUser', [`arn:aws:iam::${A}:user/team/alice`, `arn:aws:iam::${A}:user/bob`]],
    ['iam:ListUsers', ['*']],
    ['iam:PassRole', [`arn:aws:iam::${A}:role/app/r`]],
    ['s3:GetObject', ['arn:aws:s3:::home/alice/notes.txt', 'arn:aws:s3:::home/*', 'arn:aws:s3:::home/a:b/ü']],
    ['ec2:RunInstances', [`arn:aws:ec2:eu-west-1:${A}:instance/i-0`, `arn:aws:ec2:eu-west-1:${A}:subnet/s`]],
  ],
  optional: [
    ['s3:GetObject', ['arn:aws:s3:::home/alice/notes.txt', 'arn:aws:s3:::home/team/${x}']],
    ['sqs:SendMessage', [`arn:aws:sqs:eu-west-1:${A}:queue`, `arn:aws:sqs:eu-west-1:${B}:queue`]],
  ],
  key: [['kms:Decrypt', [`arn:aws:kms:eu-west-1:${A}:key/k`, `arn:aws:kms:eu-west-1:${B}:key/k`]]],
  trust: [
    ['sts:AssumeRole', [`arn:aws:iam::${A}:role/app/r`, `arn:aws:iam::${A}:role/r2`]],
    ['sts:TagSession', [`arn:aws:iam::${A}:role/r2`]],
    ['sts:AssumeRoleWithWebIdentity', [`arn:aws:iam::${A}:role/r2`]],
  ],
};

export type KeyType = 'string' | 'number' | 'date' | 'bool' | 'ip' | 'arn' | 'binary';

/** Condition keys as policies write them, with the type of their values. */
export const KEYS: readonly (readonly [string, KeyType])[] = [
  ['aws:username', 'string'],
  ['aws:PrincipalTag/team', 'string'],
  ['aws:ResourceTag/team', 'string'],
  ['aws:RequestTag/cost center', 'string'],
  ['aws:PrincipalTag/Ärea', 'string'],
  ['aws:TagKeys', 'string'],
  ['sts:ExternalId', 'string'],
  ['aws:MultiFactorAuthAge', 'number'],
  ['s3:max-keys', 'number'],
  ['aws:CurrentTime', 'date'],
  ['aws:TokenIssueTime', 'date'],
  ['aws:SecureTransport', 'bool'],
  ['aws:MultiFactorAuthPresent', 'bool'],
  ['aws:SourceIp', 'ip'],
  ['aws:VpcSourceIp', 'ip'],
  ['aws:PrincipalArn', 'arn'],
  ['aws:SourceArn', 'arn'],
  ['x:blob', 'binary'],
];

/** Values that a request may bring for a key of the type. Some are hostile: they look like patterns or variables. */
export const VALUES: Readonly<Record<KeyType, readonly string[]>> = {
  string: [
    'alice',
    'blue',
    'Blue',
    'a*',
    'a?c',
    '*',
    '${aws:username}',
    '$',
    'a/../b',
    'two words',
    'é',
    'ſK',
    'K',
    'ß',
    'ı',
    'µ',
    'Ÿ',
    '𝒳y',
    'a\nb',
    "it's",
  ],
  number: ['0', '10', '10.0', '-3', '+3', '9007199254740993', '0.1', '0.10', '007', '123456789.123456789'],
  date: [
    '2026-06-01T12:00:00Z',
    '2026-06-01T14:00:00+02:00',
    '2026-06-01',
    '2026-06',
    '2026',
    '1780315200',
    '2026-06-01t12:00:00.5z',
    '2024-02-29T23:59:59.999999999Z',
    '2026-06-01T12:00',
    '-0001-03-01',
    '0001-03-01',
    '-0001-03-01T00:00Z',
    '2026-06-01T12:00:00+02',
    '2026-06-01T9:00Z',
    '-12345',
  ],
  bool: ['true', 'false', 'True', 'FALSE'],
  ip: [
    '203.0.113.9',
    '10.0.0.1',
    '2001:db8::1',
    '2001:db8:0:0:0:0:0:1',
    '::ffff:10.0.0.1',
    '::',
    '255.255.255.255',
    '::ffff:a00:1',
  ],
  arn: [ALICE_ARN, ROLE_ARN, `arn:aws:sns:eu-west-1:${A}:topic`, `arn:aws:s3:::home`, 'arn:aws:x:r:a:b:c/d'],
  binary: ['alice', 'a', '\u0000\u0001', 'é', 'blue'],
};

/** Texts of no type, or nearly of one. */
export const ODD: readonly string[] = [
  '',
  ' ',
  'yes',
  '1e3',
  '0x10',
  '１',
  '2026-02-30',
  '2026-13-01',
  '10.0.0.256',
  '010.0.0.1',
  '10.0.0.1/32',
  'fe80::1%eth0',
  'arn:aws:s3',
  'NaN',
  '1_000',
  '1:2:3:4:5:6:7',
  'arn:aws:iam::',
  '-',
  '+',
  '1 ',
  '2026-06-01T24:00:00Z',
  '2026-06-01T12:00:60Z',
  '99999999999999999999',
];

/** How a key stands in a request; the columns of the coverage matrix. */
export type KeyState = 'absent' | 'empty' | 'one' | 'many' | 'odd';

const STATES: Readonly<Record<KeyState, number>> = { absent: 22, empty: 8, one: 44, many: 16, odd: 10 };

/** A value for a key of the type, or none. */
export function valueFor(dice: Dice, type: KeyType): ContextValue | undefined {
  switch (weighted(dice, STATES)) {
    case 'absent':
      return undefined;
    case 'empty':
      return pick<ContextValue>(dice, [[], [], '', [''], ['', '']]);
    case 'one':
      return chance(dice, 85) ? pick(dice, VALUES[type]) : [pick(dice, VALUES[type])];
    case 'many': {
      const list = Array.from({ length: 2 + dice.roll(3) }, () => pick(dice, VALUES[type]));
      return chance(dice, 15) ? [...list, pick(dice, ODD)] : list;
    }
    case 'odd':
      return chance(dice, 70) ? pick(dice, ODD) : [pick(dice, ODD), pick(dice, ODD)];
  }
}

/** Half of the keys, each in a state of its own. */
export function contextFor(dice: Dice, caller: Principal): ReadonlyMap<string, ContextValue> {
  const context = new Map<string, ContextValue>();
  for (const [key, type] of KEYS) {
    const value = valueFor(dice, type);
    if (value !== undefined) context.set(key.toLowerCase(), value);
  }
  for (const key of ['aws:username', 'aws:principalarn']) {
    const value = callersValue(dice, key, caller);
    if (value !== undefined) context.set(key, value);
  }
  return context;
}

/** What the caller himself brings for the key, more often than not. */
export function callersValue(dice: Dice, key: string, caller: Principal): string | undefined {
  if (key === 'aws:username') return caller.kind === 'user' && chance(dice, 60) ? 'alice' : undefined;
  if (key !== 'aws:principalarn' || !('arn' in caller) || !chance(dice, 60)) return undefined;
  return caller.kind === 'role-session' ? caller.roleArn : caller.arn;
}
