import { describe, expect, it } from 'vitest';
import { contains, parseIpAddress, parseIpRange } from './ip-range.ts';

function isIn(address: string, range: string): boolean {
  const [one, all] = [parseIpAddress(address), parseIpRange(range)];
  if (one === undefined || all === undefined) throw new Error(`${address} or ${range} cannot be read`);
  return contains(all, one);
}

describe('an address in a range', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1/32', true],
    ['10.0.0.0', '10.0.0.1/32', false],
    ['10.0.0.0', '10.0.0.1/31', true],
    ['255.255.255.255', '0.0.0.0/0', true],
    ['2001:db8::1', '::/0', true],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['2001:db8:0:1::', '2001:db8::/63', true],
    ['2001:db8:0:2::', '2001:db8::/63', false],
    ['2001:db9::', '2001:db8::/63', false],
    ['2001:db8::1:0:0:1', '2001:db8::1:0:0:0/127', true],
    ['2001:db8::1:0:0:2', '2001:db8::1:0:0:0/127', false],
    // Only the whole prefix ::ffff: makes an address an IPv4 one.
    ['::ffff:10.0.0.1', '10.0.0.1', true],
    ['0:0:0:0:0:ffff:a00:1', '10.0.0.1', true],
    ['::10.0.0.1', '::/96', true],
    ['1::ffff:10.0.0.1', '1::/16', true],
    ['0:0:1:0:0:ffff:a00:1', '0:0:1::/48', true],
    ['::fffe:10.0.0.1', '::fffe:0:0/96', true],
    ['0:0:0:0:1:ffff:a00:1', '0:0:0:0:1::/80', true],
    // The mapped addresses as a range: of IPv4 as long as the mask covers the mapping, of IPv6 when it is wider.
    ['203.0.113.9', '::ffff:0.0.0.0/96', true],
    ['10.0.0.1', '::ffff:10.0.0.0/104', true],
    ['11.0.0.1', '::ffff:10.0.0.0/104', false],
    ['::fff0:1:2', '::ffff:0.0.0.0/90', true],
    ['::1:2', '::ffff:0.0.0.0/90', false],
    ['10.0.0.1', '::ffff:0.0.0.0/90', false],
  ])('%s, %s: %s', (address, range, expected) => {
    expect(isIn(address, range)).toBe(expected);
  });
});

describe('texts that are no range', () => {
  it.each([
    '',
    '/',
    '/8',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '::/129',
    '::ffff:0.0.0.0/129',
    '1::2::3',
    ':::',
    '1:2:3:4:5:6:7:8::9',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    // IPv4 stands for the last two groups only.
    '10.0.0.1::',
    '::10.0.0.1:1',
    '1:2:3:4:5:10.0.0.1:7',
    '1:2:3:4:5:6:7:10.0.0.1',
    '::10.0.0.256',
  ])('%j', (text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });

  it('`::` may stand for a single group', () => {
    expect(parseIpRange('1:2:3::5:6:7:8')).toEqual(parseIpRange('1:2:3:0:5:6:7:8'));
    expect(parseIpRange('::2:3:4:5:6:7:8')).toEqual(parseIpRange('0:2:3:4:5:6:7:8'));
  });

  it('`::` may not stand for none', () => {
    expect(parseIpRange('1:2:3:4::5:6:7:8')).toBeUndefined();
  });

  it('an address may end in IPv4 without `::`', () => {
    expect(parseIpRange('1:2:3:4:5:6:10.0.0.1')).toEqual(parseIpRange('1:2:3:4:5:6:a00:1'));
  });
});
