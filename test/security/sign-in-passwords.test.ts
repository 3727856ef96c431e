/** Cases 160 to 162, 166 and 168: who gets in with a password, what the others learn, and how often they may try. */
import { hashSync } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { change, place } from '../api/support/place.ts';
import { call } from '../api/support/requests.ts';
import { account, type PasswordOptions, theUser } from '../fixtures/account.ts';
import { startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const PASSWORD = 'right Password 1';
const DAY = 86_400_000;

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const node = () => server.serving.node;
const root = () => server.root(A);
const iam = (operation: string, input: object = {}) => call(server, root(), `iam:${operation}`, input);

/** An account with alice, who has a password, bob, who has none, and a root that has one. */
async function placed(options: PasswordOptions = {}): Promise<void> {
  const builder = account(A)
    .user('alice', { path: '/staff/' })
    .password('alice', PASSWORD, options)
    .user('bob')
    .password('root', 'root Password 1');
  await place(server, builder);
  await iam('CreateAccountAlias', { AccountAlias: 'acme' });
}

let clients = 0;
/** From an address that nobody came from, unless one is given. */
function signIn(
  userName: string | undefined,
  password: string,
  more: { account?: string; address?: string } = {},
) {
  clients += 1;
  const address = `198.51.${Math.floor(clients / 256)}.${clients % 256}`;
  return node().signIn.verify({ account: A, userName, password, address, ...more });
}

const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    (signedIn) => (signedIn === undefined ? 'nobody' : 'in'),
    ({ code }: { code?: string }) => code,
  );

describe('the right password', () => {
  it.each([
    ['a user', A, 'alice', PASSWORD, 'alice'],
    ['a user in other capitals', A, 'ALICE', PASSWORD, 'alice'],
    ['a user, by the alias of the account', 'acme', 'alice', PASSWORD, 'alice'],
    ['a user, by the alias in other capitals', 'ACME', 'alice', PASSWORD, 'alice'],
    ['the root', A, undefined, 'root Password 1', undefined],
  ])('lets in %s', async (_what, where, userName, password, name) => {
    await placed();
    const signedIn = await signIn(userName, password, { account: where });
    expect(signedIn).toMatchObject({ state: 'good', account: { accountId: A } });
    expect(signedIn!.user?.name).toBe(name);
    expect(signedIn!.profile.id).toBe(name === undefined ? 'root' : signedIn!.user!.id);
  });

  it('case 166: is the same when a keyboard writes a letter and its mark apart, and nothing else is', async () => {
    await placed();
    await iam('CreateLoginProfile', { UserName: 'bob', Password: 'Caf\u00e9 \u00b2\u00e9 1' });
    expect(await outcome(signIn('bob', 'Cafe\u0301 \u00b2e\u0301 1'))).toBe('in');
    expect(await outcome(signIn('bob', 'Caf\u00e9 2\u00e9 1'))).toBe('nobody');
    expect(await outcome(signIn('bob', 'Cafe \u00b2e 1'))).toBe('nobody');
  });

  it('case 166: renews a hash that was made with other parameters, once', async () => {
    await placed({ earlier: ['earlier Password 0'] });
    await iam('UpdateAccountPasswordPolicy', { PasswordReusePrevention: 2 });
    const total = () => node().hashing.queue.total;
    const before = total();
    await signIn('alice', PASSWORD);
    // One to verify, one to renew.
    expect(total() - before).toBe(2);
    expect(await outcome(signIn('alice', 'wrong'))).toBe('nobody');
    expect(await outcome(signIn('alice', PASSWORD))).toBe('in');
    expect(total() - before).toBe(4);
    await expect(
      iam('UpdateLoginProfile', { UserName: 'alice', Password: 'earlier Password 0' }),
    ).rejects.toThrow('password reuse prevention');
  });

  it('is noted as used once whoever gave it is in, of several times within five minutes the first', async () => {
    await placed();
    const lastUsed = async (userName?: string) =>
      (
        (await iam('GetUser', userName === undefined ? {} : { UserName: userName })) as {
          User: { PasswordLastUsed?: Date };
        }
      ).User.PasswordLastUsed;
    const signedIn = (await signIn('alice', PASSWORD))!;
    expect(await lastUsed('alice')).toBeUndefined();
    node().signIn.noteUse(signedIn);
    const used = (await lastUsed('alice'))!;
    expect(Date.now() - used.getTime()).toBeLessThan(5000);
    const noted = node().accounts.peek(A)!.lastUsed;
    noted.set(signedIn.user!.id, { at: Date.now() - 299_000, service: 'signin', region: 'us-east-1' });
    node().signIn.noteUse(signedIn);
    expect(Date.now() - (await lastUsed('alice'))!.getTime()).toBeGreaterThan(290_000);
    noted.set(signedIn.user!.id, { at: Date.now() - 301_000, service: 'signin', region: 'us-east-1' });
    node().signIn.noteUse(signedIn);
    expect(Date.now() - (await lastUsed('alice'))!.getTime()).toBeLessThan(5000);
    node().signIn.noteUse((await signIn(undefined, 'root Password 1'))!);
    expect(await lastUsed()).toBeInstanceOf(Date);
    expect((await iam('ListUsers')) as object).toMatchObject({
      Users: [{ UserName: 'alice', PasswordLastUsed: expect.any(Date) }, { UserName: 'bob' }],
    });
  });
});

