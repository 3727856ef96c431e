/**
 * A small world for tests of `diff`: policies about few actions, resources and keys, and requests to try them with one
 * by one. What every request of the world says is compared with what the regions of a difference say.
 */
import { compile } from '../compile.ts';
import { decide } from '../decide.ts';
import type { PolicyDocument } from '../document.ts';
import type { PolicyKind } from '../issue.ts';
import type { ContextValue, Principal } from '../model.ts';
import { parse } from '../parse.ts';
import { type Caller, callersFor, HOLDER } from './callers.ts';
import type { PolicyChange, RegionCondition } from './diff.ts';
import { Effort } from './effort.ts';
import { FAMILY_OF, ownerFor, SETTINGS, type Setting } from './givens.ts';
import { gradesBy } from './grades.ts';
import { askCondition, askResource, policySaying } from './probe.ts';
import { rulesOf } from './rules.ts';
import { natureOf } from './stages.ts';
import type { PatternTerm } from './terms.ts';

/** A statement as JSON has it. */
export type Written = Readonly<Record<string, unknown>>;

export function documentOf(
  kind: PolicyKind,
  statements: readonly Written[],
  Version = '2012-10-17',
): PolicyDocument {
  const text = JSON.stringify({ Version, Statement: statements });
  const { document, errors } = parse(text, kind);
  if (document === undefined) throw new Error(`${errors[0]?.message} ${errors[0]?.hint}: ${text}`);
  return document;
}

/** Where a test takes its choices from. */
export type Roll = (sides: number) => number;

function pick<T>(roll: Roll, list: readonly T[]): T {
  return list[roll(list.length)]!;
}

function some<T>(roll: Roll, list: readonly T[], most = 3): T[] {
  return [...new Set(Array.from({ length: 1 + roll(most) }, () => pick(roll, list)))];
}

const A = '111122223333';
const B = '444455556666';

const ACTIONS = [
  's3:GetObject',
  's3:GetObjectAcl',
  's3:PutObject',
  'iam:GetUser',
  'kms:Decrypt',
  'sts:AssumeRole',
];
const ACTION_PATTERNS = [
  '*',
  's3:*',
  's3:Get*',
  's3:*Object',
  's3:GetObject',
  's3:get?bject',
  'S3:PutObject',
  '*:Get*',
  'iam:*',
  'kms:Decrypt',
];
const RESOURCES = [
  '*',
  'arn:aws:s3:::home/alice/a',
  'arn:aws:s3:::home/bob/a',
  'arn:aws:s3:::home/alice',
  'arn:aws:s3:::logs',
  `arn:aws:iam::${A}:user/alice`,
];
const RESOURCE_PATTERNS = [
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::home/*',
  'arn:aws:s3:::home/alice/*',
  'arn:aws:s3:::h?me/*/a',
  'arn:aws:s3:::logs',
  'arn:aws:s3',
  `arn:*:iam::${A}:user/*`,
];
const VARIABLE_PATTERNS = [
  'arn:aws:s3:::home/${aws:username}/*',
  "arn:aws:s3:::home/${aws:PrincipalTag/team, 'alice'}",
  'arn:aws:s3:::${aws:username}',
];

interface Key {
  readonly key: string;
  readonly operators: readonly string[];
  /** Of policies. */
  readonly values: readonly string[];
  /** Of requests. */
  readonly requested: readonly string[];
  readonly lists?: boolean;
}

