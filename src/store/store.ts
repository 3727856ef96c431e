/**
 * The store's contract: ordered keys, documents, multi-key compare-and-set transactions, range reads, and a watch
 * from a revision. SQLite and memory implement it; one conformance suite (`conformance.ts`) runs against each.
 *
 * Keys are strings of ASCII characters, compared by bytes; `/` separates their parts by custom. Values are bytes:
 * what is in them is the business of the rooms above.
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

export interface Change {
  readonly revision: number;
  readonly writes: readonly Write[];
}

export interface Store {
  /** The newest durable revision; 0 for an empty store. */
  revision(): number;
  get(key: string): Promise<StoredDocument | undefined>;
  /** Documents of the range in key order, from one consistent snapshot. */
  range(range: Range): Promise<StoredDocument[]>;
  /**
   * Applies all writes or none, and answers when they are durable.
   * @returns the transaction's revision.
   * @throws ConflictError when a check fails; nothing was written.
   * @throws StoreUnavailableError when the disk refused (full, I/O error): nothing is known to be written by this
   *   transaction, reads go on, and a later transaction may succeed again.
   */
  transact(transaction: Transaction): Promise<number>;
  /** Every durable transaction after `revision`, in order, without gap. Throws CompactedError if that is too long ago. */
  watch(revision: number, signal: AbortSignal): AsyncIterable<Change>;
  /** A consistent copy of the whole store, written to a new file, synced and verified. */
  backup(file: string): Promise<void>;
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

/** The store cannot write now. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** The revision to watch from is no longer kept. */
export class CompactedError extends Error {
  override readonly name = 'CompactedError';
}
