/** Multi-factor authentication end to end: devices by IAM, codes by STS, conditions by policies. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, trusting } from '../fixtures/account.ts';
import { codeAt, HALF_MINUTE, twoCodes } from '../fixtures/mfa-codes.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type PlacedAccount, place } from './support/place.ts';
import { allow, deny, document, inline } from './support/policies.ts';
import { call, refusalOf, sessionCredentials } from './support/requests.ts';

const A = '111122223333';
const B = '444455556666';
const serial = (name: string) => `arn:aws:iam::${A}:mfa/${name}`;
const role = (name: string, accountId = A) => `arn:aws:iam::${accountId}:role/${name}`;
const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const recently = { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } };

const WRONG = 'AccessDenied 403 MultiFactorAuthentication failed with invalid MFA one time pass code. ';
const NOT_MINE =
  'AccessDenied 403 MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';
const PAIR =
  'AccessDenied 403 MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';

const trustingWithMfa = (accountId: string) => () => ({
  document: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: accountId },
        Action: 'sts:AssumeRole',
        Condition: { ...withMfa, ...recently },
      },
    ],
  }),
  bindings: {},
});

/** Each test has users of its own, for a code is good once. */
const NAMES = ['gst', 'once', 'many', 'guesser', 'chain', 'iam', 'pair', 'borrower', 'denied'];

