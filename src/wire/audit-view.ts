import { lowerFirst } from './constraints.ts';
import type { Shape, StructureShape, WireStructure } from './model.ts';

/**
 * An input or result without what the model marks as secret: passwords, secret access keys, private keys, tokens that
 * prove an identity, one-time codes. A structure that loses all its members stays as an empty one.
 */
export function redactSensitive(shape: StructureShape | undefined, value: object): WireStructure {
  return shape === undefined ? {} : (redacted(shape, value) as WireStructure);
}

function redacted(shape: Shape, value: unknown): unknown {
  if (shape.kind === 'list') {
    return shape.member.sensitive
      ? []
      : (value as readonly unknown[]).map((item) => redacted(shape.member, item));
  }
  if (shape.kind === 'map') {
    return shape.value.sensitive ? {} : mapValues(value, (item) => redacted(shape.value, item));
  }
  if (shape.kind !== 'structure' && shape.kind !== 'union') return value;
  const from = value as Readonly<Record<string, unknown>>;
  const to: Record<string, unknown> = {};
  for (const { name, shape: member } of shape.members.values()) {
    const given = from[name];
    if (given === undefined || given === null || member.sensitive || shape.sensitive) continue;
    to[name] = redacted(member, given);
  }
  return to;
}

/**
 * An input or result as CloudTrail shows it: member names begin in lower case (`userName`, `aWSServiceName`), dates
 * read `Jul 18, 2014 4:07:39 PM`, blobs are base64. Keys of maps are data and stay. Redact first.
 */
export function cloudTrailNames(
  shape: StructureShape | undefined,
  value: object,
): Readonly<Record<string, unknown>> {
  return shape === undefined ? {} : (renamed(shape, value) as Readonly<Record<string, unknown>>);
}

function renamed(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'structure':
    case 'union': {
      const from = value as Readonly<Record<string, unknown>>;
      const to: Record<string, unknown> = {};
      for (const { name, shape: member } of shape.members.values()) {
        const given = from[name];
        if (given !== undefined && given !== null) to[lowerFirst(name)] = renamed(member, given);
      }
      return to;
    }
    case 'list':
      return (value as readonly unknown[]).map((item) => renamed(shape.member, item));
    case 'map':
      return mapValues(value, (item) => renamed(shape.value, item));
    case 'timestamp':
      return cloudTrailDate(value as Date);
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64');
    default:
      return value;
  }
}

function mapValues(value: unknown, change: (item: unknown) => unknown): Record<string, unknown> {
  const to: Record<string, unknown> = Object.create(null);
  for (const [key, item] of Object.entries(value as object)) to[key] = change(item);
  return to;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date within request parameters and response elements (CloudTrail guide: `"expiration": "Jul 18, 2014 4:07:39 PM"`). */
function cloudTrailDate(date: Date): string {
  const hour = date.getUTCHours();
  const two = (number: number) => String(number).padStart(2, '0');
  const time = `${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const day = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
  return `${day} ${time} ${hour < 12 ? 'AM' : 'PM'}`;
}
