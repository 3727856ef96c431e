import type { AdmittedTransaction } from './admitted-transaction.ts';

/**
 * A batch on its way to the commit thread: the bytes of all values are one piece of memory, which changes hands. Sent as
 * they are, each value would be copied with a buffer of its own.
 */
export interface PackedBatch {
  readonly transactions: readonly PackedTransaction[];
  readonly values: Uint8Array<ArrayBuffer>;
}

export interface PackedTransaction {
  readonly checks: AdmittedTransaction['checks'];
  readonly keys: readonly string[];
  /** Where each key's value ends in `values`; it begins where the one before ends. -1: the key is deleted. */
  readonly ends: readonly number[];
}

export function packBatch(transactions: readonly AdmittedTransaction[]): PackedBatch {
  let size = 0;
  for (const transaction of transactions) size += transaction.size;
  const values = new Uint8Array(size);
  let end = 0;
  const packed = transactions.map(({ checks, writes }): PackedTransaction => {
    const ends = writes.map(({ value }) => {
      if (value === undefined) return -1;
      values.set(value, end);
      end += value.byteLength;
      return end;
    });
    return { checks, keys: writes.map(({ key }) => key), ends };
  });
  return { transactions: packed, values };
}
