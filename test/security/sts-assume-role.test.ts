/** Attack cases on AssumeRole: who may, with which tags, limits and durations. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { because, expectRefused, notAuthorized } from '../api/support/attack.ts';
import { type PlacedAccount, place } from '../api/support/place.ts';
import { allow, deny, document, inline, type Statement, trust } from '../api/support/policies.ts';
import { assume, call, query, rawRefusal, refusalOf } from '../api/support/requests.ts';
import { account, trusting } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const B = '444455556666';
let server: TestServer;
let a: PlacedAccount;
let b: PlacedAccount;

const MAY_ASSUME = inline(allow('sts:*'));

const world = (accountId: string) =>
  account(accountId)
    .policy('everything')
    .policy('no-sts', document(allow('iam:*')))
    .user('alice', MAY_ASSUME)
    .user('bob')
    .user('denied', inline(allow('*'), deny('sts:AssumeRole')))
    .user('bounded', { ...MAY_ASSUME, boundary: `arn:aws:iam::${accountId}:policy/no-sts` })
    .accessKey('alice')
    .accessKey('bob')
    .accessKey('denied')
    .accessKey('bounded')
    .role('app', trusting('alice', 'bob'), MAY_ASSUME)
    .role('bare', trusting('alice', 'bob'));

beforeAll(async () => {
  server = await startServer();
  a = await place(server, world(A));
  b = await place(server, world(B));
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const role = (name: string, accountId = A) => `arn:aws:iam::${accountId}:role/${name}`;
const user = (name: string, accountId = A) => `arn:aws:iam::${accountId}:user/${name}`;
const session = (name: string, accountId = A) => `arn:aws:sts::${accountId}:assumed-role/${name}/work`;

let made = 0;
/** A new role with this trust policy, made by its account's root. */
async function roleTrusting(
  statements: readonly Statement[],
  { accountId = A, ...input }: { accountId?: string; MaxSessionDuration?: number } = {},
): Promise<string> {
  const name = `made-${++made}`;
  await call(server, server.root(accountId), 'iam:CreateRole', {
    RoleName: name,
    AssumeRolePolicyDocument: document(...statements),
    ...input,
  });
  return role(name, accountId);
}

const assumeRole = (credentials: Credentials, RoleArn: string, input: object = {}) =>
  call<{ Credentials: { Expiration: Date }; AssumedRoleUser: { Arn: string }; PackedPolicySize?: number }>(
    server,
    credentials,
    'sts:AssumeRole',
    { RoleArn, RoleSessionName: 'work', ...input },
  );

const refused = (arn: string, RoleArn: string, reason = '', action = 'sts:AssumeRole') =>
  notAuthorized(arn, action, RoleArn, reason);

