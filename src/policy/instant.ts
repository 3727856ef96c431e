/** Dates as policies write them: the W3C profile of ISO 8601, or seconds since 1970. */

/** Nanoseconds since 1970-01-01T00:00:00Z. */
export type Instant = bigint;

const SECOND = 1_000_000_000n;
const MAX_EPOCH_SECONDS = 9_223_372_036_854_775_807n;

const DATE =
  /^(-?)([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[Tt]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?([Zz]|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?$/;
/** Years before the common era beyond four digits stand alone, as in the least date that AWS accepts. */
const DISTANT_YEAR = /^-[0-9]{5,9}$/;
const EPOCH_SECONDS = /^[0-9]{1,19}$/;

/**
 * `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, a date with `Thh:mm`, `:ss`, up to nine decimals and a zone; missing parts are the
 * least, a missing zone is UTC. Otherwise whole seconds since 1970. `undefined` for all else, impossible days, hours and
 * leap seconds among it. Four digits are a year.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = DATE.exec(text);
  if (match !== null) return instantOf(match);
  if (DISTANT_YEAR.test(text)) return BigInt(daysBefore(Number(text), 1, 1)) * 86_400n * SECOND;
  if (!EPOCH_SECONDS.test(text)) return undefined;
  const seconds = BigInt(text);
  return seconds <= MAX_EPOCH_SECONDS ? seconds * SECOND : undefined;
}

function instantOf(match: RegExpExecArray): Instant | undefined {
  const [
    ,
    sign,
    years,
    months = '01',
    days = '01',
    hours = '0',
    minutes = '0',
    seconds = '0',
    decimals = '',
  ] = match;
  const year = Number(`${sign}${years}`);
  const [month, day, hour, minute, second] = [months, days, hours, minutes, seconds].map(Number) as Five;
  const offset = zoneOffset(match[9]);
  const real = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!real || hour > 23 || minute > 59 || second > 59 || offset === undefined) return undefined;
  const sum = daysBefore(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset;
  return BigInt(sum) * SECOND + BigInt(decimals.padEnd(9, '0'));
}

type Five = [number, number, number, number, number];

/** Seconds east of Greenwich. */
function zoneOffset(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = zone.length > 3 ? Number(zone.slice(4, 6)) : 0;
  if (hours > 23 || minutes > 59) return undefined;
  return (zone[0] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : MONTHS[month - 1]!;
}

/** Days from 1970-01-01 to a day of the Gregorian calendar, continued backwards without limit. */
function daysBefore(year: number, month: number, day: number): number {
  let days = day - 1;
  for (let earlier = 1; earlier < month; earlier++) days += daysIn(year, earlier);
  const past = year - 1;
  const sinceYearOne = 365 * past + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return sinceYearOne + days - 719_162;
}
