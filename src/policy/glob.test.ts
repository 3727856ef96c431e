import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globSteps, matchGlob, parseGlob } from './glob.ts';

/** The definition, written as a table of prefixes; characters are code points. */
function matchesByTable(pattern: string, text: string): boolean {
  const characters = [...text];
  let row = characters.map(() => false);
  let empty = true;
  for (const symbol of pattern) {
    const next: boolean[] = [];
    for (let i = 0; i < characters.length; i++) {
      const diagonal = i === 0 ? empty : row[i - 1]!;
      const left = i === 0 ? empty && symbol === '*' : next[i - 1]!;
      next.push(symbol === '*' ? row[i]! || left : diagonal && (symbol === '?' || symbol === characters[i]));
    }
    empty = empty && symbol === '*';
    row = next;
  }
  return characters.length === 0 ? empty : row.at(-1)!;
}

describe('globs', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*', 'a:b/c\nd', true],
    ['?', '', false],
    ['?', 'ab', false],
    ['?', '😀', true],
    ['??', '😀', false],
    ['*??', '😀', false],
    ['*?', '😀', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['a.c', 'abc', false],
    ['[a-z]', 'b', false],
    ['a\\*', 'a\\b', true],
    ['*a', 'aaab', false],
    ['a**?', 'a', false],
    ['a**?', 'ab', true],
  ])('%j against %j is %s', (pattern, text, expected) => {
    expect(matchGlob(parseGlob(pattern), text)).toBe(expected);
  });

  it('agree with their definition', () => {
    const alphabet = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '😀'), maxLength: 10 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '😀'), maxLength: 12 });
    fc.assert(
      fc.property(alphabet, text, (pattern, value) => {
        expect(matchGlob(parseGlob(pattern), value)).toBe(matchesByTable(pattern, value));
      }),
      { numRuns: 3000 },
    );
  });

  it('look at a part of a text and at nothing beside it', () => {
    expect(matchGlob(parseGlob('b?'), 'abba', 1, 3)).toBe(true);
    expect(matchGlob(parseGlob('b?a'), 'abba', 1, 3)).toBe(false);
  });

  it.each([
    ['1,000 stars against 8 KiB', '*'.repeat(1000), 'a'.repeat(8192)],
    ['1,000 stars with letters', '*a'.repeat(1000), `${'a'.repeat(8191)}b`],
    ['*a thirty times', '*a'.repeat(30), `${'a'.repeat(8191)}b`],
    ['*ab thirty times', '*ab'.repeat(30), 'a'.repeat(8192)],
    ['?* many times', '?*'.repeat(500), 'a'.repeat(8192)],
  ])('case 57: %s take few steps', (_title, pattern, text) => {
    const glob = parseGlob(pattern);
    const steps = globSteps(glob, text, 0, text.length);
    const count = steps < 0 ? ~steps : steps;
    expect(count).toBeLessThan(4 * text.length);
  });

  it('never take more steps than both lengths multiplied', () => {
    const unit = fc.constantFrom('a', 'b', '*', '?');
    fc.assert(
      fc.property(
        fc.string({ unit, minLength: 1, maxLength: 30 }),
        fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 200 }),
        (pattern, text) => {
          const steps = globSteps(parseGlob(pattern), text, 0, text.length);
          expect(steps < 0 ? ~steps : steps).toBeLessThanOrEqual((pattern.length + 1) * (text.length + 1));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