describe('who may assume a role', () => {
  it('case 31: an explicit deny of the identity beats a trust that names it', async () => {
    const target = await roleTrusting([trust({ AWS: [user('denied'), user('alice')] })]);
    await expectRefused(server, A, () => assumeRole(a.keyOf('denied'), target), {
      refusal: refused(user('denied'), target, 'with an explicit deny in an identity-based policy'),
      decision: { verdict: 'explicitDeny', by: 'identity', action: 'sts:AssumeRole', resource: target },
      secrets: [a.keyOf('denied')],
    });
    await assumeRole(a.keyOf('alice'), target);
  });

  it('case 34: a role of that name in another account is another role, also when the right one came before', async () => {
    const target = await roleTrusting([trust({ AWS: role('app') })]);
    const right = await assume(server, a.keyOf('alice'), role('app'));
    const wrong = await assume(server, b.keyOf('alice'), role('app', B));
    await assumeRole(right, target);
    await expectRefused(server, A, () => assumeRole(wrong, target), {
      refusal: refused(session('app', B), target),
      decision: { verdict: 'implicitDeny', by: 'trust' },
      secrets: [wrong],
    });
    await assumeRole(right, target);
  });

  // STS API Reference, AssumeRole: in the same account the account in the trust policy only delegates to identity
  // policies, a named principal needs none; across accounts both sides must allow.
  const MATRIX: readonly [
    trusts: 'the account' | 'the principal',
    home: string,
    hasIdentityAllow: boolean,
    by: 'allowed' | 'identity',
  ][] = [
    ['the account', A, false, 'identity'],
    ['the account', A, true, 'allowed'],
    ['the principal', A, false, 'allowed'],
    ['the principal', A, true, 'allowed'],
    ['the account', B, false, 'identity'],
    ['the account', B, true, 'allowed'],
    ['the principal', B, false, 'identity'],
    ['the principal', B, true, 'allowed'],
  ];
  const CALLERS = ['user', 'role', 'session'] as const;

  describe.each(CALLERS)('case 35: called by a %s', (kind) => {
    it.each(MATRIX)(
      'trust in %s, role in account %s, identity allow %s: %s',
      async (trusts, home, has, by) => {
        const name = kind === 'user' ? (has ? 'alice' : 'bob') : has ? 'app' : 'bare';
        const caller = kind === 'user' ? user(name) : session(name);
        const named = { user: user(name), role: role(name), session: session(name) }[kind];
        const credentials =
          kind === 'user' ? a.keyOf(name) : await assume(server, a.keyOf('alice'), role(name));
        const target = await roleTrusting([trust({ AWS: trusts === 'the account' ? A : named })], {
          accountId: home,
        });
        if (by === 'allowed') {
          expect(await assumeRole(credentials, target)).toMatchObject({
            AssumedRoleUser: { Arn: session(target.split('/').at(-1)!, home) },
          });
          return;
        }
        await expectRefused(server, home, () => assumeRole(credentials, target), {
          refusal: refused(caller, target),
          decision: { verdict: 'implicitDeny', by, action: 'sts:AssumeRole', resource: target },
          secrets: [credentials],
        });
      },
    );
  });

  it('a trust that names a user does not spare its permissions boundary', async () => {
    const target = await roleTrusting([trust({ AWS: user('bounded') })]);
    await expectRefused(server, A, () => assumeRole(a.keyOf('bounded'), target), {
      refusal: refused(user('bounded'), target, because('permissions boundary', 'sts:AssumeRole')),
      decision: { verdict: 'implicitDeny', by: 'boundary' },
    });
  });

  it('a role that does not exist and one that does not trust the caller: the same answer', async () => {
    const closed = await roleTrusting([trust({ AWS: user('bob') })]);
    for (const target of [closed, role('nobody'), role('nobody', '999988887777')]) {
      await expectRefused(server, A, () => assumeRole(a.keyOf('alice'), target), {
        refusal: refused(user('alice'), target),
        decision: { verdict: 'implicitDeny', by: 'trust' },
      });
    }
  });

  it('the ARN is compared exactly, with path and case', async () => {
    for (const arn of [role('App'), role('APP'), role('x/app'), role('app/'), `${role('app')} `]) {
      expect(await refusalOf(assumeRole(a.keyOf('alice'), arn)), arn).toMatch(/^AccessDenied 403 /);
    }
    await assumeRole(a.keyOf('alice'), role('app'));
  });

  it('case 42: root may not', async () => {
    await expectRefused(server, A, () => assumeRole(server.root(A), role('app')), {
      refusal: 'AccessDenied 403 Roles may not be assumed by root accounts.',
    });
    await assumeRole(a.keyOf('alice'), role('app'));
  });
});

