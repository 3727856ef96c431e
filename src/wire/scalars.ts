/**
 * Strict readers of scalar values as the Query protocol and AWS JSON write them. Each answers `undefined` for text
 * outside its grammar; the caller knows the member's name and makes the error.
 */

const INTEGER = /^[+-]?[0-9]+$/;

/** A 32-bit integer in decimal digits. A leading `+` and leading zeros are accepted, as recorded from STS. */
export function readInteger(text: string): number | undefined {
  return INTEGER.test(text) ? integerInRange(Number(text)) : undefined;
}

/** The number if it is a whole one of 32 bits, which is what `Integer` means in Smithy. */
export function integerInRange(value: number): number | undefined {
  if (!Number.isInteger(value) || value < -2147483648 || value > 2147483647) return undefined;
  return value === 0 ? 0 : value;
}

/** `true` or `false` in any case. */
export function readBoolean(text: string): boolean | undefined {
  switch (text.toLowerCase()) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return undefined;
  }
}

const DATE_TIME =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(Z|[+-][0-9]{2}:[0-9]{2})$/;

/** An RFC 3339 date and time that exists in the calendar; `2026-02-31` and second 60 do not. Precision: milliseconds. */
export function readTimestamp(text: string): Date | undefined {
  const parts = DATE_TIME.exec(text);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const milliseconds = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = offsetMinutes(parts[8] ?? 'Z');
  return offset === undefined ? undefined : new Date(date.getTime() - offset * 60_000);
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Canonical base64 with padding: re-encoding the bytes gives the same text. */
export function readBlob(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !BASE64.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : undefined;
}
