import { describe, expect, it } from 'vitest';
import { account, theUser } from '../../../test/fixtures/account.ts';
import { asFederatedUser, asRoleSession, asUser } from '../../../test/fixtures/caller.ts';
import {
  laterRefusal,
  NOW,
  named,
  type RunOptions,
  refusal,
  run,
  runPrepared,
} from '../../../test/fixtures/run.ts';
import type { AccountDraft, AccountState, PasswordPolicy } from '../../directory/index.ts';
import { accountSummaryOperations } from './account-summary.ts';
import { credentialReportOperations } from './credential-report.ts';
import { loginProfileOperations } from './login-profiles.ts';
import { userOperations } from './users.ts';

const A = '111122223333';
const DAY = 86_400_000;
const OLD = 'old Password 1';
const NEW = 'new Password 2';
const operation = (name: string) => named(loginProfileOperations, name);

const base = () => account(A).user('alice').user('bob').role('auditor');
const withPassword = (policy?: Partial<PasswordPolicy>, earlier: string[] = []) => {
  const builder = base().password('alice', OLD, { earlier });
  return (policy === undefined ? builder : builder.passwordPolicy(policy)).state;
};

type Options = Partial<RunOptions>;
const call = (
  name: string,
  input: object,
  state: AccountState,
  options: Options = {},
  meanwhile?: (draft: AccountDraft) => void,
) => runPrepared(operation(name), input as never, { account: state, ...options }, meanwhile);
const refused = (...of: Parameters<typeof call>) => laterRefusal(call(...of));

const profileOf = (state: AccountState, owner = 'alice') =>
  state.loginProfiles.get(owner === 'root' ? 'root' : theUser(state, owner).id);
const hashesOf = (state: AccountState, owner?: string): string[] =>
  (JSON.parse(profileOf(state, owner)!.sealedHashes) as string[]).map((hash) => hash.replace('hash of ', ''));

const NO_PROFILE = 'NoSuchEntity 404 Login Profile for User bob cannot be found.';
const NO_USER = 'NoSuchEntity 404 The user with name nobody cannot be found.';
const USED =
  'PasswordPolicyViolation 400 Policy constraint violation with password reuse prevention during password change.';
const SHORT = 'PasswordPolicyViolation 400 Password should have a minimum length of 8';
const CHANGED =
  'EntityTemporarilyUnmodifiable 409 Login Profile for User alice cannot be modified while login profile is being changed.';

describe('CreateLoginProfile', () => {
  it('gives a user a password, and never shows it', async () => {
    const {
      output,
      account: after,
      asks,
    } = await call('CreateLoginProfile', { UserName: 'ALICE', Password: NEW }, base().state);
    expect(asks).toMatchObject([
      { action: 'iam:CreateLoginProfile', resource: `arn:aws:iam::${A}:user/alice` },
    ]);
    expect(output).toEqual({
      LoginProfile: { UserName: 'alice', CreateDate: new Date(NOW), PasswordResetRequired: false },
    });
    expect(profileOf(after)).toEqual({
      id: theUser(after, 'alice').id,
      createdAt: NOW,
      changedAt: NOW,
      sealedHashes: JSON.stringify([`hash of ${NEW}`]),
      resetRequired: false,
    });
  });

  it('may want another one at the first sign-in', async () => {
    const input = { UserName: 'alice', Password: NEW, PasswordResetRequired: true };
    const { output, account: after } = await call('CreateLoginProfile', input, base().state);
    expect(output).toMatchObject({ LoginProfile: { PasswordResetRequired: true } });
    expect(profileOf(after)!.resetRequired).toBe(true);
  });

  it('without a name is about the user who calls, and about the root when the root does', async () => {
    const state = base().state;
    const own = await call('CreateLoginProfile', { Password: NEW }, state, { caller: asUser(state, 'bob') });
    expect(own.output).toMatchObject({ LoginProfile: { UserName: 'bob' } });
    const roots = await call('CreateLoginProfile', { Password: NEW }, state);
    expect(roots.asks).toMatchObject([{ resource: `arn:aws:iam::${A}:root` }]);
    expect(roots.output).toEqual({
      LoginProfile: { CreateDate: new Date(NOW), PasswordResetRequired: false },
    });
    expect(hashesOf(roots.account, 'root')).toEqual([NEW]);
  });

  it.each<[string, object, string]>([
    ['an unknown user', { UserName: 'nobody', Password: NEW }, NO_USER],
    [
      'a user who has a password',
      { UserName: 'alice', Password: NEW },
      'EntityAlreadyExists 409 Login Profile for user alice already exists.',
    ],
    [
      'a user who has a password, before what is wrong with the new one',
      { UserName: 'alice', Password: 'x' },
      'EntityAlreadyExists 409 Login Profile for user alice already exists.',
    ],
    [
      'no password',
      { UserName: 'bob' },
      "ValidationError 400 1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
    ],
    ['a password that is too short', { UserName: 'bob', Password: 'Abc123!' }, SHORT],
    [
      'a root that would have to change it, which it cannot',
      { Password: NEW, PasswordResetRequired: true },
      'InvalidInput 400 The root cannot be required to change its password.',
    ],
  ])('refuses %s', async (_what, input, expected) => {
    expect(await refused('CreateLoginProfile', input, withPassword())).toBe(expected);
  });

  it('case 168: that somebody else answered meanwhile is refused', async () => {
    const { account: others } = await call(
      'CreateLoginProfile',
      { UserName: 'bob', Password: OLD },
      base().state,
    );
    const meanwhile = (draft: AccountDraft) => draft.loginProfiles.put(profileOf(others, 'bob')!);
    expect(
      await refused('CreateLoginProfile', { UserName: 'bob', Password: NEW }, base().state, {}, meanwhile),
    ).toBe('EntityAlreadyExists 409 Login Profile for user bob already exists.');
  });

  it('hashes nothing that it refuses', async () => {
    const passwords = {
      hash: () => {
        throw new Error('hashed');
      },
    };
    expect(
      await refused('CreateLoginProfile', { UserName: 'bob', Password: 'x' }, base().state, { passwords }),
    ).toContain('PasswordPolicyViolation');
  });
});

