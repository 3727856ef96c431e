import { isDigits } from './numbers.ts';

const NANOSECONDS = 1_000_000_000n;
const LAST_EPOCH_SECOND = 9_223_372_036_854_775_807n;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Days from 1970-01-01 to the first day of the year, by the Gregorian rule carried backwards. */
function daysBeforeYear(year: number): number {
  const before = year - 1;
  const leapDays = (y: number) => Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return (year - 1970) * 365 + leapDays(before) - leapDays(1969);
}

/** Reads a text from the left, one token at a time. */
class Reader {
  private rest: string;
  constructor(text: string) {
    this.rest = text;
  }
  get done(): boolean {
    return this.rest === '';
  }
  /** One of the characters, or `undefined`. */
  symbol(characters: string): string | undefined {
    const first = this.rest[0];
    if (first === undefined || !characters.includes(first)) return undefined;
    this.rest = this.rest.slice(1);
    return first;
  }
  /** A number of exactly so many digits, within bounds. */
  number(digits: number, least: number, most: number): number | undefined {
    const text = this.rest.slice(0, digits);
    if (text.length !== digits || !isDigits(text)) return undefined;
    this.rest = this.rest.slice(digits);
    const value = Number(text);
    return value >= least && value <= most ? value : undefined;
  }
  /** Whether the character after so many is this one. */
  isAhead(skipped: number, symbol: string): boolean {
    return this.rest[skipped] === symbol;
  }
  digits(): string {
    let text = '';
    for (let one = this.symbol('0123456789'); one !== undefined; one = this.symbol('0123456789')) text += one;
    return text;
  }
}

/** Nanoseconds within a day and the zone's offset, of `hh:mm[:ss[.s…]][zone]`. */
function timeOfDay(reader: Reader): bigint | undefined {
  // "observed" (docs/decisions/policy-language.md): an hour of one digit.
  const hour = reader.number(reader.isAhead(1, ':') ? 1 : 2, 0, 23);
  if (hour === undefined || reader.symbol(':') === undefined) return undefined;
  const minute = reader.number(2, 0, 59);
  if (minute === undefined) return undefined;
  let second: number | undefined = 0;
  let fraction = 0n;
  if (reader.symbol(':') !== undefined) {
    second = reader.number(2, 0, 59);
    if (second === undefined) return undefined;
    if (reader.symbol('.') !== undefined) {
      const digits = reader.digits();
      if (digits.length < 1 || digits.length > 9) return undefined;
      fraction = BigInt(digits.padEnd(9, '0'));
    }
  }
  const local = BigInt((hour * 60 + minute) * 60 + second) * NANOSECONDS + fraction;
  if (reader.done || reader.symbol('Zz') !== undefined) return reader.done ? local : undefined;
  const sign = reader.symbol('+-');
  const hours = sign === undefined ? undefined : reader.number(2, 0, 23);
  if (hours === undefined) return undefined;
  const minutes = reader.symbol(':') === undefined ? 0 : reader.number(2, 0, 59);
  if (minutes === undefined || !reader.done) return undefined;
  const offset = BigInt((hours * 60 + minutes) * 60) * NANOSECONDS;
  return sign === '-' ? local + offset : local - offset;
}

/**
 * The instant that a text names, in nanoseconds since 1970, or `undefined` if it is no date. policy-language §6.5: the W3C
 * profile of ISO 8601, whose missing parts are the lowest and whose missing zone is UTC, or epoch seconds. Four digits
 * are a year, the first of the forms listed.
 */
export function instantOf(text: string): bigint | undefined {
  if (isDigits(text) && text.length !== 4) {
    const seconds = BigInt(text);
    return seconds <= LAST_EPOCH_SECOND ? seconds * NANOSECONDS : undefined;
  }
  // "observed" (docs/decisions/policy-language.md): a year far before the common era, alone.
  if (text.startsWith('-') && isDigits(text.slice(1)) && text.length >= 6 && text.length <= 10) {
    return BigInt(daysBeforeYear(Number(text))) * 86_400n * NANOSECONDS;
  }
  const reader = new Reader(text);
  const negative = reader.symbol('-') !== undefined;
  const digits = reader.number(4, 0, 9999);
  if (digits === undefined) return undefined;
  const year = negative ? -digits : digits;
  let month: number | undefined = 1;
  let day: number | undefined = 1;
  let time: bigint | undefined = 0n;
  if (!reader.done) {
    month = reader.symbol('-') === undefined ? undefined : reader.number(2, 1, 12);
    if (month === undefined) return undefined;
  }
  if (!reader.done) {
    day = reader.symbol('-') === undefined ? undefined : reader.number(2, 1, daysIn(year, month));
    if (day === undefined) return undefined;
  }
  if (!reader.done) {
    time = reader.symbol('Tt') === undefined ? undefined : timeOfDay(reader);
    if (time === undefined) return undefined;
  }
  let days = daysBeforeYear(year) + day - 1;
  for (let earlier = 1; earlier < month; earlier += 1) days += daysIn(year, earlier);
  return BigInt(days) * 86_400n * NANOSECONDS + time;
}
