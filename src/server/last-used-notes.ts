/**
 * When keys, roles and passwords were last used: noted in memory at each request, stored at most once a minute, outside of the
 * accounts' transactions. IAM User Guide, "last accessed information": it lags in AWS too.
 */
import type { Account, Accounts, Caller, LastUsed } from '../directory/index.ts';
import type { Write } from '../store/index.ts';

/** Milliseconds within which one use of a password is like another. */
const SPAN = 5 * 60_000;

export class LastUsedNotes {
  private readonly accounts: Accounts;
  /** What changed since it was last stored, by account and id. */
  private changed = new Map<Account, Set<string>>();

  constructor(accounts: Accounts) {
    this.accounts = accounts;
  }

  /** Notes the key that signed, or the role whose session it was. */
  note(account: Account, caller: Caller, use: LastUsed): void {
    const id = caller.kind === 'role' ? caller.role.id : caller.accessKeyId;
    // Keys of other sessions are gone within days; their user's own keys are what is asked for.
    if (id.startsWith('ASIA')) return;
    this.set(account, id, use);
  }

  /**
   * Notes that an owner (a user's unique id, or `root`) signed in with its password. Of several times within five
   * minutes the first stays. IAM User Guide, credential report: password_last_used.
   */
  noteSignIn(account: Account, owner: string, at: number): void {
    const before = account.lastUsed.get(owner);
    if (before !== undefined && at - before.at < SPAN) return;
    this.set(account, owner, { at, service: 'signin', region: 'us-east-1' });
  }

  private set(account: Account, id: string, use: LastUsed): void {
    account.lastUsed.set(id, use);
    let ids = this.changed.get(account);
    if (ids === undefined) {
      ids = new Set();
      this.changed.set(account, ids);
    }
    ids.add(id);
  }

  /** The writes for everything that changed since the last call. */
  take(): Write[] {
    const writes: Write[] = [];
    for (const [account, ids] of this.changed) {
      for (const id of ids) {
        const use = account.lastUsed.get(id);
        if (use !== undefined) writes.push(this.accounts.lastUsedWrite(account.accountId, id, use));
      }
    }
    this.changed = new Map();
    return writes;
  }
}
