/** Passwords through the AWS SDK, with hashes that are really made: who may, what is told, what is recorded, what stays. */
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../fixtures/account.ts';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { type PlacedAccount, place } from './support/place.ts';
import { allow, deny, document, inline } from './support/policies.ts';
import { call, query, refusalOf } from './support/requests.ts';
import { watch } from './support/watch.ts';

const A = '111122223333';
const OLD = 'old Password 1';
const NEW = 'new Password 2';
const change = { OldPassword: OLD, NewPassword: NEW };
const CHANGE = 'iam:ChangePassword';
const WRONG = 'AccessDenied 403 The old password was incorrect.';
const THROTTLED = 'Throttling 400 Rate exceeded';

let server: TestServer;
let a: PlacedAccount;
let root: Credentials;
const user = (name: string) => `arn:aws:iam::${A}:user/${name}`;
const hashes = () => server.serving.node.hashing.queue.total;

/** Each test has users of its own. */
const NAMES = ['plain', 'guesser', 'racer', 'granted', 'bounded', 'denied', 'twice', 'again', 'reader'];

beforeAll(async () => {
  server = await startServer();
  root = server.root(A);
  const builder = account(A)
    .policy('no-passwords', document(allow('s3:*')))
    .user('nobody-special')
    .accessKey('nobody-special')
    .password('nobody-special', OLD);
  for (const name of NAMES) {
    const may = { plain: CHANGE, guesser: CHANGE, racer: CHANGE, twice: CHANGE, again: CHANGE }[name];
    builder
      .user(name, {
        ...(may === undefined ? {} : inline(allow(may))),
        ...(name === 'denied' ? inline(deny(CHANGE)) : {}),
        ...(name === 'bounded' ? { boundary: `arn:aws:iam::${A}:policy/no-passwords` } : {}),
      })
      .accessKey(name)
      .password(name, OLD);
  }
  a = await place(server, builder);
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const changeBy = (name: string, input: object = change) => call(server, a.keyOf(name), CHANGE, input);
const isPassword = (name: string, password: string) =>
  // Whoever gives the right old password gets as far as the rules for the new one.
  refusalOf(changeBy(name, { OldPassword: password, NewPassword: password })).then(
    (refusal) => refusal === undefined,
  );

describe('a login profile', () => {
  it('is made, read, changed and taken away', async () => {
    await call(server, root, 'iam:CreateUser', { UserName: 'alice' });
    const alice = { UserName: 'alice' };
    const made = await call(server, root, 'iam:CreateLoginProfile', { ...alice, Password: OLD });
    expect(made).toMatchObject({
      LoginProfile: { UserName: 'alice', CreateDate: expect.any(Date), PasswordResetRequired: false },
    });
    await call(server, root, 'iam:UpdateLoginProfile', { ...alice, PasswordResetRequired: true });
    expect(await call(server, root, 'iam:GetLoginProfile', alice)).toMatchObject({
      LoginProfile: { ...(made as { LoginProfile: object }).LoginProfile, PasswordResetRequired: true },
    });
    await call(server, root, 'iam:DeleteLoginProfile', alice);
    expect(await refusalOf(call(server, root, 'iam:GetLoginProfile', alice))).toBe(
      'NoSuchEntity 404 Login Profile for User alice cannot be found.',
    );
  });

  it('answers on the wire as AWS does', async () => {
    const { body } = await query(server, root, 'iam:GetLoginProfile', { UserName: 'reader' });
    expect(body).toMatch(
      /<LoginProfile>\s*<UserName>reader<\/UserName>\s*<CreateDate>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/CreateDate>\s*<PasswordResetRequired>false<\/PasswordResetRequired>\s*<\/LoginProfile>/,
    );
    const updated = await query(server, root, 'iam:UpdateLoginProfile', { UserName: 'reader' });
    expect(updated.body).not.toContain('UpdateLoginProfileResult');
  });

  it.each([
    ['129 characters', 'a'.repeat(129)],
    ['a character beyond Latin-1', 'Password 1 \u0100'],
    ['NUL', 'Password 1 \u0000'],
    ['nothing', ''],
  ])('case 166: takes no password of %s, and does not show what it was', async (_what, Password) => {
    const before = hashes();
    const refusal = await refusalOf(
      call(server, root, 'iam:CreateLoginProfile', { UserName: 'reader', Password }),
    );
    expect(refusal).toMatch(/^ValidationError 400 /);
    if (Password !== '') expect(refusal).not.toContain(Password);
    expect(hashes()).toBe(before);
  });

  it('takes 128 characters of the widest range', async () => {
    await call(server, root, 'iam:CreateUser', { UserName: 'wide' });
    const Password = `\u00ff\u0020A1 \t${'\u00e9'.repeat(121)}!`;
    expect(Password).toHaveLength(128);
    await call(server, root, 'iam:CreateLoginProfile', { UserName: 'wide', Password });
  });

  it('is in no answer, and its password in no event', async () => {
    const { event } = await watch(server, A, () =>
      call(server, root, 'iam:UpdateLoginProfile', { UserName: 'reader', Password: 'canary Password 7' }),
    );
    expect(event).toMatchObject({
      eventName: 'UpdateLoginProfile',
      readOnly: false,
      requestParameters: { userName: 'reader' },
      responseElements: {},
    });
    const changed = await watch(server, A, () =>
      changeBy('twice', { ...change, NewPassword: 'canary Password 8' }),
    );
    expect(changed.event).toMatchObject({ eventName: 'ChangePassword', requestParameters: null });
    const wrong = await watch(server, A, () =>
      changeBy('twice', { ...change, OldPassword: 'canary Password 9' }),
    );
    expect(wrong.event).toMatchObject({
      errorCode: 'AccessDenied',
      errorMessage: 'The old password was incorrect.',
    });
    expect(JSON.stringify([event, changed.event, wrong.event])).not.toMatch(/canary|argon2|old Password/);
  });
});

describe('hashing', () => {
  it('is for nobody who may not ask for it', async () => {
    const before = hashes();
    const eve = a.keyOf('nobody-special');
    for (const [operation, input] of [
      ['iam:CreateLoginProfile', { UserName: 'nobody', Password: NEW }],
      ['iam:UpdateLoginProfile', { UserName: 'plain', Password: NEW }],
      [CHANGE, change],
    ] as const) {
      const seen = await watch(server, A, () => call(server, eve, operation, input));
      expect(seen.refusal).toMatch(/^AccessDenied 403 User: .* is not authorized to perform/);
      expect(seen.event.stint?.decision).toMatchObject({ verdict: 'implicitDeny', action: operation });
    }
    expect(hashes()).toBe(before);
  });

  it('keeps no other writer waiting', async () => {
    const order: string[] = [];
    await Promise.all([
      call(server, root, 'iam:UpdateLoginProfile', { UserName: 'reader', Password: NEW }).then(() =>
        order.push('password'),
      ),
      call(server, root, 'iam:TagUser', { UserName: 'reader', Tags: [{ Key: 'k', Value: 'v' }] }).then(() =>
        order.push('tag'),
      ),
    ]);
    expect(order).toEqual(['tag', 'password']);
  });

  it('case 69: is of no use to whoever lost the permission meanwhile', async () => {
    const before = hashes();
    const setting = refusalOf(changeBy('racer'));
    while (hashes() === before) await setImmediate();
    const losing = call(server, root, 'iam:DeleteUserPolicy', { UserName: 'racer', PolicyName: 'granted' });
    const [refusal] = await Promise.all([setting, losing]);
    expect(refusal).toMatch(/^AccessDenied 403 User: .* because no identity-based policy allows/);
  });
});

describe('ChangePassword', () => {
  it('changes the password of the caller, who must know the old one', async () => {
    expect(await refusalOf(changeBy('plain', { ...change, OldPassword: NEW }))).toBe(WRONG);
    await changeBy('plain');
    expect(await isPassword('plain', OLD)).toBe(false);
    expect(await isPassword('plain', NEW)).toBe(true);
  });

  it('row 14: five wrong old passwords, also at once, and then none is tried, not even the right one', async () => {
    const guess = (n: number) => refusalOf(changeBy('guesser', { ...change, OldPassword: `guess ${n}` }));
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(n)));
    expect(outcomes.filter((one) => one === WRONG)).toHaveLength(5);
    expect(outcomes.filter((one) => one === THROTTLED)).toHaveLength(15);
    expect(await refusalOf(changeBy('guesser'))).toBe(THROTTLED);
    // Nobody else is kept from it.
    expect(await refusalOf(changeBy('again', { ...change, OldPassword: 'x' }))).toBe(WRONG);
  });

  it('of one password twice at once is taken once', async () => {
    const both = await Promise.all(
      ['third Password 3', 'fourth Password 4'].map((NewPassword) =>
        refusalOf(changeBy('again', { ...change, NewPassword })),
      ),
    );
    const REFUSED =
      'EntityTemporarilyUnmodifiable 409 Login Profile for User again cannot be modified while login profile is being changed.';
    expect(both.sort()).toEqual([REFUSED, undefined]);
  });

  it('is for users', async () => {
    expect(await refusalOf(call(server, root, CHANGE, change))).toBe(
      'InvalidUserType 400 Only IAM Users can change their own password',
    );
  });
});