const TEXT = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'];
const KEYS: readonly Key[] = [
  {
    key: 'aws:PrincipalTag/team',
    operators: TEXT,
    values: ['a', 'b', 'a*', '?', 'A', ''],
    requested: ['a', 'b', 'A', 'ab', 'zz', ''],
  },
  {
    key: 'aws:username',
    operators: TEXT,
    values: ['alice', 'bob', 'al*', '*'],
    requested: ['alice', 'bob', 'logs', 'carol'],
  },
  {
    key: 'aws:TagKeys',
    operators: TEXT.flatMap((name) => [`ForAllValues:${name}`, `ForAnyValue:${name}`]),
    values: ['x', 'y', 'x*', ''],
    requested: ['x', 'y', 'xx', 'z', ''],
    lists: true,
  },
  {
    key: 'aws:SourceIp',
    operators: ['IpAddress', 'NotIpAddress'],
    values: [
      '10.0.0.0/8',
      '10.0.0.0/9',
      '10.1.2.3',
      '0.0.0.0/0',
      '2001:db8::/32',
      '::/0',
      '::ffff:10.0.0.0/104',
    ],
    requested: [
      '10.0.0.1',
      '10.200.0.1',
      '10.1.2.3',
      '11.0.0.0',
      '2001:db8::1',
      '::1',
      'odd',
      '::ffff:10.0.0.1',
    ],
  },
  {
    key: 'aws:MultiFactorAuthAge',
    operators: ['NumericLessThan', 'NumericGreaterThanEquals', 'NumericEquals', 'NumericNotEquals'],
    values: ['10', '10.0', '20', '-1', '9.99', 'odd'],
    requested: ['10', '9.995', '20', '21', '-5', '15', 'odd'],
  },
  {
    key: 'aws:CurrentTime',
    operators: ['DateLessThan', 'DateGreaterThan', 'DateEquals', 'DateNotEquals', 'DateLessThanEquals'],
    values: ['2026-01-01T00:00:00Z', '2026-01-02', '1767225600'],
    requested: [
      '2026-01-01',
      '2026-01-01T12:00:00Z',
      '2026-01-02T00:00:00Z',
      '2027-01-01',
      '2001-01-01',
      'odd',
    ],
  },
  {
    key: 'aws:SecureTransport',
    operators: ['Bool', 'StringEquals'],
    values: ['true', 'false', 'TRUE'],
    requested: ['true', 'false', 'True', 'odd'],
  },
  {
    key: 'aws:SourceArn',
    operators: ['ArnLike', 'ArnNotEquals', 'StringLike'],
    values: [`arn:aws:sns:*:${A}:t*`, `arn:aws:sns:eu-west-1:${A}:topic`, 'arn:aws:sns:*', '*'],
    requested: [
      `arn:aws:sns:eu-west-1:${A}:topic`,
      `arn:aws:sns:us-east-1:${A}:t`,
      'arn:aws:sqs:eu-west-1::q',
      'odd',
    ],
  },
];
const VARIABLE_VALUES = [
  '${aws:username}',
  '${aws:username}*',
  '${aws:PrincipalTag/team}',
  "${aws:PrincipalTag/none, 'a'}",
];

const ALICE = `arn:aws:iam::${A}:user/alice`;
const ROLE = `arn:aws:iam::${A}:role/app/r`;
const NAMED: readonly unknown[] = [
  { AWS: A },
  { AWS: ALICE },
  { AWS: ROLE },
  { AWS: `arn:aws:sts::${A}:assumed-role/r/s1` },
  { AWS: `arn:aws:sts::${A}:federated-user/fay` },
  { AWS: [B, ALICE] },
  { AWS: '*' },
  { AWS: 'AIDAALICEALICEALICE01' },
  { AWS: [A, ALICE, ROLE, `arn:aws:sts::${A}:assumed-role/r/s1`] },
  { Service: 'ec2.amazonaws.com' },
  { Federated: 'accounts.google.com' },
];
const session = (name: string, sessionName: string, account = A): Principal => ({
  kind: 'role-session',
  account,
  roleId: 'AROAROLEROLEROLEROL01',
  roleArn: `arn:aws:iam::${account}:role/${name}`,
  arn: `arn:aws:sts::${account}:assumed-role/${name.split('/').at(-1)}/${sessionName}`,
  sessionName,
});
const CALLERS: readonly Principal[] = [
  { kind: 'user', account: A, id: 'AIDAALICEALICEALICE01', arn: ALICE },
  { kind: 'user', account: A, id: 'AIDAOLDALICEOLDALICE1', arn: ALICE },
  { kind: 'user', account: A, id: 'AIDABOBBOBBOBBOBBOB01', arn: `arn:aws:iam::${A}:user/bob` },
  { kind: 'user', account: B, id: 'AIDACAROLCAROLCAROL01', arn: `arn:aws:iam::${B}:user/carol` },
  session('app/r', 's1'),
  session('app/r', 's2'),
  session('r', 's1'),
  session('other', 's1', B),
  {
    kind: 'federated-session',
    account: A,
    arn: `arn:aws:sts::${A}:federated-user/fay`,
    issuer: { kind: 'user', id: 'AIDAALICEALICEALICE01', arn: ALICE },
  },
  {
    kind: 'federated-session',
    account: A,
    arn: `arn:aws:sts::${A}:federated-user/gus`,
    issuer: { kind: 'root' },
  },
  { kind: 'root', account: A, arn: `arn:aws:iam::${A}:root` },
  { kind: 'root', account: '999900001111', arn: 'arn:aws:iam::999900001111:root' },
  { kind: 'service', name: 'ec2.amazonaws.com' },
  { kind: 'service', name: 'sns.amazonaws.com' },
  { kind: 'web-identity', provider: 'accounts.google.com' },
  { kind: 'saml', provider: `arn:aws:iam::${A}:saml-provider/corp` },
  { kind: 'anonymous' },
];