describe('GetLoginProfile', () => {
  it('tells when the user first got a password, and no password', () => {
    const state = base().password('alice', OLD, { changedAt: NOW - DAY, resetRequired: true }).state;
    const { output, asks } = run(operation('GetLoginProfile') as never, { UserName: 'alice' } as never, {
      account: state,
    });
    expect(asks).toMatchObject([{ action: 'iam:GetLoginProfile', resource: `arn:aws:iam::${A}:user/alice` }]);
    expect(output).toEqual({
      LoginProfile: {
        UserName: 'alice',
        CreateDate: new Date(profileOf(state)!.createdAt),
        PasswordResetRequired: true,
      },
    });
  });

  it('follows a user who is renamed', () => {
    const renamed = run(
      named(userOperations, 'UpdateUser'),
      { UserName: 'alice', NewUserName: 'carol' } as never,
      {
        account: withPassword(),
      },
    ).account;
    return expect(call('GetLoginProfile', { UserName: 'carol' }, renamed)).resolves.toMatchObject({
      output: { LoginProfile: { UserName: 'carol' } },
    });
  });

  it.each<[string, object, string]>([
    ['a user without a password', { UserName: 'bob' }, NO_PROFILE],
    ['an unknown user', { UserName: 'nobody' }, NO_USER],
    ['a root without a password', {}, 'NoSuchEntity 404 Login Profile for User root cannot be found.'],
  ])('refuses %s', async (_what, input, expected) => {
    expect(await refused('GetLoginProfile', input, withPassword())).toBe(expected);
  });
});

