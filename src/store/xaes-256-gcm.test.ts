import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Xaes256Gcm } from './xaes-256-gcm.ts';

const hex = (value: Uint8Array | undefined): string | undefined =>
  value && Buffer.from(value).toString('hex');
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe('XAES-256-GCM', () => {
  // The vectors of https://c2sp.org/XAES-256-GCM; the second has the most significant bit of L set.
  it.each([
    [1, '', 'ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271'],
    [3, 'c2sp.org/XAES-256-GCM', '986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d'],
  ])('seals as the specification shows, with the key of bytes %i', (byte, additional, expected) => {
    const cipher = new Xaes256Gcm(new Uint8Array(32).fill(byte));
    const nonce = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX');
    const sealed = cipher.seal(nonce, Buffer.from('XAES-256-GCM'), Buffer.from(additional));
    expect(hex(sealed)).toBe(expected);
    expect(hex(cipher.open(nonce, sealed, Buffer.from(additional)))).toBe(hex(Buffer.from('XAES-256-GCM')));
  });

  it('agrees with the accumulated test of the specification, 10,000 random messages', () => {
    const random = createHash('shake128', { outputLength: 6_000_000 }).digest();
    expect(hex(random.subarray(0, 16))).toBe('7f9c2ba4e88f827d616045507605853e');
    let place = 0;
    const next = (length: number): Buffer => {
      place += length;
      if (place > random.length) throw new Error('more randomness is needed');
      return random.subarray(place - length, place);
    };
    const hash = createHash('shake128', { outputLength: 32 });
    for (let message = 0; message < 10_000; message += 1) {
      const cipher = new Xaes256Gcm(next(32));
      const nonce = next(24);
      const plaintext = next(next(1)[0]!);
      const additional = next(next(1)[0]!);
      const sealed = cipher.seal(nonce, plaintext, additional);
      hash.update(sealed);
      expect(cipher.open(nonce, sealed, additional)?.byteLength).toBe(plaintext.byteLength);
    }
    expect(hex(hash.digest())).toBe('e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939');
  });

  it('opens what it sealed, and nothing in which one bit is another', () => {
    const everything = fc.record({
      key: bytes(32),
      nonce: bytes(24),
      plaintext: fc.uint8Array({ maxLength: 40 }),
      additional: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    });
    fc.assert(
      fc.property(
        everything,
        fc.nat(),
        fc.constantFrom('nonce', 'sealed', 'additional'),
        (given, bit, part) => {
          const cipher = new Xaes256Gcm(given.key);
          const parts = { ...given, sealed: cipher.seal(given.nonce, given.plaintext, given.additional) };
          expect(hex(cipher.open(parts.nonce, parts.sealed, parts.additional))).toBe(hex(given.plaintext));
          const flipped = Uint8Array.from(parts[part]);
          flipped[Math.floor(bit / 8) % flipped.length]! ^= 1 << (bit % 8);
          const changed = { ...parts, [part]: flipped };
          expect(cipher.open(changed.nonce, changed.sealed, changed.additional)).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a key of 31 bytes', () => new Xaes256Gcm(new Uint8Array(31))],
    [
      'a nonce of 12 bytes',
      () => new Xaes256Gcm(new Uint8Array(32)).seal(new Uint8Array(12), new Uint8Array(), new Uint8Array()),
    ],
  ])('refuses %s', (_title, use) => {
    expect(use).toThrow(RangeError);
  });

  it('opens nothing that is shorter than a tag', () => {
    const cipher = new Xaes256Gcm(new Uint8Array(32));
    expect(cipher.open(new Uint8Array(24), new Uint8Array(15), new Uint8Array())).toBeUndefined();
  });
});

describe('nonces', () => {
  it('are each another, and stay what they were', () => {
    const given = Array.from({ length: 1000 }, () => Xaes256Gcm.nonce());
    const text = (nonce: Uint8Array): string => Buffer.from(nonce).toString('hex');
    const texts = given.map(text);
    expect(new Set(texts).size).toBe(1000);
    // A repeated part would show that the pool was not drawn anew.
    expect(new Set(texts.map((one) => one.slice(0, 16))).size).toBe(1000);
    expect(texts.every((one) => one.length === 48)).toBe(true);
    for (let more = 0; more < 1000; more += 1) Xaes256Gcm.nonce();
    expect(given.map(text)).toEqual(texts);
  });
});
