import { type Cipher, createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

export const nonceBytes = 24;
export const tagBytes = 16;

/** One call to the system serves many nonces, which are no secrets. Each is given out once. */
const pool = new Uint8Array(128 * nonceBytes);
let poolUsed = pool.byteLength;

/**
 * XAES-256-GCM (https://c2sp.org/XAES-256-GCM): AES-256-GCM under a key that is derived for each message from the key
 * and the first half of a 192-bit nonce, so that nonces may be random for 2^80 messages under one key.
 */
export class Xaes256Gcm {
  /** AES on single blocks, which has no state from one call to the next; it holds the expanded key. */
  readonly #blocks: Cipher;
  /** The two CMAC inputs of the derivation, xored with the subkey K1, where the nonce is still zero. */
  readonly #derivation: Uint8Array;

  /** @throws RangeError unless the key has 32 bytes. */
  constructor(key: Uint8Array) {
    if (key.byteLength !== 32) throw new RangeError('a key has 32 bytes');
    this.#blocks = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    const subkey = doubled(this.#blocks.update(new Uint8Array(16)));
    this.#derivation = new Uint8Array(32);
    for (const [counter, start] of [
      [1, 0],
      [2, 16],
    ] as const) {
      this.#derivation.set(subkey, start);
      this.#derivation[start + 1]! ^= counter;
      this.#derivation[start + 2]! ^= 0x58;
    }
  }

  /** A nonce for one message. */
  static nonce(): Uint8Array {
    if (poolUsed === pool.byteLength) {
      randomFillSync(pool);
      poolUsed = 0;
    }
    poolUsed += nonceBytes;
    return pool.slice(poolUsed - nonceBytes, poolUsed);
  }

  /** @returns the ciphertext and the tag of 16 bytes. The nonce must be used for this message only. */
  seal(nonce: Uint8Array, plaintext: Uint8Array, additional: Uint8Array): Uint8Array {
    const cipher = createCipheriv('aes-256-gcm', this.#keyFor(nonce), nonce.subarray(12));
    cipher.setAAD(additional);
    const ciphertext = cipher.update(plaintext);
    cipher.final();
    return Buffer.concat([ciphertext, cipher.getAuthTag()]);
  }

  /** @returns the plaintext, or undefined unless `sealed` is what `seal` made of it with this nonce and these data. */
  open(nonce: Uint8Array, sealed: Uint8Array, additional: Uint8Array): Uint8Array | undefined {
    const end = sealed.byteLength - tagBytes;
    if (end < 0) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#keyFor(nonce), nonce.subarray(12), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(additional);
    decipher.setAuthTag(sealed.subarray(end));
    const plaintext = decipher.update(sealed.subarray(0, end));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return plaintext;
  }

  #keyFor(nonce: Uint8Array): Uint8Array {
    if (nonce.byteLength !== nonceBytes) throw new RangeError(`a nonce has ${nonceBytes} bytes`);
    const blocks = Uint8Array.from(this.#derivation);
    for (let place = 0; place < 12; place += 1) {
      blocks[4 + place]! ^= nonce[place]!;
      blocks[20 + place]! ^= nonce[place]!;
    }
    return this.#blocks.update(blocks);
  }
}

/** The block shifted left by one bit, reduced by the polynomial of CMAC (NIST SP 800-38B, section 6.1). */
function doubled(block: Uint8Array): Uint8Array {
  const shifted = block.map((byte, place) => ((byte << 1) | ((block[place + 1] ?? 0) >> 7)) & 0xff);
  if (block[0]! & 0x80) shifted[15]! ^= 0x87;
  return shifted;
}
