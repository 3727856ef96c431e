import { requireKey } from './keys.ts';
import type { Check, Transaction, Write } from './store.ts';

/** Largest document, in bytes. */
export const maximumDocumentBytes = 16 * 1024 * 1024;

/** A transaction whose keys and sizes are known to be good, and whose bytes nobody else can change. */
export interface AdmittedTransaction {
  readonly checks: readonly Check[];
  readonly writes: readonly Write[];
  /** Bytes of all values together. */
  readonly size: number;
}

/** @throws RangeError when a key, a revision or a size is out of bounds: an error of the caller, not of the data. */
export function admit(transaction: Transaction): AdmittedTransaction {
  let size = 0;
  const checks = (transaction.checks ?? []).map(({ key, revision }) => {
    if (!Number.isSafeInteger(revision) || revision < 0) throw new RangeError(`not a revision: ${revision}`);
    return { key: requireKey(key), revision };
  });
  const writes = transaction.writes.map(({ key, value }): Write => {
    requireKey(key);
    if (value === undefined) return { key, value: undefined };
    if (value.byteLength > maximumDocumentBytes) {
      throw new RangeError(
        `the document ${key} has ${value.byteLength} bytes, more than ${maximumDocumentBytes}`,
      );
    }
    size += value.byteLength;
    // A plain copy: a Buffer may be a view of a pool that others write to.
    return { key, value: new Uint8Array(value) };
  });
  return { checks, writes, size };
}
