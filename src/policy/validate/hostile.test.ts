import { cpuUsage } from 'node:process';
import { describe, expect, it } from 'vitest';
import type { PolicyKind } from '../issue.ts';
import { validate } from './validate.ts';

const KINDS: readonly PolicyKind[] = [
  'inline',
  'managed',
  'session',
  'trust',
  'resource',
  'endpoint',
  'scp',
  'rcp',
];

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const base = { Effect: 'Allow', Action: '*', Resource: '*' };

const HOSTILE: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['no object', '7'],
  ['open brackets', '['.repeat(5000)],
  [
    'names of prototypes',
    policy({
      ...base,
      Condition: { StringEquals: { __proto__x: '1', 'constructor:prototype': 'x', 'aws:__proto__': 'x' } },
    }),
  ],
  [
    'prototypes as actions',
    policy({ ...base, Action: ['__proto__:constructor', 'constructor:*', 'toString:valueOf'] }),
  ],
  [
    'odd ARNs',
    policy({
      ...base,
      Resource: [
        'arn:aws:__proto__:::x',
        'arn:aws:s3',
        'arn:*:s3:*:*:*',
        'arn:aws:iam::*:*',
        'arn:aws:s3:::${',
        'arn:aws:s3:::${}${ }${*}${aws:x,}',
      ],
    }),
  ],
  ['empty texts', policy({ ...base, Sid: '', Condition: { StringLike: { '': '', ':': '' } } })],
  [
    'every operator on every sort of value',
    policy(
      ...[
        'StringEquals',
        'NumericEquals',
        'DateEquals',
        'Bool',
        'BinaryEquals',
        'IpAddress',
        'ArnLike',
        'Null',
        'ForAllValues:StringLike',
        'ForAnyValue:NumericLessThan',
      ].map((operator) => ({
        ...base,
        Condition: {
          [operator]: {
            'aws:SourceIp': ['2026', '*', '', true, 7, '${aws:x}', '::/0', 'arn:aws:iam::1:role/x'],
          },
        },
      })),
    ),
  ],
  [
    'a principal of each sort',
    policy({
      ...base,
      Principal: {
        AWS: ['*', '111122223333', 'AROAEXAMPLEEXAMPLE12'],
        Service: 'x.y',
        Federated: 'a.b',
        CanonicalUser: 'a'.repeat(64),
      },
    }),
  ],
];

describe('nothing that is written makes validate throw', () => {
  it.each(HOSTILE)('%s', (_what, text) => {
    for (const kind of KINDS) {
      for (const finding of validate(text, kind)) {
        expect(finding.line).toBeGreaterThanOrEqual(1);
        expect(finding.column).toBeGreaterThanOrEqual(1);
      }
    }
  });
});

const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

/** Documents that grow in one way each; `n` is about the number of characters. */
const SHAPES: readonly (readonly [string, (n: number) => string])[] = [
  ['actions', (n) => policy({ ...base, Action: times(n / 20, (i) => `s3:Get${i}Object`) })],
  ['actions with stars', (n) => policy({ ...base, Action: times(n / 20, (i) => `s3:*${i}*Obj*`) })],
  [
    'resources with stars',
    (n) => policy({ ...base, Resource: times(n / 40, (i) => `arn:aws:s3:::*${i}*/*x*`) }),
  ],
  ['statements', (n) => policy(...times(n / 80, (i) => ({ ...base, Action: `s3:Get${i}*` })))],
  [
    'denies and allows',
    (n) =>
      policy(...times(n / 90, (i) => ({ ...base, Effect: i % 2 ? 'Allow' : 'Deny', Action: `s3:Get${i}*` }))),
  ],
  [
    'conditions',
    (n) =>
      policy({
        ...base,
        Condition: { StringLike: Object.fromEntries(times(n / 30, (i) => [`aws:NoSuchKey${i}`, 'x*'])) },
      }),
  ],
  [
    'values',
    (n) => policy({ ...base, Condition: { StringLike: { 'aws:username': times(n / 10, (i) => `u${i}*`) } } }),
  ],
  ['one long variable', (n) => policy({ ...base, Resource: `arn:aws:s3:::${'${'.repeat(n / 2)}` })],
  [
    'one long pattern',
    (n) =>
      policy({
        ...base,
        Resource: [`arn:aws:s3:::${'*a'.repeat(n / 4)}`, `arn:aws:s3:::${'a?'.repeat(n / 4)}`],
      }),
  ],
];

/** Processor time in milliseconds; the least of three. */
function cost(text: string): number {
  return Math.min(
    ...times(3, () => {
      const before = cpuUsage();
      validate(text, 'resource');
      validate(text, 'inline');
      const { user, system } = cpuUsage(before);
      return (user + system) / 1000;
    }),
  );
}

describe('what a document costs grows with its length, or has a bound', () => {
  it.each(SHAPES)('%s', (_what, make) => {
    const [small, large] = [cost(make(8000)), cost(make(64_000))];
    // Eight times the length; its square would be 64. Comparisons of patterns have a bound of their own.
    expect(large, `${small} ms, then ${large} ms`).toBeLessThan(Math.max(24 * small, 1500));
  });
});
