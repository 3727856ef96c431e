import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmacHex } from './hmac.ts';

const keyOf = (bytes: Uint8Array) => createSecretKey(Buffer.from(bytes));
const byNode = (bytes: Uint8Array, text: string) =>
  createHmac('sha256', bytes).update(text, 'latin1').digest('hex');

describe('HMAC-SHA-256', () => {
  it('is that of RFC 4231, test case 2', () => {
    const key = keyOf(Buffer.from('Jefe'));
    expect(hmacHex(key, 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it("is Node's, for keys of up to a block and texts of any length, whatever came before", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 });
    const text = fc.uint8Array({ maxLength: 3000 }).map((all) => Buffer.from(all).toString('latin1'));
    fc.assert(
      fc.property(fc.array(fc.tuple(bytes, text), { minLength: 1, maxLength: 4 }), (calls) => {
        for (const [key, message] of calls) expect(hmacHex(keyOf(key), message)).toBe(byNode(key, message));
      }),
    );
    const key = Buffer.alloc(32, 7);
    for (const length of [0, 1023, 1024, 1025]) {
      expect(hmacHex(keyOf(key), 'x'.repeat(length))).toBe(byNode(key, 'x'.repeat(length)));
    }
  });

  it('refuses a key that would have to be digested first', () => {
    expect(() => hmacHex(keyOf(Buffer.alloc(65)), '')).toThrow(RangeError);
  });
});