describe('UpdateLoginProfile', () => {
  it('sets another password; when the user first got one stays', async () => {
    const before = withPassword();
    const {
      account: after,
      asks,
      output,
    } = await call('UpdateLoginProfile', { UserName: 'alice', Password: NEW }, before);
    expect(asks).toMatchObject([
      { action: 'iam:UpdateLoginProfile', resource: `arn:aws:iam::${A}:user/alice` },
    ]);
    expect(output).toBeUndefined();
    expect(hashesOf(after)).toEqual([NEW]);
    expect(profileOf(after)).toMatchObject({ createdAt: profileOf(before)!.createdAt, changedAt: NOW });
  });

  it('wants another one at the next sign-in, and nothing else', async () => {
    const before = withPassword();
    const { account: after } = await call(
      'UpdateLoginProfile',
      { UserName: 'alice', PasswordResetRequired: true },
      before,
    );
    expect(profileOf(after)).toEqual({ ...profileOf(before), resetRequired: true });
  });

  it('leaves what it does not name as it is', async () => {
    const before = base().password('alice', OLD, { resetRequired: true }).state;
    const { account: after } = await call('UpdateLoginProfile', { UserName: 'alice' }, before);
    expect(profileOf(after)).toEqual(profileOf(before));
    const set = await call('UpdateLoginProfile', { UserName: 'alice', Password: NEW }, before);
    expect(profileOf(set.account)!.resetRequired).toBe(true);
  });

  it.each<[string, object, string]>([
    ['an unknown user', { UserName: 'nobody', Password: NEW }, NO_USER],
    ['a user without a password', { UserName: 'bob', Password: NEW }, NO_PROFILE],
    ['a user without a password, of whom nothing is to change', { UserName: 'bob' }, NO_PROFILE],
    ['a password that is too short', { UserName: 'alice', Password: 'Abc123!' }, SHORT],
  ])('refuses %s', async (_what, input, expected) => {
    expect(await refused('UpdateLoginProfile', input, withPassword())).toBe(expected);
  });
});

describe('DeleteLoginProfile', () => {
  it('takes the password away, at once', async () => {
    const { account: after, asks } = await call('DeleteLoginProfile', { UserName: 'alice' }, withPassword());
    expect(asks).toMatchObject([
      { action: 'iam:DeleteLoginProfile', resource: `arn:aws:iam::${A}:user/alice` },
    ]);
    expect(profileOf(after)).toBeUndefined();
    expect(await refused('DeleteLoginProfile', { UserName: 'alice' }, after)).toBe(
      'NoSuchEntity 404 Login Profile for User alice cannot be found.',
    );
    // AWS says EntityTemporarilyUnmodifiable for some seconds after CreateLoginProfile; there is nothing to wait for here.
    const again = await call('CreateLoginProfile', { UserName: 'alice', Password: NEW }, after);
    expect(await refused('DeleteLoginProfile', { UserName: 'alice' }, again.account)).toBeUndefined();
  });

  it('has to come before DeleteUser', async () => {
    const deleteUser = (state: AccountState) =>
      refusal(() =>
        run(named(userOperations, 'DeleteUser'), { UserName: 'alice' } as never, { account: state }),
      );
    expect(deleteUser(withPassword())).toBe(
      'DeleteConflict 409 Cannot delete entity, must delete login profile first.',
    );
    const { account: after } = await call('DeleteLoginProfile', { UserName: 'alice' }, withPassword());
    expect(deleteUser(after)).toBeUndefined();
  });

  it('of the root is for the root to ask', async () => {
    const state = base().password('root', OLD).state;
    const summary = (of: AccountState) =>
      run(named(accountSummaryOperations, 'GetAccountSummary'), {}, { account: of }).output.SummaryMap;
    expect(summary(state)).toMatchObject({ AccountPasswordPresent: 1 });
    const { account: after } = await call('DeleteLoginProfile', {}, state);
    expect(summary(after)).toMatchObject({ AccountPasswordPresent: 0 });
  });
});

