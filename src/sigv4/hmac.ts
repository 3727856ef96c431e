import { hash, type KeyObject } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** Longer than a string to sign of any client. */
const USUAL_TEXT = 1024;

/** A key as HMAC-SHA-256 takes it in: RFC 2104, section 2. */
interface Pads {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

const prepared = new WeakMap<KeyObject, Pads>();

/** @throws RangeError for a key of more than a block: derived keys have half of one. */
function padsOf(key: KeyObject): Pads {
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const bytes = key.export();
  if (bytes.length > BLOCK_BYTES) throw new RangeError('the key is longer than a block');
  const pads = { inner: Buffer.alloc(BLOCK_BYTES, 0x36), outer: Buffer.alloc(BLOCK_BYTES, 0x5c) };
  for (const [at, byte] of bytes.entries()) {
    pads.inner[at]! ^= byte;
    pads.outer[at]! ^= byte;
  }
  prepared.set(key, pads);
  return pads;
}

const usualMessage = Buffer.alloc(BLOCK_BYTES + USUAL_TEXT);
const outerMessage = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);

/**
 * HMAC-SHA-256 of a byte string (one byte a character) under a key that is used again and again, in hex. Two digests
 * over what is kept of the key: Node's `Hmac` sets the key up anew each time, and costs twice as much.
 */
export function hmacHex(key: KeyObject, text: string): string {
  const { inner, outer } = padsOf(key);
  const message = text.length <= USUAL_TEXT ? usualMessage : Buffer.alloc(BLOCK_BYTES + text.length);
  message.set(inner);
  const length = BLOCK_BYTES + message.write(text, BLOCK_BYTES, 'latin1');
  outerMessage.set(outer);
  outerMessage.write(hash('sha256', message.subarray(0, length), 'binary'), BLOCK_BYTES, 'latin1');
  return hash('sha256', outerMessage, 'hex');
}
