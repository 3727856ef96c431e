/** What one request may cost: policies and values written so that matching them takes the product of their lengths. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DecisionTooCostlyError } from '../../src/policy/index.ts';
import { type PlacedAccount, place } from '../api/support/place.ts';
import { allow, deny, document, inline } from '../api/support/policies.ts';
import { query, rawRefusal } from '../api/support/requests.ts';
import { account } from '../fixtures/account.ts';
import { startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
/** What no request of these may take, with a busy machine taken into account; without bounds they took minutes. */
const SOON = 5_000;
const TOO_COSTLY = 'AccessDenied 403 The policies that apply to this request take too long to evaluate.';

/** Patterns whose every run of letters stands in the value below, but not they: each is looked for to its end. */
const nearly = (characters: number): string[] => {
  const patterns: string[] = [];
  for (let length = 2; characters > 0; length++) {
    patterns.push(`*b${'a'.repeat(length)}b*`);
    characters -= length + 7;
  }
  return patterns;
};
const LIKE_AGENT = { StringLike: { 'aws:UserAgent': nearly(5_500) } };
const AGENT = { 'user-agent': `${'a'.repeat(20_000)}b${'a'.repeat(20_000)}` };

let server: TestServer;
let a: PlacedAccount;
beforeAll(async () => {
  server = await startServer();
  const names = Array.from({ length: 10 }, (_, i) => `costly${i}`);
  const builder = account(A);
  const long = { StringLike: { 'aws:username': [`${'${aws:UserAgent}'.repeat(350)}*`] } };
  for (const name of names) {
    builder.policy(name, document(allow('*', '*', LIKE_AGENT)));
    builder.policy(`deny-${name}`, document(deny('iam:GetUser', '*', LIKE_AGENT)));
    builder.policy(`long-${name}`, document(deny('iam:*', '*', long)));
  }
  const attached = (prefix: string) => names.map((name) => `arn:aws:iam::${A}:policy/${prefix}${name}`);
  a = await place(
    server,
    builder
      .user('mallory', {
        attached: attached(''),
        ...inline(allow('iam:GetUser', '*', { Bool: { 'aws:SecureTransport': 'false' } })),
      })
      .user('denied', { attached: attached('long-'), ...inline(allow('iam:*')) })
      .user('unlimited', { attached: attached('deny-'), ...inline(allow('*')) })
      .accessKey('mallory')
      .accessKey('denied')
      .accessKey('unlimited'),
  );
});
afterAll(() => server.stop());

async function timed<Answer>(action: () => Promise<Answer>): Promise<Answer> {
  const began = performance.now();
  const answer = await action();
  expect(performance.now() - began).toBeLessThan(SOON);
  return answer;
}

describe('case 57: a decision that costs more than any honest one is not made', () => {
  it('control: the same policies decide about a client with a name of ordinary length', async () => {
    for (const name of ['mallory', 'denied', 'unlimited']) {
      expect(rawRefusal(await query(server, a.keyOf(name), 'iam:GetUser'))).toBeUndefined();
    }
    expect(server.faults).toEqual([]);
  });

  it.each([
    ['patterns against a long value', 'mallory', 'iam:ListUsers'],
    ['a deny that cannot be looked at in time never lets pass', 'unlimited', 'iam:GetUser'],
  ] as const)('%s: refused soon, and the operator is told', async (_what, name, operation) => {
    const told = server.faults.length;
    const answer = await timed(() => query(server, a.keyOf(name), operation, {}, AGENT));
    expect(rawRefusal(answer)).toBe(TOO_COSTLY);
    expect(server.faults.slice(told)).toEqual([expect.any(DecisionTooCostlyError)]);
  });

  it('variables that a request makes long cost no more than the short text that they are compared with', async () => {
    const answer = await timed(() => query(server, a.keyOf('denied'), 'iam:GetUser', {}, AGENT));
    expect(rawRefusal(answer)).toBeUndefined();
  });

  it('others are answered as before', async () => {
    expect(rawRefusal(await query(server, server.root(A), 'iam:ListUsers', {}, AGENT))).toBeUndefined();
  });
});

describe('a simulation costs no more than an answer may', () => {
  const form = (parameters: Readonly<Record<string, string>>) => new URLSearchParams(parameters).toString();
  const list = (name: string, values: readonly string[]) =>
    form(Object.fromEntries(values.map((value, i) => [`${name}.member.${i + 1}`, value])));
  const simulate = (...parts: readonly string[]) =>
    timed(() =>
      query(
        server,
        server.root(A),
        'iam:SimulateCustomPolicy',
        ['ActionNames.member.1=ec2:Run', ...parts].join('&'),
      ),
    );
  const entry = (values: readonly string[]) =>
    [
      'ContextEntries.member.1.ContextKeyName=aws%3Ax&ContextEntries.member.1.ContextKeyType=stringList',
      list('ContextEntries.member.1.ContextKeyValues', values),
    ].join('&');
  const REFUSAL = 'InvalidInput 400 The policies, resources and context are too many for one simulation.';
  const repeated = (count: number, text: string) => Array.from({ length: count }, () => text);

  it.each([
    [
      'many patterns, many values',
      list('PolicyInputList', [
        document(
          allow('ec2:Run', '*', { 'ForAnyValue:StringLike': { 'aws:x': repeated(8_000, '*a*a*a*b') } }),
        ),
      ]),
      entry(repeated(150, 'a'.repeat(2_000))),
    ],
    [
      'many keys that are missing, many resources',
      list('PolicyInputList', [
        document(
          allow('ec2:Run', '*', {
            StringEquals: Object.fromEntries(repeated(5_000, '').map((_, i) => [`k:${i}`, 'v'])),
          }),
        ),
      ]),
      list('ResourceArns', repeated(8_000, 'arn:aws:s3:::a')),
    ],
    [
      'variables that become long',
      list('PolicyInputList', [
        document(allow('ec2:Run', repeated(300, `arn:aws:s3:::*${'${aws:x}*'.repeat(30)}`))),
      ]),
      list('ResourceArns', [`arn:aws:s3:::${'a'.repeat(1_000)}`]),
      entry(['a'.repeat(200_000)]),
    ],
  ])('%s: refused soon', async (_what, ...parts) => {
    expect(rawRefusal(await simulate(...parts))).toBe(REFUSAL);
  });

  it('control: policies as long as the quotas allow, on several resources, with context', async () => {
    const policy = document(
      allow(
        'ec2:*',
        nearly(4_000).map((text) => `arn:aws:ec2:*:*:${text}`),
        { StringLike: { 'aws:x': nearly(800) } },
      ),
    );
    const answer = await simulate(
      list('PolicyInputList', repeated(10, policy)),
      list('ResourceArns', repeated(10, `arn:aws:ec2:eu-west-1:${A}:instance/i-0123456789abcdef0`)),
      entry(['honest']),
    );
    expect(rawRefusal(answer)).toBeUndefined();
  });
});

describe('an identity keeps no more text than one document may have', () => {
  it('white space counts, though no quota counts it', async () => {
    const root = server.root(A);
    const padded = (PolicyName: string, blanks: number) =>
      query(server, root, 'iam:PutUserPolicy', {
        UserName: 'mallory',
        PolicyName,
        PolicyDocument: document(allow('s3:GetObject')) + ' '.repeat(blanks),
      });
    expect(rawRefusal(await padded('one', 60_000))).toBeUndefined();
    expect(rawRefusal(await padded('two', 60_000))).toBeUndefined();
    expect(rawRefusal(await padded('three', 60_000))).toMatch(/^LimitExceeded 409 /);
  });
});
