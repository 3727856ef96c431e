import { throwConstraintViolations } from './constraints.ts';
import type {
  OperationModel,
  ServiceModel,
  Shape,
  SimpleShape,
  StructureShape,
  WireStructure,
  WireValue,
} from './model.ts';
import { serializationException } from './refusals.ts';
import { integerInRange, readBlob } from './scalars.ts';
import { type JsonValue, parseStrictJson } from './strict-json.ts';

/**
 * The input of an operation from an AWS JSON 1.1 body, typed by the model and checked against its constraints. An
 * empty body is an empty input; a member that is null counts as absent; a member that the model does not know is
 * refused: the console and command line are ours, and a mistyped name must not be read as a missing one.
 *
 * @throws AwsError `SerializationException` 400 for what is not JSON, or not of the model's types;
 *   `ValidationError` 400 that names every violated constraint
 */
export function decodeJsonInput(
  model: ServiceModel,
  operation: OperationModel,
  bytes: Uint8Array,
): WireStructure {
  const body = bytes.length === 0 ? new Map<string, JsonValue>() : parseStrictJson(decodeUtf8(bytes));
  const shape = operation.input ?? NO_MEMBERS;
  const input = structureFrom(shape, body, '');
  throwConstraintViolations(model, shape, input);
  return input;
}

const NO_MEMBERS: StructureShape = { kind: 'structure', name: 'Unit', sensitive: false, members: new Map() };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw serializationException('The body is not valid UTF-8.');
  }
}

function valueFrom(shape: Shape, json: JsonValue, path: string): WireValue {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return structureFrom(shape, json, path);
    case 'list':
      if (!Array.isArray(json)) throw unfit(path, 'a list');
      return (json as readonly JsonValue[]).map((item, index) =>
        valueFrom(shape.member, item, `${path}[${index}]`),
      );
    case 'map': {
      if (!(json instanceof Map)) throw unfit(path, 'an object');
      const map: Record<string, WireValue> = Object.create(null);
      for (const [key, item] of json as ReadonlyMap<string, JsonValue>) {
        map[key] = valueFrom(shape.value, item, `${path}.${key}`);
      }
      return map;
    }
    default:
      return scalarFrom(shape, json, path);
  }
}

function structureFrom(shape: StructureShape, json: JsonValue, path: string): WireStructure {
  if (!(json instanceof Map)) throw unfit(path, 'an object');
  const members = json as ReadonlyMap<string, JsonValue>;
  const structure: Record<string, WireValue> = {};
  for (const key of members.keys()) {
    if (!shape.members.has(key))
      throw serializationException(`${below(path, key)} is not a member of ${shape.name}.`);
  }
  for (const { name, shape: member } of shape.members.values()) {
    const given = members.get(name);
    if (given !== undefined && given !== null) structure[name] = valueFrom(member, given, below(path, name));
  }
  return structure;
}

const below = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

function scalarFrom(shape: SimpleShape, json: JsonValue, path: string): WireValue {
  const { read, is } = SCALARS[shape.kind];
  const value = read(json);
  if (value === undefined) throw unfit(path, is);
  return value;
}

const SCALARS = {
  string: {
    read: (json: JsonValue): WireValue | undefined => (typeof json === 'string' ? json : undefined),
    is: 'a string',
  },
  integer: {
    read: (json: JsonValue) => (typeof json === 'number' ? integerInRange(json) : undefined),
    is: 'an integer',
  },
  boolean: { read: (json: JsonValue) => (typeof json === 'boolean' ? json : undefined), is: 'true or false' },
  timestamp: {
    read: (json: JsonValue) => (typeof json === 'number' ? epochSeconds(json) : undefined),
    is: 'epoch seconds',
  },
  blob: { read: (json: JsonValue) => (typeof json === 'string' ? readBlob(json) : undefined), is: 'base64' },
} as const;

function epochSeconds(seconds: number): Date | undefined {
  const date = new Date(Math.round(seconds * 1000));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function unfit(path: string, is: string): Error {
  return serializationException(`${path === '' ? 'The body' : path} is not ${is}.`);
}
