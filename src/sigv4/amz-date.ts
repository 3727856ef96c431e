const BASIC_FORMAT = /^([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z$/;
// RFC 9110 section 5.6.7 IMF-fixdate; botocore writes RFC 5322's `-0000` where that has `GMT`.
const HTTP_DATE =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|[+-]0000)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

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
  const time = Date.UTC(+parts[1]!, +parts[2]! - 1, +parts[3]!, +parts[4]!, +parts[5]!, +parts[6]!);
  // Date.UTC rolls over what does not exist; only a real date and time is written back as it was read.
  return formatAmzDate(time) === text ? time : undefined;
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
