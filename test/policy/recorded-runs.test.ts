import { describe, expect, it } from 'vitest';
import { rangesOf, withRow } from './recorded-runs.ts';

describe('recorded runs', () => {
  it.each<[string, [number, number][]]>([
    ['', []],
    ['0–999', [[0, 1000]]],
    [
      '0–2999',
      [
        [1000, 2000],
        [2000, 3000],
        [0, 1000],
      ],
    ],
    [
      '0–999, 5000–5999',
      [
        [5000, 6000],
        [0, 1000],
      ],
    ],
  ])('%s', (text, ranges) => {
    expect(rangesOf(ranges)).toBe(text);
  });

  it('a row takes the place of an earlier one of the same code, and of no other', () => {
    const run = { against: 'R', code: 'abc', seeds: '0–9', cases: 1000, disagreements: 0 };
    const once = withRow('| table |\n', run);
    expect(once).toBe('| table |\n| R | `abc` | 0–9 | 1,000 | 0 |\n');
    expect(withRow(once, { ...run, cases: 2000 })).toBe('| table |\n| R | `abc` | 0–9 | 2,000 | 0 |\n');
    expect(withRow(once, { ...run, against: 'S' }).split('\n')).toHaveLength(4);
  });
});
