import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeSeconds } from './whole-seconds.ts';
import { escapeXml } from './xml-text.ts';

describe('a time in whole seconds', () => {
  it('is what Date says, without the part of a second', () => {
    const LAST = 8_640_000_000_000_000;
    fc.assert(
      fc.property(fc.integer({ min: -LAST, max: LAST }), (time) => {
        expect(wholeSeconds(time)).toBe(new Date(time).toISOString().replace(/\.[0-9]{3}Z$/, 'Z'));
      }),
    );
  });

  it('refuses what is no time', () => {
    expect(() => wholeSeconds(Number.NaN)).toThrow(RangeError);
    expect(() => wholeSeconds(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});

describe('text in XML', () => {
  it('is as it was, but for what XML gives a meaning to or cannot carry', () => {
    for (let code = 0; code < 0x100; code += 1) {
      const character = String.fromCharCode(code);
      const isPlain = code === 9 || code === 10 || (code >= 0x20 && !'&<>"'.includes(character));
      expect(escapeXml(`a${character}`) === `a${character}`).toBe(isPlain);
    }
  });
});
