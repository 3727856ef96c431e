/** Texts of numbers, dates and addresses that lie at, between and beyond those that conditions name. */
import { compareDecimals, parseDecimal } from '../decimal.ts';
import { type Instant, parseInstant } from '../instant.ts';
import { type IpRange, parseIpRange } from '../ip-range.ts';

/** Texts; `complete` says that each place which the constants tell apart has one. */
export interface Texts {
  readonly texts: readonly string[];
  readonly complete: boolean;
}

/** Longer numbers are not calculated with. */
const LONGEST_NUMBER = 60;

/** The numbers named, one between each two, one below and one above all. */
export function numbersAround(constants: readonly string[]): Texts {
  const decimals = constants.map(parseDecimal).filter((decimal) => decimal !== undefined);
  const short = decimals.filter(({ text }) => text.length <= LONGEST_NUMBER);
  const scale = Math.max(0, ...short.map(({ text }) => (text.split('.')[1] ?? '').length)) + 1;
  const sorted = distinct(short.toSorted(compareDecimals).map(({ text }) => scaled(text, scale)));
  const between = around(sorted, 10n ** BigInt(scale)).map((value) => unscaled(value, scale));
  return {
    texts: [...short.map(({ text }) => text), ...between],
    complete: short.length === decimals.length,
  };
}

function distinct<T>(sorted: readonly T[]): T[] {
  return sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
}

/** One below all, one above all, one between each two that leave room. */
function around(sorted: readonly bigint[], unit: bigint): bigint[] {
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const values = [last + unit, first - unit];
  for (let at = 1; at < sorted.length; at++) {
    const [low, high] = [sorted[at - 1]!, sorted[at]!];
    const middle = (low + high) / 2n;
    const round = low + ((high - low) / (2n * unit)) * unit;
    if (round > low && round < high) values.push(round);
    else if (middle > low && middle < high) values.push(middle);
    else if (middle + 1n < high) values.push(middle + 1n);
  }
  return values;
}

function scaled(text: string, scale: number): bigint {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const value = BigInt(whole + fraction.padEnd(scale, '0'));
  return negative ? -value : value;
}

function unscaled(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  const whole = digits.slice(0, -scale);
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;

/** The same for dates. */
export function datesAround(constants: readonly string[]): Texts {
  const instants = constants.map(parseInstant).filter((instant) => instant !== undefined);
  const sorted = distinct(instants.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  const texts = [...sorted.flatMap((instant) => dateText(instant) ?? []), ...constants];
  let complete = true;
  for (const instant of around(
    sorted,
    sorted.length > 1 && sorted.at(-1)! - sorted[0]! < DAY ? SECOND : DAY,
  )) {
    const text = dateText(instant);
    if (text === undefined) complete = false;
    else texts.push(text);
  }
  return { texts, complete };
}

/** `undefined` for dates that the language cannot write. */
function dateText(instant: Instant): string | undefined {
  const inSecond = ((instant % SECOND) + SECOND) % SECOND;
  const seconds = (instant - inSecond) / SECOND;
  const fraction = inSecond === 0n ? '' : `.${inSecond.toString().padStart(9, '0').replace(/0+$/, '')}`;
  const date = new Date(Number(seconds) * 1000);
  const iso = Number.isNaN(date.getTime()) ? '' : `${date.toISOString().slice(0, -5)}${fraction}Z`;
  const candidates = [iso, fraction === '' ? seconds.toString() : ''];
  return candidates.find((text) => parseInstant(text) === instant);
}

/** An address inside each range and outside the others, and some outside all, of both families. */
export function addressesAround(constants: readonly string[]): Texts {
  const ranges = constants.map(parseIpRange).filter((range) => range !== undefined);
  const texts: string[] = ['192.0.2.1', '2001:db8::1'];
  for (const family of [4, 6] as const) {
    const width = family === 4 ? 32 : 128;
    const borders = ranges
      .filter((range) => range.family === family)
      .flatMap((range) => bordersOf(range, width));
    const most = (1n << BigInt(width)) - 1n;
    // Behind a border first: the border itself is mostly the address of a network, which nobody has.
    const values = [...borders.map((value) => value + 1n), ...borders, 0n, most];
    for (const value of values) {
      // The mapped block is IPv4's.
      if (value >= 0n && value <= most && !(family === 6 && value >> 32n === 0xffffn)) {
        texts.push(addressText(value, family));
      }
    }
    if (family === 6) texts.push(addressText(0x1_0000_0000_0000n, 6), addressText(0xfffe_ffff_ffffn, 6));
  }
  return { texts, complete: true };
}

/** Where a range begins, and what follows it. */
function bordersOf({ words, bits }: IpRange, width: number): bigint[] {
  const value = words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const free = BigInt(width - bits);
  const first = (value >> free) << free;
  return [first, first + (1n << free)];
}

function addressText(value: bigint, family: 4 | 6): string {
  if (family === 4) {
    return [24n, 16n, 8n, 0n].map((shift) => ((value >> shift) & 0xffn).toString()).join('.');
  }
  const groups = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) =>
    ((value >> shift) & 0xffffn).toString(16),
  );
  return groups.join(':').replace(/(^|:)0(:0)+($|:)/, '::');
}
