/** Attack cases on temporary credentials: what a token proves, how long, and what its session may do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { because, expectRefused, notAuthorized } from '../api/support/attack.ts';
import { type PlacedAccount, place } from '../api/support/place.ts';
import { allow, deny, document, inline, trust } from '../api/support/policies.ts';
import {
  assume,
  call,
  element,
  query,
  type SessionCredentials,
  sessionCredentials,
} from '../api/support/requests.ts';
import { account, trusting } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const B = '444455556666';
const UNKNOWN_TOKEN = 'InvalidClientTokenId 403 The security token included in the request is invalid.';
const RESTRICTED_TOKEN = 'InvalidClientTokenId 403 The security token included in the request is invalid';

let server: TestServer;
let a: PlacedAccount;
let b: PlacedAccount;

const world = (accountId: string) =>
  account(accountId)
    .user('alice', inline(allow('*')))
    .accessKey('alice')
    .user('bob')
    .accessKey('bob')
    .role('app', trusting('alice', 'bob'), inline(allow('iam:GetRole')))
    .role('admin', trusting('alice'), inline(allow('*')))
    .role('reader', trusting('alice'), inline(allow(['iam:Get*', 'iam:List*'])));

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
const session = (name: string, accountId = A) => `arn:aws:sts::${accountId}:assumed-role/${name}/work`;
const whoami = (credentials: Credentials) =>
  call<{ Arn: string }>(server, credentials, 'sts:GetCallerIdentity');

describe('what a token proves', () => {
  let one: SessionCredentials;
  let other: SessionCredentials;
  beforeAll(async () => {
    one = await assume(server, a.keyOf('alice'), role('app'));
    other = await assume(server, a.keyOf('alice'), role('app'));
  });

  const refuseIdentity = (credentials: Credentials, refusal = UNKNOWN_TOKEN, secrets = [one, other]) =>
    expectRefused(server, A, () => whoami(credentials), { refusal, secrets });

  it('case 24: the key of the signature says who calls, not a parameter or header', async () => {
    const claims = {
      AccessKeyId: a.keyOf('alice').accessKeyId,
      UserName: 'alice',
      PrincipalArn: `arn:aws:iam::${A}:root`,
    };
    const headers = { 'x-iam-principal': `arn:aws:iam::${A}:root`, 'x-account-id': B };
    const answer = await query(server, a.keyOf('bob'), 'sts:GetCallerIdentity', claims, headers);
    expect(element(answer, 'Arn')).toBe(`arn:aws:iam::${A}:user/bob`);
  });

  it('case 25: a temporary key without its token', async () => {
    const { sessionToken: _, ...bare } = one;
    await refuseIdentity(bare);
    expect(await whoami(one)).toMatchObject({ Arn: session('app') });
  });

  it('case 26: the token of one session with key and secret of another', async () => {
    const elsewhere = await assume(server, b.keyOf('alice'), role('app', B));
    const admin = await assume(server, a.keyOf('alice'), role('admin'));
    for (const token of [other, elsewhere, admin]) {
      await refuseIdentity({ ...one, sessionToken: token.sessionToken });
    }
    await refuseIdentity(
      { ...one, secretAccessKey: other.secretAccessKey },
      'SignatureDoesNotMatch 403 The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
    expect(await whoami(other)).toMatchObject({ Arn: session('app') });
  });

  it('case 27: a long-term or root key with a session token', async () => {
    await refuseIdentity({ ...a.keyOf('alice'), sessionToken: one.sessionToken });
    await refuseIdentity({ ...server.root(A), sessionToken: one.sessionToken });
    expect(await whoami(a.keyOf('alice'))).toMatchObject({ Arn: `arn:aws:iam::${A}:user/alice` });
  });

  it('case 28: a changed token, in one error class whatever was changed', async () => {
    const sealed = Buffer.from(one.sessionToken, 'base64');
    const forged: Buffer[] = [];
    for (let bit = 0; bit < sealed.length * 8; bit += 31) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      forged.push(flipped);
    }
    for (const length of [0, 1, 12, 28, sealed.length - 1]) forged.push(sealed.subarray(0, length));
    forged.push(Buffer.concat([sealed, Buffer.from([0])]), Buffer.concat([sealed, sealed]));
    forged.push(Buffer.from(sealed).reverse(), Buffer.alloc(sealed.length));
    for (const bytes of forged) {
      const sessionToken = bytes.length === 0 ? '=' : bytes.toString('base64');
      await refuseIdentity({ ...one, sessionToken }, UNKNOWN_TOKEN, []);
    }
    expect(await whoami(one)).toMatchObject({ Arn: session('app') });
  });

  it.each([
    ['white space within', (token: string) => `${token.slice(0, 8)} ${token.slice(8)}`],
    ['an illegal character at its end', (token: string) => `${token}!`],
    ['more padding', (token: string) => `${token}==`],
    ['the alphabet of URLs', (token: string) => token.replaceAll('+', '-').replaceAll('/', '_')],
    ['another case', (token: string) => token.toLowerCase()],
  ])('case 29: the token with %s', async (_what, change) => {
    // The alphabets differ by two characters only: a token that has one of them.
    let issued = one;
    while (!/[+/]/.test(issued.sessionToken)) issued = await assume(server, a.keyOf('alice'), role('app'));
    await refuseIdentity({ ...issued, sessionToken: change(issued.sessionToken) }, UNKNOWN_TOKEN, [issued]);
    expect(await whoami(issued)).toMatchObject({ Arn: session('app') });
  });

  it('case 29: the token with other spare bits in its last character', async () => {
    let issued = one;
    // Token lengths vary with what is in them; spare bits are there unless the bytes divide by three.
    for (let length = 2; !issued.sessionToken.endsWith('='); length++) {
      const RoleSessionName = 'w'.repeat(length);
      issued = await assume(server, a.keyOf('alice'), role('app'), { RoleSessionName });
    }
    const spelled = issued.sessionToken.replace(
      /([A-Za-z0-9+/])(=+)$/,
      (_all, last: string, padding: string) => {
        const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
        return `${alphabet[alphabet.indexOf(last) + 1]}${padding}`;
      },
    );
    expect(Buffer.from(spelled, 'base64')).toEqual(Buffer.from(issued.sessionToken, 'base64'));
    await refuseIdentity({ ...issued, sessionToken: spelled }, UNKNOWN_TOKEN, [issued]);
  });

  it('case 30: an expired token stays expired, also when the clock is set back', async () => {
    const later = await startServer();
    try {
      const { keyOf } = await place(later, world(A));
      const short = await assume(later, keyOf('alice'), role('app'), { DurationSeconds: 900 });
      const { clock } = later.serving.node;
      const attempt = () => call(later, short, 'sts:GetCallerIdentity');
      const issued = clock.now();
      expect(await attempt()).toMatchObject({ Arn: session('app') });
      clock.advanceTo(issued + 901_000);
      const expired = {
        refusal: 'ExpiredToken 403 The security token included in the request is expired',
        secrets: [short],
      };
      await expectRefused(later, A, attempt, expired);
      // The machine's clock was never moved: the service's own has gone ahead of it, and does not go back.
      clock.advanceTo(issued - 86_400_000);
      expect(clock.wall()).toBeLessThan(issued + 60_000);
      await expectRefused(later, A, attempt, expired);
      expect(await call(later, keyOf('alice'), 'sts:GetCallerIdentity')).toMatchObject({ Account: A });
    } finally {
      await later.stop();
    }
  });
});

describe('what a session may do', () => {
  it('case 32: a session policy that omits or denies AssumeRole ends the chain', async () => {
    await call(server, server.root(A), 'iam:CreateRole', {
      RoleName: 'next',
      AssumeRolePolicyDocument: document(trust({ AWS: role('admin') })),
    });
    const attempt = (credentials: Credentials) => () =>
      call(server, credentials, 'sts:AssumeRole', { RoleArn: role('next'), RoleSessionName: 'work' });
    const omitted = await assume(server, a.keyOf('alice'), role('admin'), {
      Policy: document(allow('iam:*')),
    });
    await expectRefused(server, A, attempt(omitted), {
      refusal: notAuthorized(
        session('admin'),
        'sts:AssumeRole',
        role('next'),
        because('session policy', 'sts:AssumeRole'),
      ),
      decision: { verdict: 'implicitDeny', by: 'session' },
      secrets: [omitted],
    });
    const denied = await assume(server, a.keyOf('alice'), role('admin'), {
      Policy: document(allow('*'), deny('sts:AssumeRole')),
    });
    await expectRefused(server, A, attempt(denied), {
      refusal: notAuthorized(
        session('admin'),
        'sts:AssumeRole',
        role('next'),
        'with an explicit deny in a session policy',
      ),
      decision: { verdict: 'explicitDeny', by: 'session' },
    });
    const free = await assume(server, a.keyOf('alice'), role('admin'));
    expect(await attempt(free)()).toMatchObject({ AssumedRoleUser: { Arn: session('next') } });
  });

  it("case 33: credentials of one account reach nothing of another's, and learn nothing of it", async () => {
    const admin = await assume(server, a.keyOf('alice'), role('admin'));
    const keyOfB = b.keyOf('bob').accessKeyId;
    // There is a bob in A too: the names are A's own.
    expect(await call(server, admin, 'iam:GetUser', { UserName: 'bob' })).toMatchObject({
      User: { Arn: `arn:aws:iam::${A}:user/bob` },
    });
    const noSuchKey = `NoSuchEntity 404 The Access Key with id ${keyOfB} cannot be found.`;
    for (const [operation, input, refusal] of [
      ['iam:UpdateAccessKey', { UserName: 'bob', AccessKeyId: keyOfB, Status: 'Inactive' }, noSuchKey],
      ['iam:DeleteAccessKey', { UserName: 'bob', AccessKeyId: keyOfB }, noSuchKey],
      // AWS answers for a key that is not of the account as for one that it does not let see.
      [
        'iam:GetAccessKeyLastUsed',
        { AccessKeyId: keyOfB },
        new RegExp(`^(?:AccessDenied 403|NoSuchEntity 404) .*${keyOfB}`),
      ],
    ] as const) {
      await expectRefused(server, A, () => call(server, admin, operation, input), { refusal });
    }
    // A role of B that exists and one that does not: one answer.
    for (const name of ['admin', 'nobody']) {
      await expectRefused(
        server,
        B,
        () => call(server, admin, 'sts:AssumeRole', { RoleArn: role(name, B), RoleSessionName: 'work' }),
        {
          refusal: notAuthorized(session('admin'), 'sts:AssumeRole', role(name, B)),
          decision: { verdict: 'implicitDeny', by: 'trust' },
        },
      );
    }
    expect(await whoami(b.keyOf('bob'))).toMatchObject({ Account: B });
  });

  it('case 36: an administrator who assumed a role that reads cannot write', async () => {
    const reader = await assume(server, a.keyOf('alice'), role('reader'));
    await expectRefused(server, A, () => call(server, reader, 'iam:CreateUser', { UserName: 'eve' }), {
      refusal: notAuthorized(
        session('reader'),
        'iam:CreateUser',
        `arn:aws:iam::${A}:user/eve`,
        because('identity-based policy', 'iam:CreateUser'),
      ),
      decision: { verdict: 'implicitDeny', by: 'identity', action: 'iam:CreateUser' },
      secrets: [reader],
    });
    expect(await call(server, reader, 'iam:ListUsers')).toMatchObject({ IsTruncated: false });
  });

  it('case 38: a limited session makes keys, users and roles only as far as the intersection allows', async () => {
    const limited = await assume(server, a.keyOf('alice'), role('admin'), {
      Policy: document(allow('iam:CreateUser', `arn:aws:iam::${A}:user/temp-*`), allow('iam:GetRole')),
    });
    const arn = session('admin');
    const attempts = [
      ['iam:CreateAccessKey', { UserName: 'alice' }, `arn:aws:iam::${A}:user/alice`],
      ['iam:CreateUser', { UserName: 'eve' }, `arn:aws:iam::${A}:user/eve`],
      [
        'iam:CreateRole',
        { RoleName: 'eve', AssumeRolePolicyDocument: document(trust({ AWS: A })) },
        role('eve'),
      ],
      [
        'iam:PutRolePolicy',
        { RoleName: 'admin', PolicyName: 'p', PolicyDocument: document(allow('*')) },
        role('admin'),
      ],
    ] as const;
    for (const [operation, input, resource] of attempts) {
      await expectRefused(server, A, () => call(server, limited, operation, input), {
        refusal: notAuthorized(arn, operation, resource, because('session policy', operation)),
        decision: { verdict: 'implicitDeny', by: 'session', action: operation },
        secrets: [limited],
      });
    }
    expect(await call(server, limited, 'iam:CreateUser', { UserName: 'temp-1' })).toMatchObject({
      User: { UserName: 'temp-1' },
    });
    // A user that it makes has no more than what is given to it, and a role session has no name of its own to act on.
    await expectRefused(server, A, () => call(server, limited, 'iam:CreateAccessKey', {}), {
      refusal: 'ValidationError 400 Must specify userName when calling with non-User credentials',
    });
  });

  it('case 40: GetSessionToken without MFA: no IAM, and of STS only AssumeRole and GetCallerIdentity', async () => {
    const issued = sessionCredentials(await call(server, a.keyOf('alice'), 'sts:GetSessionToken'));
    for (const [operation, input] of [
      ['iam:ListUsers', {}],
      ['iam:GetUser', {}],
      ['iam:CreateAccessKey', {}],
    ] as const) {
      await expectRefused(server, A, () => call(server, issued, operation, input), {
        refusal: RESTRICTED_TOKEN,
        secrets: [issued],
      });
    }
    for (const [operation, input] of [
      ['GetSessionToken', {}],
      ['GetFederationToken', { Name: 'guest' }],
      ['GetAccessKeyInfo', { AccessKeyId: issued.accessKeyId }],
    ] as const) {
      await expectRefused(server, A, () => call(server, issued, `sts:${operation}`, input), {
        refusal: `AccessDenied 403 Cannot call ${operation} with session credentials`,
        secrets: [issued],
      });
    }
    expect(await whoami(issued)).toMatchObject({ Arn: `arn:aws:iam::${A}:user/alice` });
    const chained = await assume(server, issued, role('app'));
    expect(await whoami(chained)).toMatchObject({ Arn: session('app') });
  });

  it('case 41: GetFederationToken: no IAM, no AssumeRole, and no rights of its own without a policy', async () => {
    const issue = (input: object) =>
      call(server, a.keyOf('alice'), 'sts:GetFederationToken', { Name: 'guest', ...input });
    const bare = sessionCredentials(await issue({}));
    const wide = sessionCredentials(await issue({ Policy: document(allow('*')) }));
    await call(server, server.root(A), 'iam:CreateRole', {
      RoleName: 'for-everyone',
      AssumeRolePolicyDocument: document(trust({ AWS: '*' })),
    });
    for (const issued of [bare, wide]) {
      await expectRefused(server, A, () => call(server, issued, 'iam:ListUsers'), {
        refusal: RESTRICTED_TOKEN,
        secrets: [issued],
      });
      await expectRefused(
        server,
        A,
        () =>
          call(server, issued, 'sts:AssumeRole', {
            RoleArn: role('for-everyone'),
            RoleSessionName: 'work',
          }),
        { refusal: 'AccessDenied 403 Cannot call AssumeRole with session credentials', secrets: [issued] },
      );
      expect(await whoami(issued)).toMatchObject({
        Arn: `arn:aws:sts::${A}:federated-user/guest`,
        UserId: `${A}:guest`,
      });
    }
  });
});
