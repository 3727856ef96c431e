/** What a handler sees of the node: its account, and what it may ask of others. One for each request. */
import type { Account, AccountDraft, Accounts, AccountView, Caller, Session } from '../directory/index.ts';
import type { Quotas, Random } from '../names/index.ts';
import type { Markers, MfaSecrets, Passwords, Scope } from '../services/index.ts';

/** The accounts that an operation needs beside its caller's; `undefined` where there is none. */
export type OtherAccounts = ReadonlyMap<string, Account | undefined>;

/** The same for all requests. */
export interface ScopeOptions {
  readonly accounts: Accounts;
  readonly random: Random;
  readonly quotas: Quotas;
  readonly markers: Markers;
  readonly sealSession: (session: Session) => string;
  readonly sealAccessKeySecret: (accountId: string, accessKeyId: string, secret: string) => string;
  /** Seeds and codes of an account's MFA devices. */
  readonly mfa: (accountId: string) => MfaSecrets;
  /** Hashes of an account's passwords. */
  readonly passwords: (accountId: string) => Passwords;
  /** `stint dev`: every 12-digit account counts as existing where a policy names it. */
  readonly anyAccountExists: boolean;
}

export class RequestScope<A extends AccountView | AccountDraft> implements Omit<Scope, 'account'> {
  readonly caller: Caller;
  readonly account: A;
  readonly now: number;
  readonly random: Random;
  readonly quotas: Quotas;
  readonly markers: Markers;
  readonly sealSession: (session: Session) => string;
  private readonly options: ScopeOptions;
  private readonly others: OtherAccounts;

  constructor(options: ScopeOptions, account: A, caller: Caller, others: OtherAccounts, now: number) {
    this.options = options;
    this.others = others;
    this.account = account;
    this.caller = caller;
    this.now = now;
    this.random = options.random;
    this.quotas = options.quotas;
    this.markers = options.markers;
    this.sealSession = options.sealSession;
  }

  /** Made when it is asked for: few requests have a code. */
  get mfa(): MfaSecrets {
    return this.options.mfa(this.account.accountId);
  }

  /** Made when it is asked for: few requests have a password. */
  get passwords(): Passwords {
    return this.options.passwords(this.account.accountId);
  }

  readonly other = (id: string): AccountView | undefined => {
    if (!this.others.has(id)) throw new Error(`account ${id} was not named by the operation's needs`);
    const other = this.others.get(id)?.durable;
    return other?.record.status === 'Active' ? other : undefined;
  };

  readonly accountExists = (id: string): boolean =>
    this.options.anyAccountExists || this.options.accounts.exists(id);

  readonly lastUsed: Scope['lastUsed'] = (id) =>
    this.options.accounts.peek(this.account.accountId)?.lastUsed.get(id);

  readonly sealAccessKeySecret = (keyId: string, secret: string): string =>
    this.options.sealAccessKeySecret(this.account.accountId, keyId, secret);

  readonly aliasHolder = (alias: string): string | undefined => this.options.accounts.aliasHolder(alias);
}
