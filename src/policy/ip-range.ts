/**
 * IP addresses and CIDR ranges, read strictly: no leading zeros (some parsers take them for octal), no zone ids, no
 * shortened IPv4. `::ffff:a.b.c.d` is the IPv4 address that it carries.
 */
export interface IpRange {
  readonly family: 4 | 6;
  /** 32-bit words, most significant first: one for IPv4, four for IPv6. */
  readonly words: readonly number[];
  /** Number of leading bits that count. */
  readonly bits: number;
}

/** An address, or an address and `/n`. Bits beyond the mask are ignored. `undefined` for all else. */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf('/');
  const address = parseIpAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined || slash < 0) return address;
  const prefix = text.slice(slash + 1);
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(prefix)) return undefined;
  const mapped = address.family === 4 && text.includes(':');
  const bits = Number(prefix) - (mapped ? 96 : 0);
  if (bits < 0 && mapped) return wideMappedRange(Number(prefix));
  return bits >= 0 && bits <= address.bits ? { ...address, bits } : undefined;
}

/** A range that begins in the mapped block and is wider than it: it holds IPv6 addresses only. */
function wideMappedRange(bits: number): IpRange {
  return { family: 6, words: [0, 0, 0xffff, 0], bits };
}

/** One address, as a range of itself. */
export function parseIpAddress(text: string): IpRange | undefined {
  if (!text.includes(':')) {
    const word = parseIpv4(text);
    return word === undefined ? undefined : { family: 4, words: [word], bits: 32 };
  }
  const words = parseIpv6(text);
  if (words === undefined) return undefined;
  if (words[0] === 0 && words[1] === 0 && words[2] === 0xffff)
    return { family: 4, words: [words[3]!], bits: 32 };
  return { family: 6, words, bits: 128 };
}

/** Whether the address lies in the range. The families never meet. */
export function contains(range: IpRange, address: IpRange): boolean {
  if (range.family !== address.family) return false;
  let left = range.bits;
  for (let i = 0; left > 0; i++, left -= 32) {
    const ignored = left >= 32 ? 0 : 32 - left;
    if ((range.words[i]! ^ address.words[i]!) >>> ignored !== 0) return false;
  }
  return true;
}

const OCTET = /^(?:0|[1-9][0-9]{0,2})$/;

function parseIpv4(text: string): number | undefined {
  const octets = text.split('.', 5);
  if (octets.length !== 4) return undefined;
  let word = 0;
  for (const octet of octets) {
    if (!OCTET.test(octet) || Number(octet) > 255) return undefined;
    word = word * 256 + Number(octet);
  }
  return word;
}

/** RFC 4291, section 2.2: eight groups, one `::` for a run of zeros, the last two groups also as IPv4. */
function parseIpv6(text: string): number[] | undefined {
  const halves = text.split('::', 3);
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0]!, halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1]!, true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return [0, 2, 4, 6].map((i) => groups[i]! * 65_536 + groups[i + 1]!);
}

function parseGroups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':', 9);
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else {
      const word = last && index === parts.length - 1 ? parseIpv4(part) : undefined;
      if (word === undefined) return undefined;
      groups.push(Math.floor(word / 65_536), word % 65_536);
    }
  }
  return groups;
}
