import { describe, expect, it } from 'vitest';
import { parseInstant } from './instant.ts';

const DAY = 86_400n;
const SECOND = 1_000_000_000n;
const at = (text: string) => BigInt(Date.parse(text)) * 1_000_000n;

describe('forms of a date', () => {
  it.each([
    ['2026-07-01T12:30Z', '2026-07-01T12:30:00Z'],
    ['2026-07-01T12:30z', '2026-07-01T12:30:00Z'],
    ['2026-07-01T12:30', '2026-07-01T12:30:00Z'],
    ['2026-07-01T12:30+05:30', '2026-07-01T07:00:00Z'],
    ['2026-07-01T12:30-05:30', '2026-07-01T18:00:00Z'],
    ['2026-07-01T12:30+05', '2026-07-01T07:30:00Z'],
    ['2026-07-01T12:30+23:59', '2026-06-30T12:31:00Z'],
    ['2026-07-01T12:59:59.25-00:00', '2026-07-01T12:59:59.250Z'],
    ['2026-12-31T00:00Z', '2026-12-31T00:00:00Z'],
    ['2000-02-29', '2000-02-29T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['1900-03-01', '1900-03-01T00:00:00Z'],
  ])('%s is %s', (text, same) => {
    expect(parseInstant(text)).toBe(at(same));
  });

  it.each([
    '1900-02-29',
    '2023-02-29',
    '2026-01-00',
    '2026-01-32',
    '2026-00-10',
    '2026-13-10',
    '2026-07-01T12:30+23:60',
    '2026-07-01T12:30+24:00',
    '2026-07-01T12:30+05:3',
    'x-12345',
    '-12345x',
    '-1234567890',
  ])('%s is none', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('seconds since 1970 reach as far as 63 bits', () => {
    expect(parseInstant('9223372036854775807')).toBe(9_223_372_036_854_775_807n * SECOND);
    expect(parseInstant('9223372036854775808')).toBeUndefined();
  });

  it('years before the common era beyond four digits stand alone', () => {
    // Four hundred years of the Gregorian calendar are 146,097 days.
    const cycles = 30n;
    expect(parseInstant('-10000')).toBe((parseInstant('2000') ?? 0n) - cycles * 146_097n * DAY * SECOND);
  });
});
