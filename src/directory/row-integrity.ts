/**
 * One digest over all documents of an account: the sum, modulo 2^256, of a keyed hash of each (key, value). Writing a
 * document takes its old hash away and adds the new one; so the digest costs the same however large the account is,
 * and a document that was changed, removed, added, moved, or put back to an older state behind Stint's back shows.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface RowIntegrity {
  /** The digest of no documents. */
  empty(): Uint8Array;
  with(digest: Uint8Array, key: string, value: Uint8Array): Uint8Array;
  without(digest: Uint8Array, key: string, value: Uint8Array): Uint8Array;
  equal(a: Uint8Array, b: Uint8Array): boolean;
}

const LENGTH = 32;
const WORDS = LENGTH / 4;

function combine(digest: Uint8Array, term: Uint8Array, sign: 1 | -1): Uint8Array {
  const sum = new Uint8Array(LENGTH);
  const a = new DataView(digest.buffer, digest.byteOffset, LENGTH);
  const b = new DataView(term.buffer, term.byteOffset, LENGTH);
  const out = new DataView(sum.buffer);
  let carry = 0;
  for (let word = 0; word < WORDS; word++) {
    const total = a.getUint32(word * 4, true) + sign * b.getUint32(word * 4, true) + carry;
    out.setUint32(word * 4, total >>> 0, true);
    carry = Math.floor(total / 2 ** 32);
  }
  return sum;
}

/** @param macKey 32 secret bytes that stay the same for the life of the store. */
export function macIntegrity(macKey: Uint8Array): RowIntegrity {
  const term = (key: string, value: Uint8Array): Uint8Array =>
    createHmac('sha256', macKey).update(`${key.length}:${key}`).update(value).digest();
  return {
    empty: () => new Uint8Array(LENGTH),
    with: (digest, key, value) => combine(digest, term(key, value), 1),
    without: (digest, key, value) => combine(digest, term(key, value), -1),
    equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  };
}