describe('AllowUsersToChangePassword', () => {
  const allowed = (AllowUsersToChangePassword: boolean) =>
    call(server, root, 'iam:UpdateAccountPasswordPolicy', { AllowUsersToChangePassword });
  const notAuthorized = (name: string, reason: string) =>
    `AccessDenied 403 User: ${user(name)} is not authorized to perform: ${CHANGE} on resource: ${user(name)} ${reason}`;

  it('gives every user its own password to change and the rules to read, and nothing else', async () => {
    const readRules = () => call(server, a.keyOf('granted'), 'iam:GetAccountPasswordPolicy');
    await allowed(false);
    expect(await refusalOf(changeBy('granted'))).toBe(
      notAuthorized('granted', `because no identity-based policy allows the ${CHANGE} action`),
    );
    expect(await refusalOf(readRules())).toMatch(/^AccessDenied 403 /);
    await allowed(true);
    expect(await readRules()).toMatchObject({ PasswordPolicy: { AllowUsersToChangePassword: true } });
    const { event } = await watch(server, A, () => changeBy('granted'));
    expect(event.stint?.decision).toMatchObject({
      verdict: 'allowed',
      policy: { name: 'AllowUsersToChangePassword' },
    });
    const other = { UserName: 'plain', Password: NEW };
    expect(await refusalOf(call(server, a.keyOf('granted'), 'iam:UpdateLoginProfile', other))).toMatch(
      /^AccessDenied 403 /,
    );
  });

  it('is heard beside denies and boundaries, not instead of them', async () => {
    await allowed(true);
    expect(await refusalOf(changeBy('denied'))).toBe(
      notAuthorized('denied', 'with an explicit deny in an identity-based policy'),
    );
    expect(await refusalOf(changeBy('bounded'))).toBe(
      notAuthorized('bounded', `because no permissions boundary allows the ${CHANGE} action`),
    );
  });
});

