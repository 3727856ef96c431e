import { isDigits } from './numbers.ts';

export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** A number without leading zeros, so that no octal reading is possible. */
function plainNumber(text: string, most: number): number | undefined {
  if (!isDigits(text) || text.length > 3 || (text.length > 1 && text.startsWith('0'))) return undefined;
  return Number(text) <= most ? Number(text) : undefined;
}

function ipv4(text: string): bigint | undefined {
  const bytes = text.split('.').map((part) => plainNumber(part, 255));
  if (bytes.length !== 4) return undefined;
  let value = 0n;
  for (const byte of bytes) {
    if (byte === undefined) return undefined;
    value = value * 256n + BigInt(byte);
  }
  return value;
}

/** The 16-bit groups of one side of `::`; a dotted IPv4 address may stand for the last two. */
function groups(text: string, mayEndInIpv4: boolean): readonly bigint[] | undefined {
  if (text === '') return [];
  const result: bigint[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    if (part.includes('.')) {
      const embedded = mayEndInIpv4 && at === parts.length - 1 ? ipv4(part) : undefined;
      if (embedded === undefined) return undefined;
      result.push(embedded / 65_536n, embedded % 65_536n);
      continue;
    }
    const hexadecimal = Array.from(part).every((digit) => '0123456789abcdefABCDEF'.includes(digit));
    if (part.length < 1 || part.length > 4 || !hexadecimal) return undefined;
    result.push(BigInt(`0x${part}`));
  }
  return result;
}

function ipv6(text: string): bigint | undefined {
  const sides = text.split('::');
  if (sides.length > 2) return undefined;
  const [left, right] = sides;
  const head = groups(left ?? '', right === undefined);
  const tail = right === undefined ? [] : groups(right, true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  // `::` stands for at least one group; without it all eight must be there.
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return all.reduce((value, group) => value * 65_536n + group, 0n);
}

const MAPPED_PREFIX = 0xffffn;

function isMapped(value: bigint): boolean {
  return value >> 32n === MAPPED_PREFIX;
}

/** policy-language §6.5 "IP": IPv4 or IPv6; `::ffff:a.b.c.d` is IPv4. */
export function addressOf(text: string): Address | undefined {
  if (!text.includes(':')) {
    const value = ipv4(text);
    return value === undefined ? undefined : { bits: 32, value };
  }
  const value = ipv6(text);
  if (value === undefined) return undefined;
  return isMapped(value) ? { bits: 32, value: value & 0xffff_ffffn } : { bits: 128, value };
}

/** Does the address lie in the CIDR range? Bits beyond the mask are ignored; the two families never meet (§6.5). */
export function liesIn(address: Address, range: string): boolean {
  const [base = '', length, ...more] = range.split('/');
  const network = addressOf(base);
  if (more.length > 0 || network === undefined) return false;
  const written = base.includes(':') ? 128 : 32;
  const prefix = length === undefined ? written : plainNumber(length, written);
  if (prefix === undefined) return false;
  // `::ffff:a.b.c.d/n` is IPv4 as long as the mask covers the mapping; a wider range is an IPv6 range.
  const mapping = written - network.bits;
  if (prefix >= mapping) return sharePrefix(address, network, prefix - mapping);
  return sharePrefix(address, { bits: 128, value: network.value + (MAPPED_PREFIX << 32n) }, prefix);
}

function sharePrefix(a: Address, b: Address, prefix: number): boolean {
  const hostBits = BigInt(b.bits - prefix);
  return a.bits === b.bits && a.value >> hostBits === b.value >> hostBits;
}
