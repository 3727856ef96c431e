/**
 * The worst documents that quotas allow: ten managed policies as full as they may be, a boundary, a session policy and a
 * resource policy of 500 statements, each written against what makes the engine fast. No fixture is refused.
 */
import { type AccessRequest, type AttachedPolicy, attach, type PolicySets } from '../../src/policy/index.ts';
import { requestOf } from './engine.ts';

export interface Worst {
  readonly name: string;
  readonly request: AccessRequest;
  readonly sets: PolicySets;
}

const SIZES = { managed: 6_144, session: 2_048, resource: 20_480 } as const;
type Kind = keyof typeof SIZES;

const textOf = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** A document of one statement with as long a list as fits. */
function fullList(kind: Kind, statementOf: (list: readonly string[]) => object, item: (i: number) => string) {
  const room = SIZES[kind] - textOf([statementOf([])]).length;
  const list: string[] = [];
  for (let used = 0; ; ) {
    const next = item(list.length);
    used += JSON.stringify(next).length + (list.length > 0 ? 1 : 0);
    if (used > room) break;
    list.push(next);
  }
  return attach(textOf([statementOf(list)]), { kind, name: kind });
}

/** A document of as many statements as fit, at most so many. */
function fullOf(kind: Kind, statementOf: (i: number) => object, most = Number.POSITIVE_INFINITY) {
  const statements: object[] = [];
  let length = textOf([]).length;
  const limit = most === Number.POSITIVE_INFINITY ? SIZES[kind] : Number.POSITIVE_INFINITY;
  while (statements.length < most) {
    const statement = statementOf(statements.length);
    length += JSON.stringify(statement).length + 1;
    if (length > limit) break;
    statements.push(statement);
  }
  return attach(textOf(statements), { kind, name: kind }, { maxSize: Number.POSITIVE_INFINITY });
}

/** Ten managed policies, boundary and session from one recipe, and a resource policy of its own. */
function setsOf(make: (kind: Kind, seed: number) => AttachedPolicy): PolicySets {
  return {
    identity: Array.from({ length: 10 }, (_, i) => make('managed', i)),
    boundary: make('managed', 10),
    session: [make('session', 11)],
    resource: { attached: make('resource', 12), mode: 'optional' },
  };
}

const everyone = (kind: Kind) => (kind === 'resource' ? { Principal: '*' } : {});
const denyWhen = (kind: Kind, condition: object) => ({
  Effect: 'Deny',
  ...everyone(kind),
  Action: 's3:*',
  Resource: '*',
  Condition: condition,
});

const LONG_NAME = 'a'.repeat(2_000);
const KEY = 's3:prefix';

const resources = (item: (i: number, seed: number) => string) =>
  setsOf((kind, seed) =>
    fullList(
      kind,
      (list) => ({ Effect: 'Deny', ...everyone(kind), Action: 's3:*', Resource: list }),
      (i) => item(i, seed),
    ),
  );

const values = (operator: string, key: string, item: (i: number, seed: number) => string) =>
  setsOf((kind, seed) =>
    fullList(
      kind,
      (list) => denyWhen(kind, { [operator]: { [key]: list } }),
      (i) => item(i, seed),
    ),
  );

const request = (name: string, context: Readonly<Record<string, string>> = {}) =>
  requestOf({ action: 's3:GetObject', resource: `arn:aws:s3:::${name}`, context });

const letters = (i: number): string =>
  i.toString(26).replace(/[0-9a-p]/g, (c) => 'bcdefghijklmnopqrstuvwxyz'[Number.parseInt(c, 26)]!);

/** All texts of two letters of an alphabet, one after another. */
function everyPair(alphabet: string): string {
  return [...alphabet].flatMap((a) => [...alphabet].map((b) => a + b)).join('');
}

/** 1,000 values beside one key, each of which is read and compared. */
const thousand = (operator: string, key: string, item: (i: number) => string) =>
  setsOf((kind, seed) =>
    kind === 'resource'
      ? fullOf(
          kind,
          (i) =>
            denyWhen(kind, { [operator]: { [key]: Array.from({ length: 1000 }, (_, j) => item(i + j)) } }),
          1,
        )
      : fullList(
          kind,
          (list) => denyWhen(kind, { [operator]: { [key]: list } }),
          (i) => item(i + 1000 * seed),
        ),
  );

