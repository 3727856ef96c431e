import { createRequire } from 'node:module';
import { type AdmittedTransaction, admit } from './admitted-transaction.ts';
import { writeBackup } from './backup.ts';
import { type ChangeLog, follow, WakeUps } from './change-feed.ts';
import { requireKey, requireRange } from './keys.ts';
import { fillDatabase } from './schema.ts';
import {
  type Change,
  ConflictError,
  type Range,
  type Store,
  type StoredDocument,
  StoreUnavailableError,
  type Transaction,
} from './store.ts';

// The package is CommonJS with a `default` property: what `import` makes of that differs between Node and bundlers.
const { default: BTree } = createRequire(import.meta.url)('sorted-btree') as typeof import('sorted-btree');

/** A store that lives and dies with the process: for `stint dev` and tests. */
export class MemoryStore implements Store {
  readonly #documents = new BTree<string, StoredDocument>(undefined, compareBytes);
  readonly #changesKept: number;
  readonly #wakeUps = new WakeUps();
  /** Changes by ascending revision, without holes; the last is the newest. */
  #changes: Change[] = [];
  #revision = 0;

  /** @param options.changesKept how many of the newest transactions `watch` can begin after; default 10,000. */
  constructor(options: { readonly changesKept?: number } = {}) {
    this.#changesKept = options.changesKept ?? 10_000;
  }

  revision(): number {
    return this.#revision;
  }

  async get(key: string): Promise<StoredDocument | undefined> {
    this.#requireOpen();
    const document = this.#documents.get(requireKey(key));
    return document && ownCopy(document);
  }

  async range(range: Range): Promise<StoredDocument[]> {
    this.#requireOpen();
    const { from, to, limit = Number.POSITIVE_INFINITY, reverse = false } = requireRange(range);
    const found: StoredDocument[] = [];
    if (limit === 0) return found;
    const entries = reverse
      ? this.#documents.entriesReversed(to, undefined, true)
      : this.#documents.entries(from);
    for (const [key, document] of entries) {
      if (reverse ? key < from : key >= to) break;
      found.push(ownCopy(document));
      if (found.length >= limit) break;
    }
    return found;
  }

  async transact(transaction: Transaction): Promise<number> {
    this.#requireOpen();
    return this.#apply(admit(transaction));
  }

  watch(revision: number, signal: AbortSignal): AsyncIterable<Change> {
    return follow(this.#log, this.#wakeUps, revision, signal);
  }

  async backup(file: string): Promise<void> {
    this.#requireOpen();
    const documents = [...this.#documents.values()];
    const changes = [...this.#changes];
    await writeBackup(file, { fill: (partial) => fillDatabase(partial, documents, changes) });
  }

  async close(): Promise<void> {
    this.#wakeUps.close();
  }

  readonly #log: ChangeLog = {
    newest: () => this.#revision,
    changesAfter: (revision, limit) => {
      const first = this.#changes[0]?.revision ?? 1;
      const start = Math.max(0, revision + 1 - first);
      return this.#changes.slice(start, start + limit);
    },
  };

  #apply({ checks, writes }: AdmittedTransaction): number {
    for (const { key, revision } of checks) {
      if ((this.#documents.get(key)?.revision ?? 0) !== revision) throw new ConflictError(key);
    }
    if (writes.length === 0) return this.#revision;
    const revision = this.#revision + 1;
    for (const { key, value } of writes) {
      if (value === undefined) this.#documents.delete(key);
      else this.#documents.set(key, { key, value, revision });
    }
    this.#changes.push({ revision, keys: writes.map(({ key }) => key) });
    // Trimmed by halves, so that a write costs no more than its own part of it.
    if (this.#changes.length >= 2 * this.#changesKept)
      this.#changes = this.#changes.slice(-this.#changesKept);
    this.#revision = revision;
    this.#wakeUps.wake();
    return revision;
  }

  #requireOpen(): void {
    if (this.#wakeUps.closed) throw new StoreUnavailableError('the store is closed');
  }
}

function compareBytes(a: string, b: string): number {
  // Keys are ASCII, so that comparing UTF-16 units compares bytes.
  return a < b ? -1 : a > b ? 1 : 0;
}

function ownCopy(document: StoredDocument): StoredDocument {
  return { ...document, value: new Uint8Array(document.value) };
}