describe('ChangePassword', () => {
  const change = { OldPassword: OLD, NewPassword: NEW };
  const byAlice = (state: AccountState, more: Options = {}): Options => ({
    caller: asUser(state, 'alice'),
    ...more,
  });

  it('sets a new password for whoever knows the old one, and ends the demand for it', async () => {
    const state = base().password('alice', OLD, { resetRequired: true }).state;
    const { account: after, asks, output } = await call('ChangePassword', change, state, byAlice(state));
    expect(asks).toMatchObject([{ action: 'iam:ChangePassword', resource: `arn:aws:iam::${A}:user/alice` }]);
    expect(asks[0]!.grantedBy).toBeUndefined();
    expect(output).toBeUndefined();
    expect(hashesOf(after)).toEqual([NEW]);
    expect(profileOf(after)).toMatchObject({ changedAt: NOW, resetRequired: false });
  });

  it('is given to every user by the password policy', async () => {
    const state = withPassword({ allowUsersToChangePassword: true });
    const { asks } = await call('ChangePassword', change, state, byAlice(state));
    expect(asks[0]).toMatchObject({ grantedBy: 'AllowUsersToChangePassword' });
  });

  it.each(['root', 'role', 'federated'])('is for users: not for a %s', async (kind) => {
    const state = base().password('alice', OLD).password('root', OLD).state;
    const options: Record<string, Options> = {
      root: {},
      role: { caller: asRoleSession(state, 'auditor') },
      federated: { caller: asFederatedUser(state, 'alice') },
    };
    expect(await refused('ChangePassword', change, state, options[kind])).toBe(
      'InvalidUserType 400 Only IAM Users can change their own password',
    );
  });

  it.each<[string, object, Partial<PasswordPolicy> | undefined, string]>([
    [
      'a wrong old password',
      { ...change, OldPassword: 'wrong' },
      undefined,
      'AccessDenied 403 The old password was incorrect.',
    ],
    ['a new one that is too short', { ...change, NewPassword: 'Abc123!' }, undefined, SHORT],
    [
      'a new one that breaks a rule of the account',
      change,
      { requireSymbols: true },
      "PasswordPolicyViolation 400 Password should have at least one of the following symbols: ! @ # $ % ^ & * ( ) _ + - = [ ] { } | '",
    ],
    ['the old one as the new one', { ...change, NewPassword: OLD }, { passwordReusePrevention: 1 }, USED],
    [
      'one that was used before, by nobody who does not know the old one',
      { OldPassword: 'wrong', NewPassword: OLD },
      { passwordReusePrevention: 1 },
      'AccessDenied 403 The old password was incorrect.',
    ],
  ])('refuses %s', async (_what, input, policy, expected) => {
    const state = withPassword(policy);
    expect(await refused('ChangePassword', input, state, byAlice(state))).toBe(expected);
  });

  it('refuses a user without a password', async () => {
    const state = withPassword();
    expect(await refused('ChangePassword', change, state, { caller: asUser(state, 'bob') })).toBe(NO_PROFILE);
  });

  it('of the same password is taken where the account does not mind', async () => {
    const state = withPassword();
    const { account: after } = await call(
      'ChangePassword',
      { ...change, NewPassword: OLD },
      state,
      byAlice(state),
    );
    expect(hashesOf(after)).toEqual([OLD]);
  });

  it('HardExpiry is about signing in: whoever has keys changes an expired password', async () => {
    const state = base()
      .password('alice', OLD, { changedAt: NOW - 10 * DAY })
      .passwordPolicy({ maxPasswordAge: 1, hardExpiry: true }).state;
    expect(await refused('ChangePassword', change, state, byAlice(state))).toBeUndefined();
  });

  describe('while others change the account', () => {
    const to = async (state: AccountState, input: object) => {
      const { account: after } = await call('UpdateLoginProfile', { UserName: 'alice', ...input }, state);
      return (draft: AccountDraft) => draft.loginProfiles.put(profileOf(after)!);
    };
    it.each<[string, (state: AccountState) => Promise<(draft: AccountDraft) => void>, string | undefined]>([
      [
        'a password that an administrator set',
        (state) => to(state, { Password: 'third Password 3' }),
        CHANGED,
      ],
      ['a demand for a change', (state) => to(state, { PasswordResetRequired: true }), undefined],
      [
        'a password that was taken away',
        async (state) => (draft) => draft.loginProfiles.delete(theUser(state, 'alice').id),
        'NoSuchEntity 404 Login Profile for User alice cannot be found.',
      ],
      [
        'a stricter policy',
        async () => (draft) =>
          draft.putRecord({
            ...draft.record,
            passwordPolicy: { ...draft.record.passwordPolicy!, minimumPasswordLength: 20 },
          }),
        'PasswordPolicyViolation 400 Password should have a minimum length of 20',
      ],
      [
        'more passwords to avoid than were compared',
        async () => (draft) =>
          draft.putRecord({
            ...draft.record,
            passwordPolicy: { ...draft.record.passwordPolicy!, passwordReusePrevention: 2 },
          }),
        CHANGED,
      ],
      [
        'another name',
        async () => (draft) => {
          const [alice] = [...draft.users.values()].filter(({ name }) => name === 'alice');
          draft.users.put({ ...alice!, name: 'carol' });
        },
        undefined,
      ],
    ])('%s', async (_what, prepare, expected) => {
      const state = withPassword({ passwordReusePrevention: 1 }, []);
      const meanwhile = await prepare(state);
      expect(await refused('ChangePassword', change, state, byAlice(state), meanwhile)).toBe(expected);
    });
  });
});

