/**
 * One account in memory: the *durable* head that readers see, and the *pending* head on which writers work one after
 * another, ahead of the disk.
 */
import type { AccountDigest } from './account-digest.ts';
import type { AccountState } from './account-state.ts';
import { AccountDraft } from './draft.ts';
import type { LastUsed } from './last-used.ts';

export class Account {
  readonly accountId: string;
  /** What readers see: everything in it is on disk. */
  durable: AccountState;
  /** What the next writer builds on. */
  pending: AccountState;
  /** Store revision of the account's head document; 0 before it was first written. */
  headRevision: number;
  /** Digest over the documents of the durable and of the pending state. */
  durableDigest: AccountDigest;
  pendingDigest: AccountDigest;
  readonly lastUsed: Map<string, LastUsed>;

  constructor(
    state: AccountState,
    headRevision: number,
    digest: AccountDigest,
    lastUsed: Map<string, LastUsed> = new Map(),
  ) {
    this.accountId = state.accountId;
    this.durable = state;
    this.pending = state;
    this.headRevision = headRevision;
    this.durableDigest = digest;
    this.pendingDigest = digest;
    this.lastUsed = lastUsed;
  }

  /** A draft on top of everything that earlier writers did, durable or not. */
  draft(): AccountDraft {
    return new AccountDraft(this.pending);
  }
}