export const WORST: readonly Worst[] = [
  {
    name: 'patterns of stars against a long ARN',
    request: request(LONG_NAME),
    sets: resources((i, seed) => `arn:aws:s3:::${'*a'.repeat(30 + (i % 7))}*b${seed}`),
  },
  {
    name: 'long segments that nearly fit everywhere',
    request: request(LONG_NAME),
    sets: resources((i, seed) => `arn:aws:s3:::*${'a'.repeat(400 + i)}b${seed}${'a'.repeat(400)}*`),
  },
  {
    name: 'one segment as long as a document',
    request: request(LONG_NAME),
    sets: resources((_, seed) => `arn:aws:s3:::*${'a'.repeat(900)}b${seed}${'a'.repeat(900)}*`),
  },
  {
    name: 'segments with places for any character',
    request: request(LONG_NAME),
    sets: resources((i, seed) => `arn:aws:s3:::*${'a?'.repeat(200 + i)}b${seed}*`),
  },
  {
    name: 'many short segments, of which all letters are in the text',
    request: request(`${everyPair('bcdefghijklmnopqrstuvwxyz')}`.slice(0, 2_000)),
    sets: resources((i, seed) => `arn:aws:s3:::*${letters(i)}a${letters(seed)}*`),
  },
  {
    name: 'short patterns against a value of 2,000 letters',
    request: request('bucket/key', { [KEY]: LONG_NAME }),
    sets: values('StringLike', KEY, (i, seed) => `*a${letters(i * 12 + seed)}*`),
  },
  {
    name: 'short patterns with a place for any character',
    request: request('bucket/key', { [KEY]: LONG_NAME }),
    sets: values('StringLike', KEY, (i, seed) => `*a?${letters(i * 12 + seed)}*`),
  },
  {
    name: 'variables in all patterns',
    request: request('bucket/key', { [KEY]: LONG_NAME, 'aws:username': 'a'.repeat(64) }),
    sets: values('StringLike', KEY, (i) => `*\${aws:username}*\${aws:username}b${letters(i)}`),
  },
  {
    name: 'conditions of 1,000 texts',
    request: request('bucket/key', { [KEY]: 'no such' }),
    sets: thousand('StringEquals', KEY, (i) => `v${i}`),
  },
  {
    name: 'conditions of 1,000 networks',
    request: request('bucket/key', { 'aws:SourceIp': '203.0.113.7' }),
    sets: thousand('IpAddress', 'aws:SourceIp', (i) => `10.${i % 256}.${i >> 8}.0/24`),
  },
  {
    name: 'conditions of 1,000 numbers',
    request: request('bucket/key', { 's3:max-keys': '-5' }),
    sets: thousand('NumericEquals', 's3:max-keys', (i) => `${i}.5`),
  },
  {
    name: 'conditions of 1,000 ARNs',
    request: request('bucket/key', {
      'aws:PrincipalArn': `arn:aws:iam::111122223333:user/${'a'.repeat(500)}`,
    }),
    sets: thousand('ArnLike', 'aws:PrincipalArn', (i) => `arn:*:iam::*:user/*${letters(i)}*b`),
  },
  {
    name: '500 statements of a resource policy, all about the request',
    request: request('bucket/key', { [KEY]: 'home/alice' }),
    sets: setsOf((kind, seed) =>
      fullOf(
        kind,
        (i) => ({
          ...denyWhen(kind, { StringLike: { [KEY]: `*${letters(i)}/${seed}` } }),
          Resource: 'arn:aws:s3:::b*',
        }),
        kind === 'resource' ? 500 : undefined,
      ),
    ),
  },
  {
    name: 'beginnings that are beginnings of one another, in many statements',
    request: request(LONG_NAME),
    sets: setsOf((kind, seed) => {
      // One more than are asked one by one. Of each a ninth of the document, in beginnings of 1, 2, 3 … letters.
      const count = 9;
      const length = Math.floor(Math.sqrt(2 * (SIZES[kind] / count - 90) + 600) - 24);
      const list = (i: number) =>
        Array.from({ length }, (_, j) => `arn:aws:s3:::${'a'.repeat(1 + j)}*b${seed}${letters(i)}`);
      return fullOf(
        kind,
        (i) => ({ Effect: 'Deny', ...everyone(kind), Action: 's3:*', Resource: list(i) }),
        count,
      );
    }),
  },
  {
    name: 'beginnings that are beginnings of one another',
    request: request(LONG_NAME),
    sets: resources((i, seed) => `arn:aws:s3:::${'a'.repeat(1 + i)}*b${seed}`),
  },
];
