/**
 * The store's contract: ordered keys, documents, multi-key compare-and-set transactions, range reads, and a watch
 * from a revision. SQLite and memory implement it; one conformance suite (`testing/conformance.ts`) runs against each.
 *
 * Keys are strings of 1 to 1,024 printable ASCII characters, compared by bytes; `/` separates their parts by custom.
 * Values are bytes, at most 16 MiB: what is in them is the business of the rooms above.
 */

/** A document and the store revision at which it was last written. */
export interface StoredDocument {
  readonly key: string;
  readonly value: Uint8Array;
  /** Revision of the transaction that wrote it: positive, grows by one a transaction, never reused. */
  readonly revision: number;
}

/** Refuses the transaction unless `key` was last written at `revision`; 0 means the key must not exist. */
export interface Check {
  readonly key: string;
  readonly revision: number;
}

export type Write =
  | { readonly key: string; readonly value: Uint8Array }
  | { readonly key: string; readonly value: undefined };

export interface Transaction {
  /** All are evaluated before the first write is applied. */
  readonly checks?: readonly Check[];
  /** Applied in order; `value: undefined` deletes. Deleting an absent key is no error. */
  readonly writes: readonly Write[];
}

export interface Range {
  /** First key, inclusive. */
  readonly from: string;
  /** End, exclusive. */
  readonly to: string;
  /** At most this many documents. */
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** A durable transaction, as watches see it: which keys it wrote or deleted, in order. What they hold now is asked of the store. */
export interface Change {
  readonly revision: number;
  readonly keys: readonly string[];
}

export interface Store {
  /** The newest durable revision; 0 for an empty store. */
  revision(): number;
  get(key: string): Promise<StoredDocument | undefined>;
  /**
   * Documents of the range in key order, from one consistent snapshot that is at least as new as `revision()` was at
   * the call. To follow on from a range, ask `revision()` first, then read the range, then watch from that revision:
   * changes that the range held already come once more, none is missed.
   */
  range(range: Range): Promise<StoredDocument[]>;
  /**
   * Applies all writes or none, and answers when they are durable. Transactions are applied in the order in which they
   * were submitted. The values may be reused by the caller as soon as the call returned its promise. A transaction
   * without writes only evaluates its checks, and answers with the newest revision that they saw.
   * @returns the transaction's revision.
   * @throws ConflictError when a check fails; nothing was written.
   * @throws StoreUnavailableError when the disk refused (full, I/O error): nothing is known to be written by this
   *   transaction, reads go on, and a later transaction may succeed again.
   */
  transact(transaction: Transaction): Promise<number>;
  /**
   * Every durable transaction after `revision`, in order, without gap. Ends when the signal is aborted.
   * @throws CompactedError if that is too long ago, or if the store never had that revision (it was restored).
   * @throws StoreUnavailableError when the store is closed.
   */
  watch(revision: number, signal: AbortSignal): AsyncIterable<Change>;
  /** A consistent copy of the whole store, written to a new file, synced and verified. */
  backup(file: string): Promise<void>;
  /** Waits for what was submitted, then gives everything back. A second call waits for the first. */
  close(): Promise<void>;
}

/** A check of the transaction failed. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly key: string;
  constructor(key: string) {
    super(`the document ${key} was changed by another writer`);
    this.key = key;
  }
}

/** The store cannot serve now: the disk refused, or the store is closed. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** The revision to watch from is not kept. */
export class CompactedError extends Error {
  override readonly name = 'CompactedError';
}
