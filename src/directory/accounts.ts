/**
 * The accounts of a node: loaded on first use, kept in memory, written through drafts.
 *
 * Writers of an account work one after another on its pending head. Drafts that wait while a transaction is under way
 * become one transaction, thus one fsync, and each caller is answered when its draft is durable. When a transaction
 * fails, its drafts and every draft built above them are discarded.
 */
import {
  ConflictError,
  type Keyring,
  maximumDocumentBytes,
  prefixRange,
  type Store,
  StoreUnavailableError,
  type Write,
} from '../store/index.ts';
import { Account } from './account.ts';
import { AccountDigest } from './account-digest.ts';
import { type AccountState, emptyTables, newAccountState, TABLE_NAMES } from './account-state.ts';
import {
  ACCOUNT_RECORDS,
  decodeDocument,
  decodeRecord,
  encodeDocument,
  entityKey,
  headKey,
  lastUsedKey,
  recordKey,
} from './documents.ts';
import type { AccountDraft, EntityChange } from './draft.ts';
import type { AccountRecord } from './entities.ts';
import type { LastUsed } from './last-used.ts';

/** The stored documents of an account do not fit their digest: someone changed them outside of Stint. */
export class AccountTamperedError extends Error {
  override readonly name = 'AccountTamperedError';
  readonly accountId: string;
  constructor(accountId: string) {
    super(`the stored documents of account ${accountId} do not match their digest; restore it from a backup`);
    this.accountId = accountId;
  }
}

/** A draft was not stored; the account is as it was before. */
export class DraftDiscardedError extends Error {
  override readonly name = 'DraftDiscardedError';
}

/** A draft, with the account that it was made from. */
export interface DraftOfAccount {
  readonly account: Account;
  readonly draft: AccountDraft;
}

/** What an account becomes when its draft is durable. */
interface NextHead {
  readonly account: Account;
  readonly state: AccountState;
  readonly digest: AccountDigest;
}

