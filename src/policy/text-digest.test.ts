import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHold, runsOf } from './text-digest.ts';

/** Asks often enough that the text is worth a digest. */
function mayHoldInTheEnd(text: string, wanted: string): boolean {
  for (let i = 0; i < 20; i++) mayHold(text, []);
  return mayHold(text, runsOf(wanted));
}

describe('a digest of a text', () => {
  it('never denies what the text holds', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '😀', '\u00ff'),
      minLength: 64,
      maxLength: 200,
    });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(40), (whole, at, length) => {
        const start = at % whole.length;
        expect(mayHoldInTheEnd(whole, whole.slice(start, start + length))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('denies what has letters that the text lacks', () => {
    const text = 'ab'.repeat(50);
    expect(['c', 'ac', 'aab', 'abababaab', 'bb'].filter((wanted) => mayHoldInTheEnd(text, wanted))).toEqual(
      [],
    );
  });

  it('is of the text that is asked, and not of the one before', () => {
    expect(mayHoldInTheEnd('a'.repeat(100), 'b')).toBe(false);
    expect(mayHoldInTheEnd('b'.repeat(100), 'b')).toBe(true);
    expect(mayHoldInTheEnd('a'.repeat(100), 'b')).toBe(false);
  });

  it('is not made for short texts', () => {
    expect(mayHoldInTheEnd('a'.repeat(63), 'b')).toBe(true);
  });
});