describe('for how long', () => {
  it('case 37: a chained session gets an hour at most, whatever the role allows', async () => {
    const target = await roleTrusting([trust({ AWS: A })], { MaxSessionDuration: 43200 });
    const chained = await assume(server, a.keyOf('alice'), role('app'));
    await expectRefused(server, A, () => assumeRole(chained, target, { DurationSeconds: 3601 }), {
      refusal:
        'ValidationError 400 The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    });
    await assumeRole(chained, target, { DurationSeconds: 3600 });
    const begin = Date.now();
    const { Credentials: long } = await assumeRole(a.keyOf('alice'), target, { DurationSeconds: 43200 });
    expect(Math.abs(long.Expiration.getTime() - begin - 43_200_000)).toBeLessThan(5_000);
  });

  it("case 37: not more than the role's maximum", async () => {
    const target = await roleTrusting([trust({ AWS: A })], { MaxSessionDuration: 7200 });
    await expectRefused(server, A, () => assumeRole(a.keyOf('alice'), target, { DurationSeconds: 7201 }), {
      refusal:
        'ValidationError 400 The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
    await assumeRole(a.keyOf('alice'), target, { DurationSeconds: 7200 });
  });

  it.each([
    ['900.5', /^MalformedInput 400 /],
    ['0x384', /^MalformedInput 400 /],
    [' 900', /^MalformedInput 400 /],
    ['1e3', /^MalformedInput 400 /],
    ['', /^MalformedInput 400 /],
    ['９００', /^MalformedInput 400 /],
    ['-900', /^ValidationError 400 /],
    [
      '899',
      /^ValidationError 400 1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900$/,
    ],
    [
      '43201',
      /^ValidationError 400 1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200$/,
    ],
    ['99999999999999999999', /^(?:MalformedInput|ValidationError) 400 /],
    ['900&DurationSeconds=1200', /^ValidationError 400 /],
  ])('case 39: DurationSeconds %j', async (value, expected) => {
    const encoded = value.includes('&') ? value : encodeURIComponent(value);
    const parameters = `RoleArn=${encodeURIComponent(role('app'))}&RoleSessionName=work&DurationSeconds=`;
    const answer = await query(server, a.keyOf('alice'), 'sts:AssumeRole', parameters + encoded);
    expect(rawRefusal(answer)).toMatch(expected);
    const control = await query(server, a.keyOf('alice'), 'sts:AssumeRole', `${parameters}900`);
    expect(control.status).toBe(200);
  });
});

describe('case 43: tags and source identity', () => {
  const TAGGING = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
  let open: string;
  let next: string;
  beforeAll(async () => {
    open = await roleTrusting([trust({ AWS: A }, TAGGING)]);
    next = await roleTrusting([trust({ AWS: A }, TAGGING)]);
    for (const arn of [open, next]) {
      await call(server, server.root(A), 'iam:PutRolePolicy', {
        RoleName: arn.split('/').at(-1),
        PolicyName: 'p',
        PolicyDocument: document(allow('sts:*'), allow('iam:*')),
      });
    }
  });
  const tags = (...pairs: readonly string[]) =>
    pairs.map((pair) => {
      const [Key, Value] = pair.split('=');
      return { Key, Value };
    });

  it('a source identity goes along the chain and cannot be changed', async () => {
    const first = await assume(server, a.keyOf('alice'), open, { SourceIdentity: 'alice' });
    await expectRefused(server, A, () => assumeRole(first, next, { SourceIdentity: 'mallory' }), {
      refusal: refused(session(open.split('/').at(-1)!), next, '', 'sts:SetSourceIdentity'),
    });
    for (const input of [{}, { SourceIdentity: 'alice' }]) {
      expect(await assumeRole(first, next, input)).toMatchObject({ SourceIdentity: 'alice' });
    }
    // The next role must allow it again.
    const silent = await roleTrusting([trust({ AWS: A }, 'sts:AssumeRole')]);
    await expectRefused(server, A, () => assumeRole(first, silent), {
      refusal: refused(session(open.split('/').at(-1)!), silent, '', 'sts:SetSourceIdentity'),
      decision: { verdict: 'implicitDeny', by: 'trust', action: 'sts:SetSourceIdentity' },
    });
  });

  it.each([
    [
      'a duplicate key in other case',
      { Tags: tags('Team=red', 'team=blue') },
      'InvalidParameterValue 400 Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    [
      'a transitive key that is no tag',
      { Tags: tags('team=red'), TransitiveTagKeys: ['crew'] },
      'InvalidParameterValue 400 The specified transitive tag key must be included in the requested tags.',
    ],
    ['a reserved key', { Tags: tags('aws:team=red') }, /^ValidationError 400 /],
    ['a reserved key in other case', { Tags: tags('AWS:team=red') }, /^ValidationError 400 /],
    ['a reserved source identity', { SourceIdentity: 'aws:alice' }, /^ValidationError 400 /],
  ])('%s', async (_what, input, refusal) => {
    await expectRefused(server, A, () => assumeRole(a.keyOf('alice'), open, input), { refusal });
    await assumeRole(a.keyOf('alice'), open, { Tags: tags('team=red') });
  });

  it('a transitive tag cannot be overridden, in whatever case, and reaches the end of the chain', async () => {
    const first = await assume(server, a.keyOf('alice'), open, {
      Tags: tags('Team=red', 'desk=7') as { Key: string; Value: string }[],
      TransitiveTagKeys: ['Team'],
    });
    for (const key of ['Team', 'team', 'TEAM']) {
      await expectRefused(server, A, () => assumeRole(first, next, { Tags: tags(`${key}=blue`) }), {
        refusal:
          "InvalidParameterValue 400 One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
      });
    }
    const second = await assume(server, first, next, {
      Tags: tags('desk=8') as { Key: string; Value: string }[],
    });
    const guarded = await roleTrusting([
      trust({ AWS: A }, TAGGING, {
        StringEquals: { 'aws:PrincipalTag/Team': 'red' },
        Null: { 'aws:PrincipalTag/missing': 'true' },
      }),
    ]);
    await assumeRole(second, guarded);
    // One that was not transitive ends with its session.
    const byDesk = await roleTrusting([
      trust({ AWS: A }, TAGGING, { StringEquals: { 'aws:PrincipalTag/desk': '7' } }),
    ]);
    await assumeRole(first, byDesk);
    const third = await assume(server, first, next);
    expect(await refusalOf(assumeRole(third, byDesk))).toMatch(/^AccessDenied 403 /);
  });

  it('tags need sts:TagSession in the trust policy, also inherited ones', async () => {
    const closed = await roleTrusting([trust({ AWS: A }, 'sts:AssumeRole')]);
    const inherited = await assume(server, a.keyOf('alice'), open, {
      Tags: tags('team=red') as { Key: string; Value: string }[],
      TransitiveTagKeys: ['team'],
    });
    const attempts = [
      [user('alice'), () => assumeRole(a.keyOf('alice'), closed, { Tags: tags('team=red') })],
      [session(open.split('/').at(-1)!), () => assumeRole(inherited, closed)],
    ] as const;
    for (const [arn, attempt] of attempts) {
      await expectRefused(server, A, attempt, {
        refusal: refused(arn, closed, '', 'sts:TagSession'),
        decision: { verdict: 'implicitDeny', by: 'trust', action: 'sts:TagSession', resource: closed },
      });
    }
    await assumeRole(a.keyOf('alice'), closed);
  });
});
