import { createHmac } from 'node:crypto';
import { nonceBytes, tagBytes, Xaes256Gcm } from './xaes-256-gcm.ts';

/** Format byte and key version. */
const headerBytes = 5;
const format = 1;
/** What sealing adds to a plaintext, in bytes. */
export const sealOverhead = headerBytes + nonceBytes + tagBytes;

/**
 * One version of the key of one purpose. What it seals begins with a format byte and the version, as 32 bits, so that
 * the right version is found again; both are authenticated with the rest.
 */
export class DataKey {
  readonly version: number;
  /** When it was made, in milliseconds since 1970. */
  readonly created: number;
  readonly bytes: Uint8Array;
  readonly #cipher: Xaes256Gcm;
  readonly #header: Uint8Array;
  #macKey: Uint8Array | undefined;

  constructor(version: number, created: number, bytes: Uint8Array) {
    this.version = version;
    this.created = created;
    this.bytes = bytes;
    this.#cipher = new Xaes256Gcm(bytes);
    this.#header = new Uint8Array(headerBytes);
    this.#header[0] = format;
    new DataView(this.#header.buffer).setUint32(1, version);
  }

  /** A key for message authentication, which tells nothing about the one that seals, nor that about it. */
  get macKey(): Uint8Array {
    this.#macKey ??= createHmac('sha256', this.bytes).update('stint message authentication key').digest();
    return this.#macKey;
  }

  seal(plaintext: Uint8Array, context: Uint8Array): Uint8Array {
    const nonce = Xaes256Gcm.nonce();
    return Buffer.concat([
      this.#header,
      nonce,
      this.#cipher.seal(nonce, plaintext, this.#additional(context)),
    ]);
  }

  /** @returns undefined unless this key sealed it in this context. */
  open(sealed: Uint8Array, context: Uint8Array): Uint8Array | undefined {
    if (sealedVersion(sealed) !== this.version) return undefined;
    const body = headerBytes + nonceBytes;
    return this.#cipher.open(
      sealed.subarray(headerBytes, body),
      sealed.subarray(body),
      this.#additional(context),
    );
  }

  #additional(context: Uint8Array): Uint8Array {
    return Buffer.concat([this.#header, context]);
  }
}

/** The version of the key that sealed it; undefined when the bytes are nothing that a key sealed. */
export function sealedVersion(sealed: Uint8Array): number | undefined {
  if (sealed.byteLength < sealOverhead || sealed[0] !== format) return undefined;
  return new DataView(sealed.buffer, sealed.byteOffset).getUint32(1);
}