describe('passwords of a data directory', () => {
  const B = '444455556666';
  let directory: TestDirectory;
  let own: TestServer;
  let placed: PlacedAccount;
  const start = async (): Promise<void> => {
    own = await startServer({ data: directory.data }, { masterKey: directory.masterKey });
  };
  beforeAll(async () => {
    directory = testDirectory();
    await start();
    const builder = account(B)
      .user('alice', inline(allow(CHANGE)))
      .accessKey('alice');
    placed = await place(own, builder);
    await call(own, own.root(B), 'iam:UpdateAccountPasswordPolicy', { PasswordReusePrevention: 2 });
    await call(own, own.root(B), 'iam:CreateLoginProfile', { UserName: 'alice', Password: OLD });
  });
  afterAll(async () => {
    await own.stop();
    expect(own.faults).toEqual([]);
    directory.remove();
  });
  const byAlice = (OldPassword: string, NewPassword: string) =>
    refusalOf(call(own, placed.keyOf('alice'), CHANGE, { OldPassword, NewPassword }));
  const USED =
    'PasswordPolicyViolation 400 Policy constraint violation with password reuse prevention during password change.';

  it('outlive a restart and a new key, with those that must not come back', async () => {
    expect(await byAlice(OLD, NEW)).toBeUndefined();
    await own.stop();
    await start();
    expect(await byAlice(NEW, OLD)).toBe(USED);
    const rotated = await own.serving.node.operator.run('RotateKeyring', {
      Purposes: ['secrets'],
      Retire: true,
    });
    expect(rotated).toMatchObject({ Purposes: [{ Renewed: 3, RetiredVersions: [1] }] });
    expect(await byAlice(NEW, OLD)).toBe(USED);
    expect(await byAlice(NEW, 'third Password 3')).toBeUndefined();
    expect(await byAlice('third Password 3', OLD)).toBeUndefined();
  });

  it('case 174: stand nowhere in the files, nor do their hashes', async () => {
    await own.stop();
    const text = directory.everything();
    for (const form of ['argon2', OLD, NEW, Buffer.from('$argon2id').toString('base64').slice(0, 10)]) {
      expect(text.includes(form), form).toBe(false);
    }
    await start();
  });
});