/** How much of the language random policies use. */
export interface Habits {
  readonly kind: PolicyKind;
  readonly variables: boolean;
}

function conditionsFor(roll: Roll, { variables }: Habits): Record<string, unknown> {
  const conditions: Record<string, Record<string, unknown>> = {};
  for (let left = roll(3); left > 0; left--) {
    const { key, operators, values } = pick(roll, KEYS);
    const operator = roll(8) === 0 ? 'Null' : pick(roll, operators);
    const suffix = operator !== 'Null' && roll(5) === 0 ? 'IfExists' : '';
    const isText = /String|Arn/.test(operator);
    const own = operator === 'Null' ? [pick(roll, ['true', 'false'])] : some(roll, values, 2);
    if (variables && isText && roll(4) === 0) own.push(pick(roll, VARIABLE_VALUES));
    const pairs = conditions[operator + suffix] ?? {};
    conditions[operator + suffix] = { ...pairs, [key]: own };
  }
  return conditions;
}

function statementFor(roll: Roll, habits: Habits): Written {
  const { kind, variables } = habits;
  const Effect = kind === 'rcp' || roll(3) === 0 ? 'Deny' : 'Allow';
  const actions =
    kind === 'trust'
      ? some(roll, ['sts:AssumeRole', 'sts:*', 'sts:Tag*'])
      : some(roll, kind === 'rcp' ? ACTION_PATTERNS.filter((one) => !one.startsWith('*')) : ACTION_PATTERNS);
  const patterns = variables && roll(3) === 0 ? VARIABLE_PATTERNS : RESOURCE_PATTERNS;
  const not = roll(6) === 0 && kind !== 'rcp' && kind !== 'trust';
  const hasPrincipal = kind === 'resource' || kind === 'trust' || kind === 'endpoint';
  const spares = hasPrincipal && kind !== 'trust' && Effect === 'Deny' && roll(3) === 0;
  return {
    Effect,
    ...(kind === 'rcp' ? { Principal: '*' } : {}),
    ...(hasPrincipal ? { [spares ? 'NotPrincipal' : 'Principal']: pick(roll, NAMED) } : {}),
    [not ? 'NotAction' : 'Action']: actions,
    ...(kind === 'trust' ? {} : { [roll(6) === 0 ? 'NotResource' : 'Resource']: some(roll, patterns, 2) }),
    ...(roll(2) === 0 ? { Condition: conditionsFor(roll, habits) } : {}),
  };
}

/** A policy, and a version of it in which a statement is new, gone, or another one. */
export function twoVersions(roll: Roll, habits: Habits): [before: Written[], after: Written[]] {
  const before = Array.from({ length: 1 + roll(3) }, () => statementFor(roll, habits));
  const after = [...before];
  for (let left = 1 + roll(2); left > 0; left--) {
    const at = roll(after.length + 1);
    const how = roll(4);
    if (how === 0 && after.length > 1) after.splice(at, 1);
    else if (how === 1 && after[at] !== undefined)
      after[at] = { ...after[at], Condition: conditionsFor(roll, habits) };
    else if (how === 2) after.splice(at, 0, statementFor(roll, habits));
    else after.splice(at, 1, statementFor(roll, habits));
  }
  return roll(2) === 0 ? [before, after] : [after, before];
}

export interface Asked {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly context: ReadonlyMap<string, ContextValue>;
}