describe('passwords that must not come back', () => {
  const policy = { passwordReusePrevention: 3 };
  const earlier = ['second Password 2', 'third Password 3', 'fourth Password 4'];

  it.each([
    [OLD, USED],
    ['second Password 2', USED],
    ['third Password 3', USED],
    // The fourth newest: the policy remembers three.
    ['fourth Password 4', undefined],
    [NEW, undefined],
  ])('of three %j', async (password, expected) => {
    const state = withPassword(policy, earlier);
    expect(await refused('UpdateLoginProfile', { UserName: 'alice', Password: password }, state)).toBe(
      expected,
    );
    const change = { OldPassword: OLD, NewPassword: password };
    expect(await refused('ChangePassword', change, state, { caller: asUser(state, 'alice') })).toBe(expected);
  });

  it.each<[Partial<PasswordPolicy> | undefined, string[]]>([
    [undefined, [NEW]],
    [{}, [NEW]],
    [{ passwordReusePrevention: 1 }, [NEW]],
    [policy, [NEW, OLD, 'second Password 2']],
    [{ passwordReusePrevention: 24 }, [NEW, OLD, ...earlier]],
  ])('are kept as long as the policy %j asks for them', async (asked, kept) => {
    const state = withPassword(asked, earlier);
    const { account: after } = await call('UpdateLoginProfile', { UserName: 'alice', Password: NEW }, state);
    expect(hashesOf(after)).toEqual(kept);
  });
});

describe('when a password was used and changed', () => {
  const used = { at: NOW - DAY, service: 'signin', region: 'us-east-1' };

  it('PasswordLastUsed is told by GetUser and ListUsers, also of one that was taken away', () => {
    const state = withPassword();
    const lastUsed = { [theUser(state, 'bob').id]: used, root: used };
    const options = { account: state, lastUsed };
    const date = new Date(used.at);
    expect(run(named(userOperations, 'GetUser'), { UserName: 'bob' } as never, options).output).toMatchObject(
      {
        User: { UserName: 'bob', PasswordLastUsed: date },
      },
    );
    expect(run(named(userOperations, 'GetUser'), {} as never, options).output).toMatchObject({
      User: { UserId: A, PasswordLastUsed: date },
    });
    const { Users } = run(named(userOperations, 'ListUsers'), {} as never, options).output as never as {
      Users: object[];
    };
    expect(Users).toEqual([
      expect.not.objectContaining({ PasswordLastUsed: expect.anything() }),
      expect.objectContaining({ UserName: 'bob', PasswordLastUsed: date }),
    ]);
  });

  it.each<[string, Partial<PasswordPolicy> | undefined, boolean, string]>([
    [
      'never used, never to be changed',
      undefined,
      false,
      'true,no_information,2026-02-01T00:00:00+00:00,N/A',
    ],
    ['used', {}, true, 'true,2026-03-31T00:00:00+00:00,2026-02-01T00:00:00+00:00,N/A'],
    [
      'to be changed after 90 days',
      { maxPasswordAge: 90 },
      true,
      'true,2026-03-31T00:00:00+00:00,2026-02-01T00:00:00+00:00,2026-05-02T00:00:00+00:00',
    ],
  ])('the credential report tells of a password %s', (_what, policy, isUsed, cells) => {
    const builder = base().password('alice', OLD, { changedAt: Date.UTC(2026, 1, 1) });
    const state = (policy === undefined ? builder : builder.passwordPolicy(policy)).state;
    const lastUsed = isUsed ? { [theUser(state, 'alice').id]: used, root: used } : {};
    const { account: after } = run(
      named(credentialReportOperations, 'GenerateCredentialReport'),
      {},
      {
        account: state,
        lastUsed,
      },
    );
    const [, root, alice, bob] = after.record.credentialReport!.content.split('\n');
    expect(alice!.split(',').slice(3, 7).join(',')).toBe(cells);
    expect(bob!.split(',').slice(3, 7).join(',')).toBe('false,N/A,N/A,N/A');
    expect(root!.split(',').slice(3, 7).join(',')).toBe(
      `not_supported,${isUsed ? '2026-03-31T00:00:00+00:00' : 'no_information'},not_supported,not_supported`,
    );
  });
});
