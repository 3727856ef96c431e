/** Attack cases on what comes with AssumeRole: external ids and session policies. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefused, notAuthorized } from '../api/support/attack.ts';
import { type PlacedAccount, place } from '../api/support/place.ts';
import { allow, allowAllBut, document, inline, type Statement, trust } from '../api/support/policies.ts';
import { assume, call, query, rawRefusal, refusalOf } from '../api/support/requests.ts';
import { account, trusting } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const B = '444455556666';
let server: TestServer;
let a: PlacedAccount;

const MAY_ASSUME = inline(allow('sts:*'));

const world = (accountId: string) =>
  account(accountId)
    .policy('everything')
    .user('alice', MAY_ASSUME)
    .accessKey('alice')
    .role('app', trusting('alice'), MAY_ASSUME);

beforeAll(async () => {
  server = await startServer();
  a = await place(server, world(A));
  await place(server, world(B));
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const role = (name: string, accountId = A) => `arn:aws:iam::${accountId}:role/${name}`;
const user = (name: string, accountId = A) => `arn:aws:iam::${accountId}:user/${name}`;

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

describe('case 66: the confused deputy', () => {
  const KEY = 'sts:ExternalId';
  it.each([
    ['none', {}],
    ['a wrong one', { ExternalId: 'ticket-8' }],
    ['one in other case', { ExternalId: 'TICKET-7' }],
    ['a wildcard', { ExternalId: 'ticket-:' }],
    ['one with something before', { ExternalId: 'xticket-7' }],
  ])('external id: %s', async (_what, input) => {
    const target = await roleTrusting(
      [trust({ AWS: A }, 'sts:AssumeRole', { StringEquals: { [KEY]: 'ticket-7' } })],
      {
        accountId: B,
      },
    );
    await expectRefused(server, B, () => assumeRole(a.keyOf('alice'), target, input), {
      refusal: refused(user('alice'), target),
      decision: { verdict: 'implicitDeny', by: 'trust' },
    });
    await assumeRole(a.keyOf('alice'), target, { ExternalId: 'ticket-7' });
  });

  it('given twice, it is nobody’s', async () => {
    const target = await roleTrusting([
      trust({ AWS: A }, 'sts:AssumeRole', { StringEquals: { [KEY]: 'ticket-7' } }),
    ]);
    const body = `RoleArn=${encodeURIComponent(target)}&RoleSessionName=work&ExternalId=wrong&ExternalId=ticket-7`;
    expect(rawRefusal(await query(server, a.keyOf('alice'), 'sts:AssumeRole', body))).toMatch(
      /^ValidationError 400 /,
    );
  });

  it('a star under StringEquals is a star', async () => {
    const target = await roleTrusting([
      trust({ AWS: A }, 'sts:AssumeRole', { StringEquals: { [KEY]: 'ticket-*' } }),
    ]);
    await expectRefused(server, A, () => assumeRole(a.keyOf('alice'), target, { ExternalId: 'ticket-7' }), {
      refusal: refused(user('alice'), target),
      decision: { verdict: 'implicitDeny', by: 'trust' },
    });
  });
});

describe('case 68: the limits of session policies', () => {
  /** A session policy of exactly this length. */
  const ofLength = (length: number): string => {
    const bare = document({ Sid: '', ...allow('iam:*') });
    return document({ Sid: 'x'.repeat(length - bare.length), ...allow('iam:*') });
  };
  const arns = (...names: readonly string[]) => ({ PolicyArns: names.map((arn) => ({ arn })) });
  const own = (name: string, accountId = A) => `arn:aws:iam::${accountId}:policy/${name}`;

  it('2,048 characters are taken, one more is refused', async () => {
    expect(ofLength(2048)).toHaveLength(2048);
    const { PackedPolicySize } = await assumeRole(a.keyOf('alice'), role('app'), { Policy: ofLength(2048) });
    expect(PackedPolicySize).toBeGreaterThan(0);
    expect(PackedPolicySize).toBeLessThanOrEqual(100);
    await expectRefused(
      server,
      A,
      () => assumeRole(a.keyOf('alice'), role('app'), { Policy: ofLength(2049) }),
      {
        refusal: /^(?:ValidationError|PackedPolicyTooLarge) 400 /,
      },
    );
  });

  it('ten managed policies are taken, eleven are refused', async () => {
    const many = (count: number) => arns(...Array.from({ length: count }, () => own('everything')));
    await assumeRole(a.keyOf('alice'), role('app'), many(10));
    await expectRefused(server, A, () => assumeRole(a.keyOf('alice'), role('app'), many(11)), {
      refusal: /^ValidationError 400 /,
    });
  });

  it.each([
    ['of another account', own('everything', B), /^ValidationError 400 /],
    ['that does not exist', own('nothing'), /^ValidationError 400 /],
    ['that is no ARN', 'everything-or-nothing', 'ValidationError 400 everything-or-nothing is invalid'],
    ['of a role', role('app'), /^ValidationError 400 /],
  ])('a managed policy %s', async (_what, arn, refusal) => {
    await expectRefused(server, A, () => assumeRole(a.keyOf('alice'), role('app'), arns(arn)), { refusal });
  });

  it("AWS's own and the account's limit the session", async () => {
    const target = await roleTrusting([trust({ AWS: A })]);
    await call(server, server.root(A), 'iam:AttachRolePolicy', {
      RoleName: target.split('/').at(-1),
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    });
    const limited = await assume(
      server,
      a.keyOf('alice'),
      target,
      arns('arn:aws:iam::aws:policy/IAMReadOnlyAccess'),
    );
    await call(server, limited, 'iam:ListUsers');
    const attempt = () => call(server, limited, 'iam:CreateUser', { UserName: 'eve' });
    await expectRefused(server, A, attempt, {
      refusal: /because no session policy allows the iam:CreateUser action$/,
      decision: { verdict: 'implicitDeny', by: 'session' },
      secrets: [limited],
    });
  });

  it('a managed session policy in the role’s account, not the caller’s, is meant', async () => {
    const target = await roleTrusting([trust({ AWS: A })], { accountId: B });
    await assumeRole(a.keyOf('alice'), target, arns(own('everything', B)));
    expect(await refusalOf(assumeRole(a.keyOf('alice'), target, arns(own('everything'))))).toMatch(
      /^ValidationError 400 /,
    );
  });

  it.each([
    ['no JSON', '{', /^MalformedPolicyDocument 400 /],
    ['a principal', document(trust({ AWS: '*' })), /^MalformedPolicyDocument 400 /],
    [
      'a duplicate key',
      '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}}',
      /^MalformedPolicyDocument 400 /,
    ],
  ])('a session policy with %s', async (_what, Policy, refusal) => {
    await expectRefused(server, A, () => assumeRole(a.keyOf('alice'), role('app'), { Policy }), { refusal });
    await assumeRole(a.keyOf('alice'), role('app'), { Policy: document(allowAllBut('iam:CreateUser')) });
  });

  it('tags that do not compress are too large together, and the answer says by how much', async () => {
    const target = await roleTrusting([trust({ AWS: A }, ['sts:AssumeRole', 'sts:TagSession'])]);
    const random = (length: number) =>
      Buffer.from(crypto.getRandomValues(new Uint8Array(length)))
        .toString('base64')
        .replaceAll('/', '.')
        .slice(0, length);
    const Tags = Array.from({ length: 50 }, (_, at) => ({ Key: `${at}-${random(120)}`, Value: random(256) }));
    await expectRefused(server, A, () => assumeRole(a.keyOf('alice'), target, { Tags }), {
      refusal:
        /^PackedPolicyTooLarge 400 Packed size of session tags consumes 1[0-9]{2}% of allotted space\.$/,
    });
    const { PackedPolicySize } = await assumeRole(a.keyOf('alice'), target, { Tags: Tags.slice(0, 10) });
    expect(PackedPolicySize).toBeGreaterThan(10);
  });
});
