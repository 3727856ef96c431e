const BASIC_FORMAT = /^([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z$/;
// RFC 9110 section 5.6.7 IMF-fixdate; botocore writes RFC 5322's `-0000` where that has `GMT`.
const HTTP_DATE =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|[+-]0000)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Date.UTC takes the years before it for the twentieth century's. */
const FIRST_YEAR = 100;

function daysInMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : DAYS_IN_MONTH[month - 1]!;
}

/** Writes milliseconds since the epoch as `YYYYMMDDTHHMMSSZ`; a part of a second is dropped. */
export function formatAmzDate(time: number): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
}

/**
 * Reads `YYYYMMDDTHHMMSSZ` (ISO 8601 basic format) to milliseconds since the epoch. `undefined` for any other text and
 * for what is not on the calendar or clock: 31 February, 24:00, second 60.
 */
export function parseAmzDate(text: string): number | undefined {
  const parts = BASIC_FORMAT.exec(text);
  if (parts === null) return undefined;
  const [year, month, day] = [+parts[1]!, +parts[2]!, +parts[3]!];
  const [hour, minute, second] = [+parts[4]!, +parts[5]!, +parts[6]!];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (year < FIRST_YEAR || hour > 23 || minute > 59 || second > 59) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Reads a `Date` header, either as an HTTP date or in the basic format, to milliseconds since the epoch. */
export function parseDateHeader(text: string): number | undefined {
  const parts = HTTP_DATE.exec(text);
  if (parts === null) return parseAmzDate(text);
  const month = MONTHS.indexOf(parts[3]!) + 1;
  const basic = `${parts[4]}${String(month).padStart(2, '0')}${parts[2]}T${parts[5]}${parts[6]}${parts[7]}Z`;
  const time = parseAmzDate(basic);
  if (time === undefined || WEEKDAYS[new Date(time).getUTCDay()] !== parts[1]) return undefined;
  return time;
}
