import { describe, expect, it } from 'vitest';
import { clockOfCodes, stepOfCode } from './one-time-codes.ts';

const seed = Buffer.from('12345678901234567890');
const STEP = 30_000;

/** RFC 6238, appendix B, with the last six of its eight digits. */
const VECTORS: readonly (readonly [seconds: number, code: string])[] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
];
const [, , , [SECONDS, CODE]] = VECTORS as never as [unknown, unknown, unknown, [number, string]];
const NOW = SECONDS * 1000;
const PRESENT = Math.floor(NOW / STEP);

describe('a code', () => {
  it.each(VECTORS)('at %i s is %s', (seconds, code) => {
    expect(stepOfCode(seed, code, seconds * 1000, {})).toBe(Math.floor(seconds / 30));
  });

  it.each([
    ['a step early', -STEP, true],
    ['a step late', STEP, true],
    ['two steps early', -2 * STEP, false],
    ['two steps late', 2 * STEP, false],
    ['an hour late', 3_600_000, false],
  ])('%s: %s', (_when, by, good) => {
    expect(stepOfCode(seed, CODE, NOW + by, {}) !== undefined).toBe(good);
  });

  it('is good once, and then no older one is', () => {
    expect(stepOfCode(seed, CODE, NOW, { lastStep: PRESENT })).toBeUndefined();
    expect(stepOfCode(seed, CODE, NOW, { lastStep: PRESENT + 1 })).toBeUndefined();
    expect(stepOfCode(seed, CODE, NOW, { lastStep: PRESENT - 1 })).toBe(PRESENT);
  });

  it('of a device whose clock is ahead is taken by that clock', () => {
    expect(stepOfCode(seed, CODE, NOW - 10 * STEP, {})).toBeUndefined();
    expect(stepOfCode(seed, CODE, NOW - 10 * STEP, { drift: 10 })).toBe(PRESENT);
  });

  it.each(['', '00592', '0059244', ' 05924', '00592４', '005925', '5924'])('is not %j', (code) => {
    expect(stepOfCode(seed, code, NOW, {})).toBeUndefined();
  });
});

describe('two consecutive codes', () => {
  // 1111111109 and 1111111111 are in two steps that follow one another.
  const codes = ['081804', '050471'] as const;
  const now = 1111111111_000;
  const second = Math.floor(now / STEP);

  it.each([
    ['now', 0, 0],
    ['half a minute late', STEP, 0],
    ['of a clock five minutes behind', 10 * STEP, -10],
    ['of a clock five minutes ahead', -10 * STEP, 10],
  ])('%s show the clock', (_when, by, drift) => {
    expect(clockOfCodes(seed, codes, now + by, {})).toEqual({ lastStep: second, drift });
  });

  it.each([
    ['in the wrong order', ['050471', '081804'], now, {}],
    ['the same twice', ['081804', '081804'], now, {}],
    ['from a clock an hour wrong', codes, now + 3_600_000, {}],
    ['of which the first was taken', codes, now, { lastStep: second - 1 }],
  ] as const)('%s show nothing', (_what, two, at, device) => {
    expect(clockOfCodes(seed, two, at, device)).toBeUndefined();
  });
});
