import { createHmac, timingSafeEqual } from 'node:crypto';

const digestBytes = 32;
const words = digestBytes / 4;

/**
 * The digest of one row, 32 bytes: nobody without the key can make it, and it changes with the row's key, its version
 * and any bit of its content.
 * @param macKey of `Keyring.macKey('row-digests')`.
 */
export function rowDigest(macKey: Uint8Array, key: string, version: number, content: Uint8Array): Uint8Array {
  // JSON ends where it ends: no content can continue the key or the version.
  return createHmac('sha256', macKey)
    .update(JSON.stringify([key, version]))
    .update(content)
    .digest();
}

/**
 * The digest of a set of rows, of constant size: the sum of their digests modulo 2^256. A row that is added or removed
 * costs one addition, whatever the size of the set; the order does not matter.
 *
 * Keep it sealed (`Keyring.seal('row-digests', …)`), never in the clear: who sees the sums before and after a change
 * knows the digest of the row by subtraction, and could take that row out of a later sum.
 * After M. Bellare and D. Micciancio, "A New Paradigm for Collision-Free Hashing" (AdHash), with a keyed row digest.
 */
export class SetHash {
  /** The sum, least significant word first. */
  readonly #sum = new Uint32Array(words);

  /** The hash of what `bytes` once gave. @throws RangeError unless there are 32 bytes. */
  static from(bytes: Uint8Array): SetHash {
    const hash = new SetHash();
    hash.add(bytes);
    return hash;
  }

  add(digest: Uint8Array): void {
    const view = viewOf(digest);
    let carry = 0;
    for (let word = 0; word < words; word += 1) {
      const sum = this.#sum[word]! + view.getUint32(4 * word, true) + carry;
      this.#sum[word] = sum;
      carry = sum > 0xffffffff ? 1 : 0;
    }
  }

  remove(digest: Uint8Array): void {
    const view = viewOf(digest);
    let borrow = 0;
    for (let word = 0; word < words; word += 1) {
      const difference = this.#sum[word]! - view.getUint32(4 * word, true) - borrow;
      this.#sum[word] = difference;
      borrow = difference < 0 ? 1 : 0;
    }
  }

  /** A hash that goes its own way from here. */
  copy(): SetHash {
    return SetHash.from(this.bytes());
  }

  /** The 32 bytes of the sum. */
  bytes(): Uint8Array {
    const bytes = new Uint8Array(digestBytes);
    const view = new DataView(bytes.buffer);
    for (const [word, value] of this.#sum.entries()) view.setUint32(4 * word, value, true);
    return bytes;
  }

  equals(other: SetHash): boolean {
    return timingSafeEqual(this.bytes(), other.bytes());
  }
}

function viewOf(digest: Uint8Array): DataView {
  if (digest.byteLength !== digestBytes) throw new RangeError(`a digest has ${digestBytes} bytes`);
  return new DataView(digest.buffer, digest.byteOffset, digestBytes);
}
