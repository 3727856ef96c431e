/** Accounts of the installation, and the credentials of their roots. */
import {
  type Account,
  type AccountRecord,
  type AccountView,
  accessKeysOf,
  type DraftOfAccount,
  type LastUsed,
} from '../../directory/index.ts';
import { mintAccountId, mintPassword } from '../../names/index.ts';
import { AwsError } from '../../wire/index.ts';
import { checkPassword } from '../iam/password-rules.ts';
import { accountExists, invalidRequest, noSuchAccount } from './errors.ts';
import { changes, type OperatorScope, reads } from './operation.ts';
import { addRootKey, type RootKey } from './root-key.ts';

interface AccountInput {
  readonly AccountId: string;
}

/** The account of that id. @throws AwsError AccountNotFound. */
export async function existingAccount(scope: OperatorScope, accountId: string): Promise<Account> {
  const account = scope.accounts.peek(accountId) ?? (await scope.accounts.load(accountId));
  if (account === undefined || !scope.accounts.exists(accountId)) throw noSuchAccount(accountId);
  return account;
}

function summary(record: AccountRecord) {
  return {
    AccountId: record.accountId,
    Name: record.name,
    ...(record.alias === undefined ? {} : { Alias: record.alias }),
    Status: record.status,
    CreateDate: new Date(record.createdAt),
  };
}

function shownKey({ accessKeyId, secretAccessKey }: RootKey) {
  return { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey };
}

function sealerFor({ now, random, sealAccessKeySecret }: OperatorScope, accountId: string) {
  return {
    now,
    random,
    sealSecret: (keyId: string, secret: string) => sealAccessKeySecret(accountId, keyId, secret),
  };
}

/** An id that no account has. */
function freeAccountId({ accounts, random }: OperatorScope): string {
  for (;;) {
    const id = mintAccountId(random);
    if (!accounts.exists(id) && accounts.peek(id) === undefined) return id;
  }
}

/**
 * A new account on a draft of its own, with nothing in it.
 * @throws AwsError AccountAlreadyExists.
 */
export function beginAccount(scope: OperatorScope, accountId: string, name: string): DraftOfAccount {
  const { accounts, now } = scope;
  if (accounts.exists(accountId) || accounts.peek(accountId) !== undefined) throw accountExists(accountId);
  const account = accounts.begin({
    id: 'account',
    accountId,
    name,
    createdAt: now,
    status: 'Active',
    globalEndpointTokenVersion: 1,
  });
  return { account, draft: account.draft() };
}

const createAccount = changes(
  'CreateAccount',
  async (input: { readonly Name: string; readonly AccountId?: string }, scope) => {
    const begun = beginAccount(scope, input.AccountId ?? freeAccountId(scope), input.Name);
    const { draft } = begun;
    const key = addRootKey(draft, sealerFor(scope, draft.accountId));
    const answer = { Account: summary(draft.record), RootAccessKey: shownKey(key) };
    await scope.commit([begun], answer);
    return answer;
  },
);

const DEFAULT_PAGE = 100;
const LIST_CONTEXT = 'stint:ListAccounts';

const listAccounts = reads(
  'ListAccounts',
  async (input: { readonly MaxResults?: number; readonly NextToken?: string }, scope) => {
    const { accounts, markers, now } = scope;
    const from = input.NextToken === undefined ? '' : markers.open(LIST_CONTEXT, input.NextToken, now);
    if (from === undefined) throw new AwsError('ValidationError', 400, 'Invalid NextToken.');
    const records = [...accounts.records()]
      .filter(({ accountId }) => accountId >= from)
      .sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
    const limit = input.MaxResults ?? DEFAULT_PAGE;
    const next = records[limit];
    return {
      Accounts: records.slice(0, limit).map(summary),
      ...(next === undefined ? {} : { NextToken: markers.mint(LIST_CONTEXT, next.accountId, now) }),
    };
  },
);

/** When the root's password was set and used; nothing when it has none. */
function rootPassword({ loginProfiles }: AccountView, used: LastUsed | undefined) {
  const profile = loginProfiles.get('root');
  if (profile === undefined) return {};
  return {
    RootPassword: {
      LastSetDate: new Date(profile.changedAt),
      ...(used === undefined ? {} : { LastUsedDate: new Date(used.at) }),
    },
  };
}

const describeAccount = reads('DescribeAccount', async ({ AccountId }: AccountInput, scope) => {
  const { durable, lastUsed } = await existingAccount(scope, AccountId);
  return {
    Account: summary(durable.record),
    Users: durable.users.size,
    Groups: durable.groups.size,
    Roles: durable.roles.size,
    Policies: durable.policies.size,
    AccessKeys: durable.accessKeys.size,
    ...rootPassword(durable, lastUsed.get('root')),
    RootAccessKeys: accessKeysOf(durable, 'root').map((key) => {
      const used = lastUsed.get(key.id);
      return {
        AccessKeyId: key.id,
        Status: key.status,
        CreateDate: new Date(key.createdAt),
        ...(used === undefined ? {} : { LastUsedDate: new Date(used.at) }),
      };
    }),
  };
});

/** Disabling refuses every key and session of the account from the answer on; nothing in it is lost. */
function setsStatus(name: string, status: AccountRecord['status']) {
  return changes(name, async ({ AccountId }: AccountInput, scope) => {
    const account = await existingAccount(scope, AccountId);
    const draft = account.draft();
    if (draft.record.status === status) {
      throw invalidRequest(`Account ${AccountId} is ${status.toLowerCase()} already.`);
    }
    draft.putRecord({ ...draft.record, status });
    const answer = { Account: summary(draft.record) };
    await scope.commit([{ account, draft }], answer);
    return answer;
  });
}

/** Whatever the root signed with before ends: a key that leaked may have set a password. */
const resetRootCredentials = changes('ResetRootCredentials', async ({ AccountId }: AccountInput, scope) => {
  const account = await existingAccount(scope, AccountId);
  const draft = account.draft();
  const old = accessKeysOf(draft, 'root').map(({ id }) => id);
  for (const id of old) draft.accessKeys.delete(id);
  const hadPassword = draft.loginProfiles.get('root') !== undefined;
  draft.loginProfiles.delete('root');
  const key = addRootKey(draft, sealerFor(scope, AccountId));
  const answer = {
    RootAccessKey: shownKey(key),
    DeletedAccessKeyIds: old,
    DeletedPassword: hadPassword,
  };
  await scope.commit([{ account, draft }], answer);
  return answer;
});

/** A password of the root, given or made. Its keys stay. */
const setRootPassword = changes(
  'SetRootPassword',
  async ({ AccountId, Password }: AccountInput & { readonly Password?: string }, scope) => {
    const account = await existingAccount(scope, AccountId);
    const password = Password ?? mintPassword(scope.random);
    checkPassword(account.durable.record, 'root', password);
    const passwords = scope.passwords(AccountId);
    // Before the draft: from there on nothing may wait.
    const hash = await passwords.hash(password);
    const draft = account.draft();
    draft.loginProfiles.put({
      id: 'root',
      createdAt: draft.loginProfiles.get('root')?.createdAt ?? scope.now,
      changedAt: scope.now,
      sealedHashes: passwords.seal('root', [hash]),
      resetRequired: false,
    });
    const answer = Password === undefined ? { Password: password } : {};
    await scope.commit([{ account, draft }], answer);
    return answer;
  },
);

export const accountOperations = [
  createAccount,
  listAccounts,
  describeAccount,
  setsStatus('DisableAccount', 'Disabled'),
  setsStatus('EnableAccount', 'Active'),
  resetRootCredentials,
  setRootPassword,
];
