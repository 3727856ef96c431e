/** A new account: its record, and a first access key of its root. */
import type { Account, AccountDraft, Accounts } from '../directory/index.ts';
import type { Random } from '../names/index.ts';
import { addRootKey, type RootKey } from '../services/index.ts';

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
