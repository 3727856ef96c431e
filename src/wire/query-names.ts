import type { MapShape, Member, Shape, StructureShape } from './model.ts';
import { malformedInput } from './refusals.ts';

/** One step from a structure or list to a value in it. */
export interface Place {
  readonly key: string | number;
  readonly shape: Shape;
}

/** Larger indexes are refused: no list of IAM or STS holds so many, and AWS's quotas are far below. */
const MAX_INDEX = 10_000;

/**
 * The way that a parameter's name points: `Tags.member.2.Key` is the member `Tags`, its element 2, the member `Key`
 * (AWS Query protocol: lists `X.member.N`, maps `X.entry.N.key` and `X.entry.N.value`). Undefined when the model knows
 * no such name, as with `Tags.2.Key`.
 *
 * @throws AwsError `MalformedInput` 400 when an index is not a number of 1…10000 without leading zeros, or the name
 *   leads into a value that has no members
 */
export function placesOf(input: StructureShape, name: string): readonly Place[] | undefined {
  const places: Place[] = [];
  const parts = new NameParts(name);
  let shape: Shape = input;
  do {
    const place = step(shape, parts, name);
    if (place === undefined) return undefined;
    places.push(place);
    shape = place.shape;
  } while (parts.remain);
  return places;
}

function step(shape: Shape, parts: NameParts, name: string): Place | undefined {
  switch (shape.kind) {
    case 'structure':
    case 'union': {
      const key = parts.next();
      const member = shape.members.get(key);
      return member && { key, shape: member.shape };
    }
    case 'list':
      return parts.next() === 'member' ? { key: indexIn(parts, name), shape: shape.member } : undefined;
    case 'map':
      return parts.next() === 'entry' ? { key: indexIn(parts, name), shape: entryShape(shape) } : undefined;
    default:
      throw malformedInput(`Parameter ${name} is within a value that has no members.`);
  }
}

const INDEX = /^[1-9][0-9]{0,4}$/;

/** Leading zeros would let two names mean one element. */
function indexIn(parts: NameParts, name: string): number {
  const part = parts.next();
  const index = INDEX.test(part) ? Number(part) : 0;
  if (index < 1 || index > MAX_INDEX) throw malformedInput(`Parameter ${name} has no valid index.`);
  return index;
}

/** A name taken apart at its dots, one part at a time: a name of a million dots costs nothing once it is unknown. */
class NameParts {
  readonly #name: string;
  #start = 0;

  constructor(name: string) {
    this.#name = name;
  }

  get remain(): boolean {
    return this.#start <= this.#name.length;
  }

  next(): string {
    const dot = this.#name.indexOf('.', this.#start);
    const end = dot === -1 ? this.#name.length : dot;
    const part = this.#name.slice(this.#start, end);
    this.#start = end + 1;
    return part;
  }
}

const entryShapes = new WeakMap<MapShape, StructureShape>();

/** A map's entry as a structure of a key and a value. */
function entryShape(map: MapShape): StructureShape {
  const known = entryShapes.get(map);
  if (known !== undefined) return known;
  const members = new Map<string, Member>([
    ['key', { name: 'key', shape: map.key, required: true }],
    ['value', { name: 'value', shape: map.value, required: true }],
  ]);
  const shape: StructureShape = {
    kind: 'structure',
    name: `${map.name}Entry`,
    sensitive: map.sensitive,
    members,
  };
  entryShapes.set(map, shape);
  return shape;
}
