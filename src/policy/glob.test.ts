import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Glob, parseGlob } from './glob.ts';
import { stepsLeft, within } from './step-budget.ts';

const matchGlob = (glob: Glob, text: string, from?: number, to?: number) => glob.matches(text, from, to);

/** How many steps matching takes. */
function stepsOf(pattern: string, text: string): number {
  const MANY = 1e9;
  const glob = parseGlob(pattern);
  const matchAndCount = () => {
    glob.matches(text);
    return MANY - stepsLeft();
  };
  return within(MANY, matchAndCount, undefined, undefined);
}

const CASES = Number(process.env['STINT_GLOB_CASES'] ?? 100_000);

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

  it(`agree with their definition in ${CASES} cases, in steps below the product of both lengths`, {
    timeout: 120_000,
  }, () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '*', '?', '😀'), maxLength: 12 });
    const text = fc.string({ unit: fc.constantFrom('a', 'a', 'b', '*', '😀'), maxLength: 24 });
    fc.assert(
      fc.property(pattern, text, (written, value) => {
        if (parseGlob(written).matches(value) !== matchesByTable(written, value)) return false;
        return stepsOf(written, value) <= (written.length + 1) * (value.length + 1);
      }),
      { numRuns: CASES },
    );
  });

  it('agree with their definition where segments are long', () => {
    const run = fc.tuple(fc.constantFrom('a', 'ab', 'aab', '?', 'a?', '*'), fc.integer({ min: 1, max: 150 }));
    const pattern = fc.array(run, { maxLength: 6 });
    const text = fc.array(fc.tuple(fc.constantFrom('a', 'ab', 'aab'), fc.integer({ min: 1, max: 150 })), {
      maxLength: 6,
    });
    const written = (runs: readonly [string, number][]) =>
      runs.map(([what, times]) => (what === '*' ? what : what.repeat(times))).join('');
    fc.assert(
      fc.property(pattern, text, (patternRuns, textRuns) => {
        const [glob, value] = [written(patternRuns), written(textRuns)];
        expect(parseGlob(glob).matches(value)).toBe(matchesByTable(glob, value));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['no character is a wildcard', [], 'a*b?', true],
    ['the star alone is one', [1], 'axxb?', true],
    ['the star alone is one', [1], 'axxbx', false],
    ['the question mark alone is one', [3], 'a*bx', true],
    ['the question mark alone is one', [3], 'axbx', false],
  ])('of a*b?, where %s (%j), match %s: %s', (_title, wild, text, expected) => {
    expect(new Glob({ text: 'a*b?', wild }).matches(text)).toBe(expected);
  });

  it('whose segments have very many characters, each another one, are matched in bounded memory', () => {
    const characters = Array.from({ length: 3000 }, (_, i) => String.fromCharCode(0x4e00 + i)).join('');
    const pattern = `*${characters.slice(0, 1500)}?${characters.slice(1501)}*`;
    expect(parseGlob(pattern).matches(`xx${characters}xx`)).toBe(true);
    expect(parseGlob(pattern).matches(`xx${characters.slice(0, 2999)}xx`)).toBe(false);
  });

  it('look at a part of a text and at nothing beside it', () => {
    expect(matchGlob(parseGlob('b?'), 'abba', 1, 3)).toBe(true);
    expect(matchGlob(parseGlob('b?a'), 'abba', 1, 3)).toBe(false);
  });

  const A = 'a'.repeat(8192);
  it.each([
    ['1,000 stars against 8 KiB', '*'.repeat(1000), A],
    ['1,000 stars with letters', '*a'.repeat(1000), `${A}b`],
    ['*a thirty times', '*a'.repeat(30), `${A}b`],
    ['*ab thirty times', '*ab'.repeat(30), A],
    ['?* many times', '?*'.repeat(500), A],
    ['a long segment that nearly fits everywhere', `*${'a'.repeat(2000)}b${'a'.repeat(2000)}*`, A],
    ['segments that nearly fit everywhere', `*${'a'.repeat(200)}b*${'a'.repeat(200)}c*`, A],
    ['a segment with places for any character', `*${'a'.repeat(14)}?${'a'.repeat(14)}b*`, A],
  ])('case 57: %s takes steps in proportion to the text', (_title, pattern, text) => {
    expect(stepsOf(pattern, text)).toBeLessThan(2 * text.length);
    expect(stepsOf(pattern, text.repeat(2))).toBeLessThan(4.1 * text.length);
  });

  it('case 57: a long segment with places for any character takes a step for 32 of its characters', () => {
    expect(stepsOf(`*${'a?'.repeat(1000)}b*`, A)).toBeLessThanOrEqual((2001 / 32 + 1) * (A.length + 1));
  });
});
