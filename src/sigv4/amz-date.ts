const BASIC_FORMAT = /^[0-9]{8}T[0-9]{6}Z$/;
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

const ZERO = 0x30;

/** The number that two digits make: without the strings that reading each part would. */
function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
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
  if (!BASIC_FORMAT.test(text)) return undefined;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 4);
  const day = twoDigits(text, 6);
  const hour = twoDigits(text, 9);
  const minute = twoDigits(text, 11);
  const second = twoDigits(text, 13);
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
