/** A new account: its record, and a first access key of its root. */
import type { Account, AccountDraft, Accounts } from '../directory/index.ts';
import { mintAccessKeyId, mintSecretAccessKey, type Random } from '../names/index.ts';

export interface RootKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface NewAccount {
  readonly account: Account;
  readonly rootKey: RootKey;
}

interface Wanted {
  readonly accountId: string;
  readonly name: string;
  /** Milliseconds. */
  readonly now: number;
  readonly random: Random;
  readonly sealSecret: (accessKeyId: string, secret: string) => string;
}

/** Puts a new access key of the root on a draft. */
export function addRootKey(
  draft: AccountDraft,
  { now, random, sealSecret }: Omit<Wanted, 'name' | 'accountId'>,
): RootKey {
  const accessKeyId = mintAccessKeyId('AKIA', draft.accountId, random);
  const secretAccessKey = mintSecretAccessKey(random);
  draft.accessKeys.put({
    id: accessKeyId,
    owner: 'root',
    sealedSecret: sealSecret(accessKeyId, secretAccessKey),
    status: 'Active',
    createdAt: now,
  });
  return { accessKeyId, secretAccessKey };
}

/** @throws Error when there is an account of that id. */
export function makeAccount(
  accounts: Accounts,
  wanted: Wanted,
): NewAccount & { readonly draft: AccountDraft } {
  const account = accounts.begin({
    id: 'account',
    accountId: wanted.accountId,
    name: wanted.name,
    createdAt: wanted.now,
    status: 'Active',
    globalEndpointTokenVersion: 1,
  });
  const draft = account.draft();
  return { account, draft, rootKey: addRootKey(draft, wanted) };
}
