import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64Text } from './base64.ts';
import { compareDecimals, parseDecimal } from './decimal.ts';
import { parseInstant } from './instant.ts';
import { contains, parseIpAddress, parseIpRange } from './ip-range.ts';
import { asciiLower, foldCase } from './text-case.ts';

const seconds = (text: string) => Date.parse(text) / 1000;

describe('dates', () => {
  it.each([
    ['2026', seconds('2026-01-01T00:00:00Z')],
    ['2026-07', seconds('2026-07-01T00:00:00Z')],
    ['2024-02-29', seconds('2024-02-29T00:00:00Z')],
    ['2026-07-01T12:30Z', seconds('2026-07-01T12:30:00Z')],
    ['2026-07-01t12:30:05z', seconds('2026-07-01T12:30:05Z')],
    ['2026-07-01T12:30:05', seconds('2026-07-01T12:30:05Z')],
    ['2026-07-01T12:30:05+02:00', seconds('2026-07-01T10:30:05Z')],
    ['2026-07-01T12:30:05-0530'.slice(0, 22), seconds('2026-07-01T17:30:05Z')],
    ['0', 0],
    ['1700000000', 1_700_000_000],
    ['0001-01-01', -62_135_596_800],
    ['-0001', seconds('-000001-01-01T00:00:00Z')],
  ])('%s is %d seconds after 1970', (text, expected) => {
    expect(parseInstant(text)).toBe(BigInt(expected) * 1_000_000_000n);
  });

  it('keep nine decimals of a second', () => {
    expect(parseInstant('1970-01-01T00:00:00.000000001Z')).toBe(1n);
    expect(parseInstant('1970-01-01T00:00:00.5Z')).toBe(500_000_000n);
  });

  it('agree with the calendar of the platform', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(BigInt(date.getTime()) * 1_000_000n);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    '',
    '2026-02-29',
    '2026-02-31',
    '2026-13-01',
    '2026-00-01',
    '2026-04-31',
    '2026-1-1',
    '26-01-01',
    '10000-01-01',
    '2026-07-01T24:00:00Z',
    '2026-06-30T23:59:60Z',
    '2026-07-01T12:60:00Z',
    '2026-07-01T12Z',
    '2026-07-01T12:30:05.1234567890Z',
    '2026-07-01T12:30:05+1',
    '2026-07-01T12:30:05+24:00',
    '2026-07-01 12:30:05Z',
    ' 2026-07-01',
    '2026-07-01\n',
    '２０２６',
    '9223372036854775808',
    '1e9',
    '1.5',
    '+1700000000',
    'tomorrow',
    '${aws:CurrentTime}',
  ])('case 59: %j is no date', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

describe('numbers', () => {
  it.each([
    ['10', '10.0', 0],
    ['+7', '7', 0],
    ['-0', '0', 0],
    ['007', '7', 0],
    ['0.1', '0.10000000000000001', -1],
    ['9007199254740993', '9007199254740992', 1],
    ['-9007199254740993', '-9007199254740992', -1],
    ['-1', '0.00000000000000000001', -1],
    ['100000000000000000000', '99999999999999999999.9', 1],
    ['-0.00000000000000000', '0', 0],
    ['123456789.12345', '123456789.1234500000000000001', -1],
  ])('%s compares with %s as %d', (a, b, order) => {
    expect(Math.sign(compareDecimals(parseDecimal(a)!, parseDecimal(b)!)) + 0).toBe(order);
    expect(Math.sign(compareDecimals(parseDecimal(b)!, parseDecimal(a)!)) + order).toBe(0);
  });

  it('compare like integers of any size', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), fc.nat(6), (a, b, zeros) => {
        const [left, right] = [parseDecimal(String(a))!, parseDecimal(`${b}.${'0'.repeat(zeros + 1)}`)!];
        expect(Math.sign(compareDecimals(left, right))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '1\n',
    '0x10',
    '1_000',
    '１',
    '1e3',
    '.5',
    '5.',
    '--1',
    '+',
    'NaN',
    'Infinity',
    '1,5',
  ])('case 59: %j is no number', (text) => expect(parseDecimal(text)).toBeUndefined());
});

describe('IP addresses', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['10.1.2.3/24', '10.1.2.200', true],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '203.0.113.9', false],
    ['::/0', '2001:db8::1', true],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1', true],
    ['203.0.113.0/24', '::ffff:203.0.113.9', true],
    ['::ffff:203.0.113.0/120', '203.0.113.9', true],
    ['::ffff:0:0/95', '203.0.113.9', false],
    ['255.255.255.255/32', '255.255.255.255', true],
    ['::1.2.3.4', '::102:304', true],
  ])('case 62: %s and %s: %s', (range, address, expected) => {
    expect(contains(parseIpRange(range)!, parseIpAddress(address)!)).toBe(expected);
  });

  it.each([
    '',
    '10.0.0',
    '10.0.0.0.0',
    '010.0.0.1',
    '10.0.0.256',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.1 ',
    '0x0a.0.0.1',
    '167772161',
    'fe80::1%eth0',
    '::1::',
    ':::',
    ':1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '1.2.3.4::',
    '::/129',
    '::ffff:10.0.0.0/129',
    'g::1',
    '12345::',
  ])('case 62: %j is no range', (text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });

  it('an address has no prefix length', () => {
    expect(parseIpAddress('10.0.0.0/8')).toBeUndefined();
  });
});

describe('base64', () => {
  it.each([
    ['YWJj', 'abc'],
    ['w6Q=', 'ä'],
    ['', ''],
  ])('%s spells %s', (encoded, text) => expect(decodeBase64Text(encoded)).toBe(text));
  it.each(['YWJ', 'YW Jj', 'YWJj\n', 'Y-_j', '=', '/w=='])('%j spells no text', (encoded) =>
    expect(decodeBase64Text(encoded)).toBeUndefined(),
  );
});

describe('letters without regard to case', () => {
  it('case 60: only A to Z become a to z where ASCII is meant', () => {
    expect(asciiLower('IAM:\u212Aey\u0130\u017F')).toBe('iam:\u212Aey\u0130\u017F');
  });

  it('fold as Unicode folds single characters, whatever the locale', () => {
    const differing: string[] = [];
    for (let code = 0x80; code < 0x1_0000; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      const folded = foldCase(character);
      // The platform's own simple folding: `i` and `u` together, on one escaped character.
      const same = new RegExp(`^\\u{${folded.codePointAt(0)!.toString(16)}}$`, 'iu').test(character);
      if (!same || foldCase(folded) !== folded || folded.length !== character.length)
        differing.push(character);
    }
    expect(differing).toEqual([]);
  });
});