/** A request of the world. */
export function requestFor(roll: Roll, kind: PolicyKind): Asked {
  const namesCallers = kind === 'resource' || kind === 'trust' || kind === 'endpoint';
  const context = new Map<string, ContextValue>();
  for (const { key, requested, lists } of KEYS) {
    if (roll(4) === 0) continue;
    const isList = lists === true && roll(2) === 0;
    context.set(
      key.toLowerCase(),
      isList ? (roll(6) === 0 ? [] : some(roll, requested)) : pick(roll, requested),
    );
  }
  return {
    principal: namesCallers ? pick(roll, CALLERS) : HOLDER.principal,
    action:
      kind === 'trust'
        ? pick(roll, ['sts:AssumeRole', 'sts:TagSession', 'sts:SetContext'])
        : pick(roll, ACTIONS),
    resource: kind === 'trust' ? 'arn:aws:iam::111122223333:role/example' : pick(roll, RESOURCES),
    context,
  };
}

/** What a version decides on a request in a setting. */
export function isAllowed(document: PolicyDocument, setting: Setting, asked: Asked): boolean {
  const source = { kind: document.kind, name: 'policy' } as const;
  const resourceAccount = ownerFor(setting, asked.principal);
  const sets = setting.setsWith([{ policy: compile(document), source }]);
  return decide({ ...asked, resourceAccount }, sets).verdict === 'allowed';
}

/** The settings in which a request can be made. */
export function settingsFor(kind: PolicyKind, { principal }: Asked): Setting[] {
  return SETTINGS[FAMILY_OF[kind]].filter((setting) => setting.fits(principal));
}

/** Tells of which regions of a difference a request is. */
export function membership(kind: PolicyKind, before: PolicyDocument, after: PolicyDocument) {
  const rules = rulesOf([before], [after]).filter(({ principal }) => principal !== undefined);
  const namesCallers = kind === 'resource' || kind === 'trust' || kind === 'endpoint';
  const effort = new Effort(1e12);
  const gradeOf = gradesBy(kind, SETTINGS[FAMILY_OF[kind]], effort);
  const standing = (caller: Caller) =>
    [natureOf(caller), ...rules.map((rule) => gradeOf(rule, caller) ?? 'none')].join(' ');
  const words = new Map<string, Set<string>>();
  for (const caller of callersFor(
    rules.flatMap(({ principal }) => principal ?? []),
    effort,
  )) {
    const alike = words.get(standing(caller)) ?? new Set();
    for (const one of caller.words) alike.add(one);
    words.set(standing(caller), alike);
  }
  const asCallers = new Map(CALLERS.map((principal) => [principal, { key: -1, principal, words: [] }]));
  return (asked: Asked, setting: Setting, changes: readonly PolicyChange[]): PolicyChange[] => {
    const caller = asCallers.get(asked.principal);
    const alike = namesCallers && caller !== undefined ? words.get(standing(caller)) : undefined;
    if (namesCallers && alike === undefined) throw new Error(`nobody is like ${JSON.stringify(caller)}`);
    return changes.filter(
      (change) =>
        change.given.includes(setting.given) &&
        change.actions.some((term) => isOfTerm(term, (pattern) => isAction(pattern, asked.action))) &&
        (kind === 'trust' ||
          change.resources.some((term) => isOfTerm(term, (pattern) => isResource(pattern, asked)))) &&
        (alike === undefined || change.principals.some((one) => alike.has(one))) &&
        change.conditions.every((condition) => isMet(condition, asked)),
    );
  };
}

function isMet(condition: RegionCondition, asked: Asked): boolean {
  if ('anyOf' in condition) return condition.anyOf.some((one) => isMet(one, asked));
  return 'resource' in condition
    ? askResource(condition.resource, true)(asked.resource, asked.context) === condition.holds
    : askCondition(condition, true)(asked.context) === condition.holds;
}

function isOfTerm({ matching, except }: PatternTerm, isLike: (pattern: string) => boolean): boolean {
  return matching.every(isLike) && !except.some(isLike);
}

function isAction(pattern: string, action: string): boolean {
  const { document } = policySaying('inline', [{ effect: 'Allow' }]).policy;
  const statements = [{ ...document.statements[0]!, action: { not: false, patterns: [pattern] } }];
  const identity = [
    { policy: compile({ ...document, statements }), source: { kind: 'inline', name: '' } as const },
  ];
  const asked = { principal: HOLDER.principal, action, resource: '*', context: new Map() };
  return decide(asked, { identity }).verdict === 'allowed';
}

/** In terms, a variable is any text: what it must be stands among the conditions. */
function isResource(pattern: string, { resource, context }: Asked): boolean {
  return askResource(pattern.replace(/\$\{[^*?$}][^}]*\}/g, '*'), true)(resource, context);
}
