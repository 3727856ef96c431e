import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowDigest, SetHash } from './row-digest.ts';

const digest = fc.oneof(
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
  fc.constantFrom(
    new Uint8Array(32),
    new Uint8Array(32).fill(255),
    Uint8Array.from({ length: 32 }, (_, n) => (n ? 0 : 1)),
  ),
);

/** The number that the bytes are, least significant byte first. */
function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

describe('the digest of a set of rows (F4)', () => {
  it('is the sum of the digests modulo 2^256', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ digest, add: fc.boolean() }), { maxLength: 12 }), (steps) => {
        const hash = new SetHash();
        let sum = 0n;
        for (const step of steps) {
          if (step.add) hash.add(step.digest);
          else hash.remove(step.digest);
          sum += step.add ? numberOf(step.digest) : -numberOf(step.digest);
        }
        expect(numberOf(hash.bytes())).toBe(BigInt.asUintN(256, sum));
      }),
    );
  });

  it('is the same in whatever order rows were added and removed', () => {
    fc.assert(
      fc.property(fc.array(digest, { minLength: 1, maxLength: 10 }), fc.nat(), (digests, seed) => {
        const kept = digests.filter((_, place) => (seed >> place) & 1);
        const through = new SetHash();
        for (const each of digests) through.add(each);
        for (const [place, each] of digests.entries()) if (!((seed >> place) & 1)) through.remove(each);
        const direct = new SetHash();
        for (const each of [...kept].reverse()) direct.add(each);
        expect(through.equals(direct)).toBe(true);
      }),
    );
  });

  it('goes its own way after a copy, and comes back from its bytes', () => {
    const hash = SetHash.from(randomBytes(32));
    const copy = hash.copy();
    const before = hash.bytes();
    copy.add(new Uint8Array(32).fill(1));
    expect(hash.bytes()).toEqual(before);
    expect(copy.equals(hash)).toBe(false);
    expect(SetHash.from(copy.bytes()).equals(copy)).toBe(true);
  });

  it.each([0, 31, 33])('refuses a digest of %i bytes', (length) => {
    expect(() => new SetHash().add(new Uint8Array(length))).toThrow(RangeError);
  });
});

describe('the digest of a row (case 175)', () => {
  const key = randomBytes(32);
  const content = Buffer.from('{"Status":"Inactive"}');
  const original = rowDigest(key, 'accounts/1/access-keys/A', 3, content);

  it('is the same for the same row', () => {
    expect(rowDigest(key, 'accounts/1/access-keys/A', 3, content)).toEqual(original);
    expect(original.byteLength).toBe(32);
  });

  it.each([
    ['the row of another key', rowDigest(key, 'accounts/1/access-keys/B', 3, content)],
    ['the row of another account', rowDigest(key, 'accounts/2/access-keys/A', 3, content)],
    ['an older version of the row', rowDigest(key, 'accounts/1/access-keys/A', 2, content)],
    ['another content', rowDigest(key, 'accounts/1/access-keys/A', 3, Buffer.from('{"Status":"Active"}'))],
    ['whoever has not the key', rowDigest(randomBytes(32), 'accounts/1/access-keys/A', 3, content)],
    [
      'a boundary moved into the content',
      rowDigest(key, 'accounts/1/access-keys/A', 3, Buffer.from(`]${content}`)),
    ],
  ])('is another for %s', (_title, other) => {
    expect(other).not.toEqual(original);
  });
});