describe('case 162: whoever is not let in', () => {
  it.each<[string, string | undefined, string, string]>([
    ['gave a wrong password', 'alice', 'wrong', A],
    ['gave another user’s password', 'bob', PASSWORD, A],
    ['gave the root’s password as a user', 'alice', 'root Password 1', A],
    ['gave a user’s password as the root', undefined, PASSWORD, A],
    ['has no password', 'bob', 'wrong', A],
    ['does not exist', 'nobody', PASSWORD, A],
    ['has a name longer than any', 'x'.repeat(10_000), PASSWORD, A],
    ['named the root as a user', 'root', 'root Password 1', A],
    ['named a user by its path', '/staff/alice', PASSWORD, A],
    ['named an account that does not exist', 'alice', PASSWORD, '999999999999'],
    ['named an alias that nobody has', 'alice', PASSWORD, 'nobody-has-it'],
    ['named no account', 'alice', PASSWORD, ''],
    ['gave nothing', 'alice', '', A],
    ['gave the hash of nobody', 'nobody', '', A],
    ['added a blank to its password', 'alice', `${PASSWORD} `, A],
    ['added NUL to its password', 'alice', `${PASSWORD}\u0000`, A],
  ])('%s: the same answer, at the price of one hash', async (_what, userName, password, where) => {
    await placed();
    const before = node().hashing.queue.total;
    expect(await signIn(userName, password, { account: where })).toBeUndefined();
    expect(node().hashing.queue.total - before).toBe(1);
  });

  it('is asked for no more than a password can be, whoever it is', async () => {
    await placed();
    const before = node().hashing.queue.total;
    for (const userName of ['alice', 'bob', 'nobody']) {
      expect(await signIn(userName, 'a'.repeat(129))).toBeUndefined();
      expect(await signIn(userName, 'a'.repeat(1_048_576))).toBeUndefined();
      expect(await signIn(userName, '\u1e9b\u0323'.repeat(129))).toBeUndefined();
    }
    expect(node().hashing.queue.total).toBe(before);
  });

  it('has an account that is disabled', async () => {
    await placed();
    await node().operator.run('DisableAccount', { AccountId: A });
    expect(await outcome(signIn('alice', PASSWORD))).toBe('nobody');
    expect(await outcome(signIn(undefined, 'root Password 1'))).toBe('nobody');
  });
});

