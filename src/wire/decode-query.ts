import { throwConstraintViolations } from './constraints.ts';
import type { FormParameters } from './form.ts';
import type {
  MapShape,
  OperationModel,
  ServiceModel,
  Shape,
  SimpleShape,
  StructureShape,
  WireStructure,
  WireValue,
} from './model.ts';
import { type Place, placesOf } from './query-names.ts';
import { malformedInput } from './refusals.ts';
import { readBlob, readBoolean, readInteger, readTimestamp } from './scalars.ts';

/**
 * The input of an operation from the parameters of a Query request, typed by the model and checked against its
 * constraints. Parameters that the operation does not know are ignored, as AWS does; list indexes may leave gaps and
 * are read in numeric order; `Tags=` is an empty list; an empty string is present.
 *
 * @throws AwsError `MalformedInput` 400 when a parameter cannot be read as its member's type; `ValidationError` 400
 *   that names every violated constraint
 */
export function decodeInput(
  model: ServiceModel,
  operation: OperationModel,
  parameters: FormParameters,
): WireStructure {
  const { input: shape } = operation;
  if (shape === undefined) return {};
  const tree: Tree = new Map();
  for (const [name, text] of parameters) {
    const places = placesOf(shape, name);
    if (places !== undefined) plant(tree, places, name, text);
  }
  const input = structureFrom(shape, tree);
  throwConstraintViolations(model, shape, input);
  return input;
}

/** Values under construction, by member name or list index: the parameters of one list arrive in any order. */
type Tree = Map<string | number, Tree | WireValue>;

function plant(root: Tree, places: readonly Place[], name: string, text: string): void {
  const last = places.length - 1;
  let tree = root;
  for (const { key } of places.slice(0, last)) {
    const known = tree.get(key);
    if (known !== undefined && !(known instanceof Map)) {
      throw malformedInput(`Parameter ${name} is within a value that is given whole.`);
    }
    const below: Tree = known ?? new Map();
    if (known === undefined) tree.set(key, below);
    tree = below;
  }
  const { key, shape } = places[last] as Place;
  if (tree.has(key)) throw malformedInput(`Parameter ${name} is given whole and by its members.`);
  tree.set(key, readWhole(shape, name, text));
}

/** A value given by one parameter. Of lists and maps only the empty one can be. */
function readWhole(shape: Shape, name: string, text: string): WireValue {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      throw malformedInput(`Parameter ${name} is a structure and has no value of its own.`);
    case 'list':
    case 'map':
      if (text !== '') throw malformedInput(`Parameter ${name} may not be given as a single value.`);
      return shape.kind === 'list' ? [] : Object.create(null);
    default:
      return readScalar(shape, name, text);
  }
}

const SCALARS = {
  string: { read: (text: string): WireValue | undefined => text, is: 'text' },
  integer: { read: readInteger, is: 'an integer of 32 bits' },
  boolean: { read: readBoolean, is: 'true or false' },
  timestamp: { read: readTimestamp, is: 'an ISO 8601 date and time' },
  blob: { read: readBlob, is: 'base64' },
} as const;

function readScalar(shape: SimpleShape, name: string, text: string): WireValue {
  const { read, is } = SCALARS[shape.kind];
  const value = read(text);
  if (value !== undefined) return value;
  // The one text that AWS sends along with this code (recorded from STS).
  const emptyNumber = text === '' && shape.kind === 'integer';
  throw malformedInput(emptyNumber ? 'missing value for decimal type' : `Parameter ${name} is not ${is}.`);
}

function valueFrom(shape: Shape, value: Tree | WireValue): WireValue {
  if (!(value instanceof Map)) return value;
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return structureFrom(shape, value);
    case 'list':
      return inOrder(value).map((item) => valueFrom(shape.member, item));
    case 'map':
      return mapFrom(shape, value);
    default:
      throw new Error(`${shape.name} cannot have members`);
  }
}

/** Members in the order of the model. Their names come from the model, so a plain object is safe. */
function structureFrom(shape: StructureShape, tree: Tree): WireStructure {
  const structure: Record<string, WireValue> = {};
  for (const member of shape.members.values()) {
    const value = tree.get(member.name);
    if (value !== undefined) structure[member.name] = valueFrom(member.shape, value);
  }
  return structure;
}

function mapFrom(shape: MapShape, tree: Tree): WireStructure {
  const map: Record<string, WireValue> = Object.create(null);
  for (const entry of inOrder(tree)) {
    const key = entry instanceof Map ? entry.get('key') : undefined;
    const value = entry instanceof Map ? entry.get('value') : undefined;
    if (typeof key !== 'string' || value === undefined)
      throw malformedInput('A map entry lacks its key or its value.');
    if (key in map) throw malformedInput(`The key ${key} is given more than once.`);
    map[key] = valueFrom(shape.value, value);
  }
  return map;
}

function inOrder(tree: Tree): (Tree | WireValue)[] {
  return [...tree].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
}
