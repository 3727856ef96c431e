import { lowerFirst } from './constraints.ts';
import type { Shape, StructureShape } from './model.ts';

/** Shows a value of one shape. */
type Viewer = (value: never) => unknown;

const viewers = new WeakMap<StructureShape, Viewer>();

/**
 * An input or result as CloudTrail shows it: without what the model marks as secret (passwords, secret access keys,
 * private keys, tokens that prove an identity, one-time codes) and what it does not know; member names begin in lower
 * case (`userName`, `aWSServiceName`), dates read `Jul 18, 2014 4:07:39 PM`, blobs are base64. Keys of maps are data and
 * stay. A structure that loses all its members stays as an empty one. The value is left as it is.
 */
export function auditView(
  shape: StructureShape | undefined,
  value: object,
): Readonly<Record<string, unknown>> {
  return shape === undefined ? {} : (viewerOf(shape)(value as never) as Readonly<Record<string, unknown>>);
}

/** Compiled once for each structure; a structure may contain itself. */
function viewerOf(shape: StructureShape): Viewer {
  let viewer = viewers.get(shape);
  if (viewer === undefined) {
    viewer = structure(shape);
    viewers.set(shape, viewer);
  }
  return viewer;
}

function structure(shape: StructureShape): Viewer {
  let members: readonly { from: string; to: string; view: Viewer }[] | undefined;
  return (value: Readonly<Record<string, never>>) => {
    members ??= shown(shape).map(({ name, shape: of }) => ({
      from: name,
      to: lowerFirst(name),
      view: viewer(of),
    }));
    const to: Record<string, unknown> = {};
    for (const member of members) {
      const given = value[member.from];
      if (given !== undefined && given !== null) to[member.to] = member.view(given);
    }
    return to;
  };
}

function shown(shape: StructureShape) {
  return shape.sensitive ? [] : [...shape.members.values()].filter((member) => !member.shape.sensitive);
}

function viewer(shape: Shape): Viewer {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return viewerOf(shape);
    case 'list': {
      if (shape.member.sensitive) return () => [];
      const item = viewer(shape.member);
      return (items: readonly never[]) => items.map(item);
    }
    case 'map': {
      if (shape.value.sensitive) return () => ({});
      const item = viewer(shape.value);
      return (entries: object) => {
        const to: Record<string, unknown> = Object.create(null);
        for (const [key, given] of Object.entries(entries)) to[key] = item(given as never);
        return to;
      };
    }
    case 'timestamp':
      return cloudTrailDate;
    case 'blob':
      return (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    default:
      return (value) => value;
  }
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
