import { ConflictError, type Range, type Store, type StoredDocument } from '../store.ts';

/** A transaction of the model: a check expects a document to be `back` writes behind what it is. */
export interface ModelTransaction {
  readonly writes: readonly { readonly key: string; readonly value: string | undefined }[];
  readonly checks: readonly { readonly key: string; readonly back: number }[];
}

interface Held {
  readonly value: string;
  readonly revision: number;
}

/** The contract in the plainest form: a list of documents, a list of changes. The conformance suite compares with it. */
export class ModelStore {
  readonly #documents = new Map<string, Held>();
  readonly #lines: string[] = [];

  revision(): number {
    return this.#lines.length;
  }

  changes(): readonly string[] {
    return this.#lines;
  }

  revisionOf(key: string): number {
    return this.#documents.get(key)?.revision ?? 0;
  }

  /** @returns the revision, or the key whose check failed. */
  transact(
    writes: ModelTransaction['writes'],
    checks: readonly { key: string; revision: number }[],
  ): number | string {
    const failed = checks.find(({ key, revision }) => this.revisionOf(key) !== revision);
    if (failed) return failed.key;
    if (writes.length === 0) return this.revision();
    const revision = this.revision() + 1;
    for (const { key, value } of writes) {
      if (value === undefined) this.#documents.delete(key);
      else this.#documents.set(key, { value, revision });
    }
    this.#lines.push(`${revision}: ${writes.map(({ key }) => key).join(' ')}`);
    return revision;
  }

  agreesOnRange({ from, to, limit, reverse }: Range): (found: readonly StoredDocument[]) => boolean {
    const keys = [...this.#documents.keys()].filter((key) => key >= from && key < to).sort();
    if (reverse) keys.reverse();
    const expected = keys.slice(0, limit).map((key) => [key, { ...this.#documents.get(key)! }]);
    return (found) => {
      const actual = found.map(({ key, value, revision }) => [
        key,
        { value: Buffer.from(value).toString(), revision },
      ]);
      return JSON.stringify(actual) === JSON.stringify(expected);
    };
  }
}

/** Submits the transactions to both in the same order, to the store without waiting, and compares the answers. */
export async function runInTurn(
  store: Store,
  model: ModelStore,
  together: readonly ModelTransaction[],
): Promise<void> {
  const ends = together.map(({ writes, checks }) => {
    const exact = checks.map(({ key, back }) => ({
      key,
      revision: Math.max(0, model.revisionOf(key) - back),
    }));
    const expected = model.transact(writes, exact);
    const encoded = writes.map(({ key, value }) => ({
      key,
      value: value === undefined ? undefined : Buffer.from(value),
    }));
    const actual = store
      .transact({ writes: encoded, checks: exact })
      .catch((error: unknown) => (error instanceof ConflictError ? error.key : Promise.reject(error)));
    return { expected, actual };
  });
  for (const { expected, actual } of ends) {
    const answer = await actual;
    if (answer !== expected) throw new Error(`the store answered ${answer}, the model ${expected}`);
  }
}