describe('what has to be changed is told to whoever knows it', () => {
  const changedAt = Date.now() - 10 * DAY;
  it.each<[string, PasswordOptions, object | undefined, string]>([
    ['of no policy', { changedAt }, undefined, 'good'],
    ['of ten days under one of eleven', { changedAt }, { MaxPasswordAge: 11 }, 'good'],
    ['of ten days under one of ten', { changedAt }, { MaxPasswordAge: 10 }, 'to-be-changed'],
    ['that expired hard', { changedAt }, { MaxPasswordAge: 10, HardExpiry: true }, 'expired'],
    ['that would expire hard', { changedAt }, { MaxPasswordAge: 11, HardExpiry: true }, 'good'],
    ['to be set anew', { changedAt, resetRequired: true }, undefined, 'to-be-changed'],
    [
      'to be set anew, and expired hard',
      { changedAt, resetRequired: true },
      { MaxPasswordAge: 1, HardExpiry: true },
      'expired',
    ],
    ['HardExpiry without an age', { changedAt }, { HardExpiry: true }, 'good'],
  ])('a password %s', async (_what, options, policy, state) => {
    await placed(options);
    if (policy !== undefined) await iam('UpdateAccountPasswordPolicy', policy);
    expect(await signIn('alice', PASSWORD)).toMatchObject({ state });
    expect(await signIn('alice', 'wrong')).toBeUndefined();
    // No policy is for the root.
    expect(await signIn(undefined, 'root Password 1')).toMatchObject({ state: 'good' });
  });
});

describe('case 168: a change while the password is compared', () => {
  it.each<[string, (during: TestServer) => Promise<unknown>]>([
    [
      'another password',
      (during) =>
        change(during, A, (draft) => {
          const { id } = theUser(draft, 'alice');
          const profile = draft.loginProfiles.get(id)!;
          const hash = hashSync('another Password 2', { memoryCost: 8, timeCost: 1, parallelism: 1 });
          const sealedHashes = during.serving.node.passwords.of(A).seal(id, [hash]);
          draft.loginProfiles.put({ ...profile, sealedHashes });
        }),
    ],
    ['no password', () => iam('DeleteLoginProfile', { UserName: 'alice' })],
    ['no account', () => node().operator.run('DisableAccount', { AccountId: A })],
  ])('%s: nobody is let in', async (_what, act) => {
    await placed();
    // Sign-in waits for its turn behind these, and looks again after it.
    const before = Array.from({ length: 8 }, () => node().hashing.hash('x', 'others'));
    const attempt = outcome(signIn('alice', PASSWORD));
    await act(server);
    await Promise.all(before);
    expect(await attempt).toBe('nobody');
  });
});

describe('case 160: guesses', () => {
  it('at one name, five hundred at once from a thousand networks, are five', async () => {
    await placed();
    const outcomes = await Promise.all(
      Array.from({ length: 500 }, (_, n) => outcome(signIn('alice', `guess ${n}`))),
    );
    expect(outcomes.filter((one) => one === 'nobody')).toHaveLength(5);
    expect(outcomes.filter((one) => one === 'Throttling')).toHaveLength(495);
  });

  it('case 161: at one name, however it is written, are of one count', async () => {
    await placed();
    for (const [userName, where] of [
      ['alice', A],
      ['ALICE', A],
      ['Alice', 'acme'],
      ['aLICE', 'ACME'],
      ['alicE', A],
    ] as const) {
      expect(await outcome(signIn(userName, 'wrong', { account: where }))).toBe('nobody');
    }
    expect(await outcome(signIn('alice', PASSWORD))).toBe('Throttling');
    expect(await outcome(signIn('alice', PASSWORD, { account: 'acme' }))).toBe('Throttling');
    expect(await outcome(signIn(undefined, 'root Password 1'))).toBe('in');
  });

  it.each(['alice', 'bob', 'nobody'])('case 162: at %s end alike', async (userName) => {
    await placed();
    const outcomes: unknown[] = [];
    for (let n = 0; n < 7; n++) outcomes.push(await outcome(signIn(userName, 'wrong')));
    expect(outcomes).toEqual([...Array(5).fill('nobody'), 'Throttling', 'Throttling']);
  });

  it('leave whoever signed in before a way in', async () => {
    await placed();
    const address = '192.0.2.1';
    expect(await outcome(signIn('alice', PASSWORD, { address }))).toBe('in');
    for (let n = 0; n < 6; n++) await outcome(signIn('alice', 'wrong'));
    expect(await outcome(signIn('alice', PASSWORD))).toBe('Throttling');
    expect(await outcome(signIn('alice', PASSWORD, { address }))).toBe('in');
  });
});
