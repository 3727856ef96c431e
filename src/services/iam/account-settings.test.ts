import { describe, expect, it } from 'vitest';
import { account } from '../../../test/fixtures/account.ts';
import { named, refusal, run } from '../../../test/fixtures/run.ts';
import type { AccountState } from '../../directory/index.ts';
import { accountSettingOperations } from './account-settings.ts';
import { passwordPolicyOperations } from './password-policy.ts';

const operation = (name: string) => named([...accountSettingOperations, ...passwordPolicyOperations], name);
const perform = (name: string, input: object, state: AccountState, others: AccountState[] = []) =>
  run(operation(name), input as never, { account: state, others });

describe('the alias of an account', () => {
  const create = (AccountAlias: string, state = account().state, others: AccountState[] = []) =>
    perform('CreateAccountAlias', { AccountAlias }, state, others);
  const aliases = (state: AccountState) => perform('ListAccountAliases', {}, state).output;

  it('is one: a new one takes the place of the old one', () => {
    const once = create('acme').account;
    expect(aliases(once)).toEqual({ AccountAliases: ['acme'], IsTruncated: false });
    expect(aliases(create('acme-2', once).account)).toEqual({
      AccountAliases: ['acme-2'],
      IsTruncated: false,
    });
    expect(aliases(account().state)).toEqual({ AccountAliases: [], IsTruncated: false });
  });

  it('is unique over all accounts', () => {
    const other = create('acme', account('444455556666').state).account;
    const text = 'EntityAlreadyExists 409 The account alias acme already exists.';
    expect(refusal(() => create('acme', account().state, [other]))).toBe(text);
    expect(refusal(() => create('acme', other))).toBe(text);
  });

  it('is no account id', () => {
    expect(refusal(() => create('111122223333'))).toMatch(/^ValidationError 400 .*account ID/);
  });

  it('is deleted by its name, and only then', () => {
    const state = create('acme').account;
    const remove = (AccountAlias: string, from: AccountState) =>
      perform('DeleteAccountAlias', { AccountAlias }, from);
    expect(refusal(() => remove('other', state))).toBe(
      'NoSuchEntity 404 The account alias other cannot be found.',
    );
    const gone = remove('acme', state).account;
    expect(gone.record).toEqual(account().state.record);
    expect(refusal(() => remove('acme', gone))).toMatch(/^NoSuchEntity 404 /);
  });
});

describe('SetSecurityTokenServicePreferences', () => {
  it.each([
    ['v1Token', 1],
    ['v2Token', 2],
  ])('%s', (GlobalEndpointTokenVersion, version) => {
    const ran = perform(
      'SetSecurityTokenServicePreferences',
      { GlobalEndpointTokenVersion },
      account().state,
    );
    expect(ran.account.record.globalEndpointTokenVersion).toBe(version);
  });
});

describe('the password policy', () => {
  const update = (input: object, state = account().state) =>
    perform('UpdateAccountPasswordPolicy', input, state).account;
  const get = (state: AccountState) => perform('GetAccountPasswordPolicy', {}, state).output;
  const DEFAULTS = {
    MinimumPasswordLength: 6,
    RequireSymbols: false,
    RequireNumbers: false,
    RequireUppercaseCharacters: false,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: false,
    ExpirePasswords: false,
  };

  it('has defaults, and only what was set beside them', () => {
    expect(get(update({}))).toEqual({ PasswordPolicy: DEFAULTS });
    expect(
      get(
        update({ MaxPasswordAge: 90, PasswordReusePrevention: 24, HardExpiry: false, RequireSymbols: true }),
      ),
    ).toEqual({
      PasswordPolicy: {
        ...DEFAULTS,
        RequireSymbols: true,
        ExpirePasswords: true,
        MaxPasswordAge: 90,
        PasswordReusePrevention: 24,
        HardExpiry: false,
      },
    });
  });

  it('is replaced, not patched', () => {
    expect(get(update({}, update({ MinimumPasswordLength: 14, MaxPasswordAge: 90 })))).toEqual({
      PasswordPolicy: DEFAULTS,
    });
  });

  it('is not there until it is set', () => {
    expect(refusal(() => get(account().state))).toBe(
      'NoSuchEntity 404 The Password Policy with domain name 111122223333 cannot be found.',
    );
  });

  it('is deleted once', () => {
    const gone = perform('DeleteAccountPasswordPolicy', {}, update({})).account;
    expect(gone.record).toEqual(account().state.record);
    expect(refusal(() => perform('DeleteAccountPasswordPolicy', {}, gone))).toBe(
      'NoSuchEntity 404 The account policy with name PasswordPolicy cannot be found.',
    );
  });
});

describe('operations on the account itself', () => {
  it.each([
    ['CreateAccountAlias', { AccountAlias: 'acme' }],
    ['ListAccountAliases', {}],
    ['SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v2Token' }],
    ['UpdateAccountPasswordPolicy', {}],
  ])('%s is asked for on everything', (name, input) => {
    expect(perform(name, input, account().state).asks).toEqual([{ action: `iam:${name}`, resource: '*' }]);
  });
});
