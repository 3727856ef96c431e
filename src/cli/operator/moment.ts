/** A time on the command line. */
import { CommandError, EXIT } from '../exit-codes.ts';

/** Milliseconds of the units in which a time ago is said. */
const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const AGO = /^([0-9]{1,6})([smhdw])$/;
// RFC 3339: a time has its zone; a date is midnight in UTC.
const MOMENT =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2}))?$/;

/** The calendar has that day: February has no 30th. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/**
 * `2026-01-31`, `2026-01-31T12:00:00Z`, or `15m` ago.
 * @param now milliseconds.
 * @throws CommandError that names the option.
 */
export function momentOf(option: string, text: string, now: number): Date {
  const ago = AGO.exec(text);
  if (ago !== null) return new Date(now - Number(ago[1]) * UNITS[ago[2]!]!);
  const day = MOMENT.exec(text)?.[1];
  const time =
    day !== undefined && isDay(day) ? Date.parse(text.toUpperCase().replace(' ', 'T')) : Number.NaN;
  if (!Number.isNaN(time)) return new Date(time);
  throw new CommandError(
    `${option} '${text}' is no time: write 2026-01-31, 2026-01-31T12:00:00Z, or 15m, 2h, 7d for so long ago`,
    EXIT.usage,
  );
}
