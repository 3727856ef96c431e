import { describe, expect, it } from 'vitest';
import { compareDecimals, parseDecimal } from './decimal.ts';

const LONG = '0'.repeat(20);

function order(a: string, b: string): number {
  const [left, right] = [parseDecimal(a), parseDecimal(b)];
  if (left === undefined || right === undefined) throw new Error(`${a} and ${b} must be decimals`);
  return Math.sign(compareDecimals(left, right));
}

describe('the order of decimals', () => {
  it.each([
    ['-0.5', '0.5', -1],
    // More digits than a double holds: compared by their text.
    [`-0.${LONG}1`, `0.${LONG}1`, -1],
    [`-0.${LONG}1`, '0', -1],
    [`-0.${LONG}2`, `-0.${LONG}1`, -1],
    [`-${LONG}`, `+${LONG}`, 0],
    [`-0.${LONG}`, '0', 0],
    [`1${LONG}`, `1${LONG}.0`, 0],
    [`${LONG}7`, '7', 0],
    [`1${LONG}`, `2${LONG}`, -1],
    [`9${LONG}`, `10${LONG}`, -1],
    [`-9${LONG}`, `-10${LONG}`, 1],
    [`1${LONG}.1`, `1${LONG}.10`, 0],
    [`1${LONG}.1`, `1${LONG}.2`, -1],
    [`1${LONG}.1`, `1${LONG}`, 1],
    [`1.${LONG}1`, `1.${LONG}10${LONG}`, 0],
    ['999999999999999', '999999999999998', 1],
    ['9007199254740993', '9007199254740992', 1],
  ])('%s and %s: %i', (a, b, expected) => {
    expect(order(a, b)).toBe(expected);
    expect(order(b, a)).toBe(expected === 0 ? 0 : -expected);
  });
});