/** Drafts that become durable together, or not at all. */
interface Waiting {
  readonly heads: readonly NextHead[];
  readonly writes: readonly Write[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export interface AccountsOptions {
  readonly store: Store;
  readonly keyring: Keyring;
  /** Told when the documents of an account do not fit their digest. */
  readonly onTampering?: (accountId: string) => void;
}

export class Accounts {
  private readonly store: Store;
  private readonly keyring: Keyring;
  private readonly onTampering: (accountId: string) => void;
  private readonly loaded = new Map<string, Account>();
  private readonly loading = new Map<string, Promise<Account | undefined>>();
  private readonly registry: Map<string, AccountRecord>;
  private waiting: Waiting[] = [];
  private committing = false;
  private idle: Promise<void> = Promise.resolve();
  /** Transactions sent to the store for drafts, and drafts in them: how well writes share an fsync. */
  readonly counts = { transactions: 0, drafts: 0 };

  private constructor(options: AccountsOptions, registry: Map<string, AccountRecord>) {
    this.store = options.store;
    this.keyring = options.keyring;
    this.onTampering = options.onTampering ?? (() => undefined);
    this.registry = registry;
  }

  /** Reads the list of accounts; the accounts themselves are read when first used. */
  static async open(options: AccountsOptions): Promise<Accounts> {
    const documents = await options.store.range(prefixRange(ACCOUNT_RECORDS));
    const records = documents.map((document) => decodeRecord(document.value));
    return new Accounts(options, new Map(records.map((record) => [record.accountId, record])));
  }

  /** Records of all accounts, in no particular order. */
  records(): IterableIterator<AccountRecord> {
    return this.registry.values();
  }

  /** The durable record of an account, without loading the account. */
  recordOf(accountId: string): AccountRecord | undefined {
    return this.registry.get(accountId);
  }

  /**
   * The account that has this alias, or is about to have it. Goes through all records: aliases are asked for rarely.
   */
  aliasHolder(alias: string): string | undefined {
    for (const account of this.loaded.values()) {
      if (account.pending.record.alias === alias) return account.accountId;
    }
    for (const record of this.registry.values()) if (record.alias === alias) return record.accountId;
    return undefined;
  }

  exists(accountId: string): boolean {
    return this.registry.has(accountId);
  }

  /** How many accounts are in memory. */
  get loadedCount(): number {
    return this.loaded.size;
  }

  /** The account if it is in memory. */
  peek(accountId: string): Account | undefined {
    return this.loaded.get(accountId);
  }

  /**
   * The account, read from the store when it is not in memory yet; `undefined` if there is none.
   * @throws AccountTamperedError when its documents do not fit their digest.
   */
  async load(accountId: string): Promise<Account | undefined> {
    const present = this.loaded.get(accountId);
    if (present !== undefined || !this.registry.has(accountId)) return present;
    let loading = this.loading.get(accountId);
    if (loading === undefined) {
      loading = this.read(accountId).finally(() => this.loading.delete(accountId));
      this.loading.set(accountId, loading);
    }
    return await loading;
  }

  /**
   * Begins a new account; nobody sees it, and nothing is stored, before its first draft is committed.
   * @throws Error if there is an account of that id.
   */
  begin(record: AccountRecord): Account {
    this.requireNew(record.accountId);
    return new Account(newAccountState(record), 0, AccountDigest.empty(this.keyring));
  }

  /**
   * Puts a draft on the account's pending head and stores it, together with `also` (the request's event) in one
   * transaction.
   * @returns when it is durable, and readers see it.
   * @throws DraftDiscardedError when it could not be stored, or is too large to be; the account is as if it had never
   *   been.
   */
  commit(account: Account, draft: AccountDraft, also: readonly Write[]): Promise<void> {
    return this.commitAll([{ account, draft }], also);
  }

  /**
   * As `commit`, for drafts of several accounts, each of another account: all become durable in one transaction, or
   * none. Between making a draft and this call nothing may wait, or an earlier writer's change would be lost.
   * @throws DraftDiscardedError
   */
  commitAll(drafts: readonly DraftOfAccount[], also: readonly Write[]): Promise<void> {
    for (const { account } of drafts) {
      if (isBegun(account) && this.loaded.get(account.accountId) !== account) {
        this.requireNew(account.accountId);
      }
    }
    const next = drafts.map(({ account, draft }) => {
      const { writes, digest } = this.encode(account, writtenBy(account, draft));
      return { account, state: draft.state(), digest, writes };
    });
    for (const { account } of drafts) this.loaded.set(account.accountId, account);
    return this.enqueue(next, [...next.flatMap(({ writes }) => writes), ...also]);
  }

  /**
   * Makes the account's digest with the newest key of its purpose, so that older ones can be retired.
   * @returns whether there was anything to do. @throws DraftDiscardedError
   */
  async renewDigest(account: Account): Promise<boolean> {
    const digest = AccountDigest.empty(this.keyring);
    if (account.pendingDigest.keyVersion === digest.keyVersion) return false;
    const { pending: state, accountId } = account;
    digest.add(recordKey(accountId), encodeDocument(state.record));
    for (const name of TABLE_NAMES) {
      const table = state[name];
      for (const entity of table.values()) {
        digest.add(entityKey(accountId, table.shape.kind, entity.id), encodeDocument(entity));
      }
    }
    await this.enqueue([{ account, state, digest }], []);
    return true;
  }

  /** Stores writes that belong to no account's draft: events of operations that change nothing, last-used data. */
  async append(writes: readonly Write[]): Promise<void> {
    await this.store.transact({ writes });
  }

  /** When everything that was handed to `commit` so far is decided. */
  async settled(): Promise<void> {
    while (this.committing) await this.idle;
  }

  /** The write that keeps last-used data of an entity. */
  lastUsedWrite(accountId: string, id: string, lastUsed: LastUsed): Write {
    return { key: lastUsedKey(accountId, id), value: encodeDocument(lastUsed) };
  }

  private async drain(): Promise<void> {
    this.committing = true;
    // Let the drafts of this turn of the event loop come together.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      await this.commitBatch(batch);
    }
    this.committing = false;
  }

  private enqueue(heads: readonly NextHead[], writes: readonly Write[]): Promise<void> {
    for (const { account, state, digest } of heads) {
      account.pending = state;
      account.pendingDigest = digest;
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ heads, writes, resolve, reject });
      if (!this.committing) this.idle = this.drain();
    });
  }

  private async commitBatch(batch: readonly Waiting[]): Promise<void> {
    const last = new Map<Account, NextHead>();
    for (const { heads } of batch) for (const head of heads) last.set(head.account, head);
    let heads: Write[] = [];
    let revision: number | undefined;
    try {
      heads = [...last].map(([{ accountId }, { digest }]) => ({
        key: headKey(accountId),
        value: digest.seal(this.keyring, accountId),
      }));
      revision = await this.store.transact({
        checks: [...last.keys()].map((account) => ({
          key: headKey(account.accountId),
          revision: account.headRevision,
        })),
        writes: [...batch.flatMap((one) => one.writes), ...heads],
      });
    } catch (cause) {
      if (cause instanceof StoreUnavailableError) revision = await this.revisionIfStored(heads);
      if (revision === undefined) {
        this.discard([...batch, ...this.waiting.splice(0)], cause);
        return;
      }
    }
    this.counts.transactions += 1;
    this.counts.drafts += batch.length;
    for (const [account, { state, digest }] of last) {
      account.durable = state;
      account.durableDigest = digest;
      account.headRevision = revision;
      this.registry.set(account.accountId, state.record);
    }
    for (const one of batch) one.resolve();
  }

  /**
   * After the store failed, what it was doing is unknown: it may have ended its work before. Each sealed head is unlike
   * any other, so that finding one says that its whole transaction is there.
   */
  private async revisionIfStored([head]: readonly Write[]): Promise<number | undefined> {
    if (head?.value === undefined) return undefined;
    try {
      const found = await this.store.get(head.key);
      return found !== undefined && Buffer.compare(found.value, head.value) === 0
        ? found.revision
        : undefined;
    } catch {
      // Not even readable: as far as anybody can see, it was not stored.
      return undefined;
    }
  }

  /** Nothing of these drafts was stored: their accounts go back to the durable head. */
  private discard(drafts: readonly Waiting[], cause: unknown): void {
    for (const { account } of drafts.flatMap(({ heads }) => heads)) {
      account.pending = account.durable;
      account.pendingDigest = account.durableDigest;
      // An account of which nothing is stored, or which another node changed, is read again when it is next used.
      const isStale = account.headRevision === 0 || cause instanceof ConflictError;
      if (isStale && this.loaded.get(account.accountId) === account) this.loaded.delete(account.accountId);
    }
    const error = new DraftDiscardedError('the change could not be stored', { cause });
    for (const one of drafts) one.reject(error);
  }

  private requireNew(accountId: string): void {
    if (this.registry.has(accountId) || this.loaded.has(accountId)) {
      throw new Error(`account ${accountId} exists`);
    }
  }

  private encode(
    account: Account,
    changes: readonly EntityChange[],
  ): { writes: Write[]; digest: AccountDigest } {
    const digest = account.pendingDigest.copy();
    const writes = changes.map(({ kind, id, before, entity }): Write => {
      const key = entityKey(account.accountId, kind, id);
      if (before !== undefined) digest.remove(key, encodeDocument(before));
      if (entity === undefined) return { key, value: undefined };
      const value = encodeDocument(entity);
      // Alone, before it joins a transaction that others' drafts are in: the store would refuse them all.
      if (value.byteLength > maximumDocumentBytes) {
        throw new DraftDiscardedError(`the document ${key} would be larger than a document may be`);
      }
      digest.add(key, value);
      return { key, value };
    });
    return { writes, digest };
  }

  private async read(accountId: string): Promise<Account | undefined> {
    const [record, head, entities, lastUsed] = await Promise.all([
      this.store.get(recordKey(accountId)),
      this.store.get(headKey(accountId)),
      this.store.range(prefixRange(`account/${accountId}/`)),
      this.store.range(prefixRange(lastUsedKey(accountId, ''))),
    ]);
    if (record === undefined || head === undefined) throw this.tampered(accountId);
    const digest = AccountDigest.empty(this.keyring, AccountDigest.keyVersion(head.value));
    digest.add(record.key, record.value);
    const tables = emptyTables();
    const byKind = new Map(TABLE_NAMES.map((name) => [tables[name].shape.kind, tables[name]]));
    for (const { key, value } of entities) {
      digest.add(key, value);
      const table = byKind.get(key.split('/')[2] ?? '');
      if (table === undefined) throw this.tampered(accountId);
      // The digest below proves that this document was written by Stint for this key.
      table.put(decodeDocument(value) as never);
    }
    if (!digest.matches(this.keyring, accountId, head.value)) throw this.tampered(accountId);
    const state: AccountState = { accountId, record: decodeRecord(record.value), ...tables };
    const used = new Map(
      lastUsed.map(({ key, value }) => [key.split('/')[2] ?? '', decodeDocument(value) as LastUsed]),
    );
    const account = new Account(state, head.revision, digest, used);
    this.loaded.set(accountId, account);
    return account;
  }

  private tampered(accountId: string): AccountTamperedError {
    this.onTampering(accountId);
    return new AccountTamperedError(accountId);
  }
}

/** Nothing of it was stored, and no draft of it was committed. */
function isBegun(account: Account): boolean {
  return account.headRevision === 0 && account.pending === account.durable;
}

/** What a draft wrote; the first one of an account writes its record too. */
function writtenBy(account: Account, draft: AccountDraft): EntityChange[] {
  const changes = draft.changes();
  if (!isBegun(account) || changes.some(({ kind }) => kind === 'account')) return changes;
  return [...changes, { kind: 'account', id: 'account', before: undefined, entity: draft.record }];
}