let server: TestServer;
let a: PlacedAccount;
beforeAll(async () => {
  server = await startServer();
  const builder = account(A).role('guarded', trustingWithMfa(A), inline(allow('iam:ListUsers')));
  for (const name of NAMES) {
    builder
      .user(name, inline(allow('sts:AssumeRole'), allow('iam:ListUsers', '*', withMfa)))
      .accessKey(name)
      .mfaDevice(name, name);
  }
  a = await place(server, builder.mfaDevice('unassigned'));
  await place(server, account(B).role('guarded', trustingWithMfa(A)));
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const now = () => codeAt(Date.now());
const assume = (name: string, input: object, arn = role('guarded')) =>
  call(server, a.keyOf(name), 'sts:AssumeRole', { RoleArn: arn, RoleSessionName: 'work', ...input });
const sessionToken = (name: string, input: object) =>
  call(server, a.keyOf(name), 'sts:GetSessionToken', input);

describe('AssumeRole of a role that wants MFA', () => {
  it.each([A, B])('of account %s: refused without a code, allowed with one', async (accountId) => {
    const name = accountId === A ? 'iam' : 'denied';
    const arn = role('guarded', accountId);
    expect(await refusalOf(assume(name, {}, arn))).toMatch(/^AccessDenied 403 User: .* is not authorized/);
    const code = { SerialNumber: serial(name), TokenCode: now() };
    const session = sessionCredentials(await assume(name, code, arn));
    expect(session.accessKeyId).toMatch(/^ASIA/);
    // The session of a role does not say of its own requests that a code was given.
    const own = call(server, session, 'iam:ListUsers');
    if (accountId === A) await own;
    else expect(await refusalOf(own)).toMatch(/^AccessDenied/);
  });

  it('takes a code once, also from many at the same time', async () => {
    const input = { SerialNumber: serial('many'), TokenCode: now() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => refusalOf(assume('many', input))));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(new Set(answers.filter((answer) => answer !== undefined))).toEqual(new Set([WRONG]));
  });

  it.each([
    ['a code without a serial number', 'pair', () => ({ TokenCode: now() }), PAIR],
    ['a serial number without a code', 'pair', () => ({ SerialNumber: serial('pair') }), PAIR],
    [
      'a device of another user',
      'borrower',
      () => ({ SerialNumber: serial('pair'), TokenCode: now() }),
      NOT_MINE,
    ],
    [
      'a device of nobody',
      'borrower',
      () => ({ SerialNumber: serial('unassigned'), TokenCode: now() }),
      NOT_MINE,
    ],
    ['no device', 'borrower', () => ({ SerialNumber: serial('none'), TokenCode: now() }), NOT_MINE],
    [
      'a serial number in other capitals',
      'pair',
      () => ({ SerialNumber: serial('PAIR'), TokenCode: now() }),
      NOT_MINE,
    ],
    [
      'a serial number of hardware',
      'borrower',
      () => ({ SerialNumber: 'GAHT12345678', TokenCode: now() }),
      NOT_MINE,
    ],
    [
      'a code of ten minutes ago',
      'pair',
      () => ({ SerialNumber: serial('pair'), TokenCode: codeAt(Date.now() - 20 * HALF_MINUTE) }),
      WRONG,
    ],
  ] as const)('%s: refused', async (_what, name, input, expected) => {
    expect(await refusalOf(assume(name, input()))).toBe(expected);
  });

  it('a session of a role has no device to show', async () => {
    const session = sessionCredentials(
      await assume('chain', { SerialNumber: serial('chain'), TokenCode: now() }),
    );
    const chained = call(server, session, 'sts:AssumeRole', {
      RoleArn: role('guarded'),
      RoleSessionName: 'next',
      SerialNumber: serial('chain'),
      TokenCode: codeAt(Date.now() + HALF_MINUTE),
    });
    expect(await refusalOf(chained)).toBe(NOT_MINE);
  });

  it('after five wrong codes a right one is not tried', async () => {
    for (let i = 0; i < 5; i++) {
      const wrong = {
        SerialNumber: serial('guesser'),
        TokenCode: codeAt(Date.now() - (100 + i) * HALF_MINUTE),
      };
      expect(await refusalOf(assume('guesser', wrong))).toBe(WRONG);
    }
    const right = { SerialNumber: serial('guesser'), TokenCode: now() };
    expect(await refusalOf(assume('guesser', right))).toBe(WRONG);
  });
});

describe('GetSessionToken', () => {
  it('with a code makes a session that says so, and may call IAM; without one it may not', async () => {
    const without = sessionCredentials(await sessionToken('gst', {}));
    expect(await refusalOf(call(server, without, 'iam:ListUsers'))).toMatch(/^InvalidClientTokenId 403/);
    const session = sessionCredentials(
      await sessionToken('gst', { SerialNumber: serial('gst'), TokenCode: now() }),
    );
    await call(server, session, 'iam:ListUsers');
    await call(server, session, 'sts:AssumeRole', { RoleArn: role('guarded'), RoleSessionName: 'work' });
  });
});

describe('a device made, enabled and used through the SDK', () => {
  it('works from its seed to a session', async () => {
    const root = server.root(A);
    const made = await call<{ VirtualMFADevice: { SerialNumber: string; Base32StringSeed: Uint8Array } }>(
      server,
      root,
      'iam:CreateVirtualMFADevice',
      { VirtualMFADeviceName: 'fresh' },
    );
    const { SerialNumber, Base32StringSeed } = made.VirtualMFADevice;
    const seed = Buffer.from(Base32StringSeed).toString();
    // A device that the user has already does not stand in the way of another one.
    await call(server, root, 'iam:EnableMFADevice', {
      UserName: 'once',
      SerialNumber,
      ...twoCodes(Date.now(), seed),
    });
    const used = { SerialNumber, TokenCode: codeAt(Date.now(), seed) };
    expect(await refusalOf(assume('once', used))).toBe(WRONG);
    await assume('once', { SerialNumber, TokenCode: codeAt(Date.now() + HALF_MINUTE, seed) });
  });
});

describe('case 173: after a restart', () => {
  it('a code that was taken is not taken again', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'stint-mfa-'));
    try {
      const masterKey = { kind: 'environment', variable: 'STINT_TEST_MASTER_KEY' } as const;
      const key = Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('base64');
      const begin = () => {
        process.env['STINT_TEST_MASTER_KEY'] = key;
        return startServer({ data: join(directory, 'data') }, { masterKey });
      };
      let own = await begin();
      const placed = await place(
        own,
        account(A)
          .role('guarded', trusting(A), { inline: [{ name: 'p', document: document(deny('*')) }] })
          .user('alice', inline(allow('sts:AssumeRole')))
          .accessKey('alice')
          .mfaDevice('alice', 'alice'),
      );
      const input = {
        RoleArn: role('guarded'),
        RoleSessionName: 'work',
        SerialNumber: serial('alice'),
        TokenCode: now(),
      };
      await call(own, placed.keyOf('alice'), 'sts:AssumeRole', input);
      await own.stop();
      own = await begin();
      expect(await refusalOf(call(own, placed.keyOf('alice'), 'sts:AssumeRole', input))).toBe(WRONG);
      await own.stop();
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
