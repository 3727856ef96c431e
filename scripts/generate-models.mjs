/**
 * Writes `src/wire/models/{iam,sts}.json`: the operations, shapes and error codes of a service, read from the schema
 * objects that the AWS SDK publishes, joined with the constraints (patterns, lengths, ranges, enumerations) that those
 * schemas lack and `constraints.tsv` lists.
 *
 *   node scripts/generate-models.mjs
 *
 * A test regenerates both models in memory and compares, so that they cannot drift from the SDK.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as iamSdk from '@aws-sdk/client-iam';
import * as stsSdk from '@aws-sdk/client-sts';

const MODELS = new URL('../src/wire/models/', import.meta.url);

/** What the SDK does not say about a service. */
const SERVICES = {
  iam: {
    sdk: iamSdk,
    header: {
      service: 'iam',
      version: '2010-05-08',
      xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
      // Recordings since late 2024 print neither the value nor the members of an enumeration.
      violations: {
        showsValue: false,
        listsEnum: false,
        neverNull: ['tagKeyType'],
        characters: [
          {
            members: ['PathPrefix'],
            says: 'It must begin with the / character and contain only alphanumeric characters and/or / characters.',
          },
          {
            shapes: ['pathType', 'policyPathType'],
            says: 'It must begin and end with / and contain only alphanumeric characters and/or / characters.',
          },
          {
            shapes: [
              'existingUserNameType',
              'groupNameType',
              'instanceProfileNameType',
              'policyNameType',
              'roleNameType',
              'serverCertificateNameType',
              'userNameType',
            ],
            says: 'It must contain only alphanumeric characters and/or the following: +=,.@_-',
          },
          { shapes: ['accessKeyIdType'], says: 'It must contain only alphanumeric characters.' },
          {
            shapes: [
              'certificateBodyType',
              'certificateChainType',
              'policyDocumentType',
              'privateKeyType',
              'publicKeyMaterialType',
            ],
            says: 'It must contain only printable ASCII characters.',
          },
        ],
      },
    },
    client: () => new iamSdk.IAMClient({ region: 'us-east-1' }),
  },
  sts: {
    sdk: stsSdk,
    header: {
      service: 'sts',
      version: '2011-06-15',
      xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      violations: { showsValue: true, listsEnum: true },
    },
    client: () => new stsSdk.STSClient({ region: 'us-east-1' }),
  },
};

/** Numbers of simple schemas (@smithy/types, schema/sentinels). */
const SIMPLE_KINDS = new Map([
  [0, 'string'],
  [1, 'integer'],
  [2, 'boolean'],
  [4, 'timestamp'],
  [5, 'timestamp'],
  [21, 'blob'],
]);
const LIST_OF = 64;
const MAP_OF = 128;
const SENSITIVE = 8;

/** Names of the shapes that stand for simple schemas without a name of their own. */
const ANONYMOUS = {
  string: 'String',
  integer: 'Integer',
  boolean: 'Boolean',
  timestamp: 'Timestamp',
  blob: 'Blob',
};

/** Members that the table does not list come after those that it does, in the SDK's order. */
const UNLISTED = 100_000;

/** One-time codes are secrets for a minute; the SDK does not mark them. CloudTrail leaves them out. */
const ALSO_SENSITIVE = new Set(['authenticationCodeType', 'tokenCodeType']);

/** The order in which AWS writes members, where it is not the SDK's. */
const WIRE_ORDER = {
  GetCallerIdentityResponse: ['Arn', 'UserId', 'Account'],
  AssumeRoleResponse: ['SourceIdentity', 'AssumedRoleUser', 'Credentials', 'PackedPolicySize'],
};

/** The rows of the table for one service, by `Operation/Member.path`, and the operations that it knows. */
function readConstraints(service) {
  const lines = readFileSync(new URL('constraints.tsv', MODELS), 'utf8').split('\n').slice(1);
  const rows = new Map();
  const operations = new Set();
  for (const line of lines) {
    if (line === '') continue;
    const [of, operation, path, shape, required, pattern, min, max, values] = line.split('\t');
    if (of !== service) continue;
    const constraint = {
      ...(pattern ? { pattern } : {}),
      ...(min ? { min: Number(min) } : {}),
      ...(max ? { max: Number(max) } : {}),
      ...(values ? { enum: values.split('|') } : {}),
    };
    rows.set(`${operation}/${path}`, { shape, required: required === 'yes', constraint, order: rows.size });
    operations.add(operation);
  }
  return { rows, operations };
}

/**
 * Collects shapes by name. Inputs are added before results, so that a structure used in both (`Tag`) keeps the
 * constraints of the input; a second, different definition by another input is an error in the sources.
 */
class ModelBuilder {
  shapes = {};
  #constraints;

  constructor(constraints) {
    this.#constraints = constraints;
  }

  /** Adds the shape that a schema reference means; returns its name. `path` is the place in an operation's input. */
  add(reference, path) {
    const schema = dereference(reference);
    const row = this.#constraints.get(path);
    if (typeof schema === 'number') return this.#addNumbered(schema, row, path);
    const [kind, , name, traits, first, second] = schema;
    const marks = { ...sensitive(traits), ...row?.constraint };
    if (kind === 0) return this.#define(row?.shape ?? name, { kind: kindOf(first), ...marks }, row);
    if (kind === 1)
      return this.#define(
        name,
        { kind: 'list', member: this.add(first, below(path, 'member')), ...marks },
        row,
      );
    if (kind === 2)
      return this.#define(
        name,
        { kind: 'map', key: this.add(first), value: this.add(second), ...marks },
        row,
      );
    return this.addStructure(schema, path && `${path}.`);
  }

  /** `prefix` leads the paths of the members: `CreateUser/` for an input, undefined within a result. */
  addStructure(schema, prefix) {
    const [kind, , name, traits, names, references, requiredCount = 0] = schema;
    if (this.shapes[name] !== undefined && prefix === undefined) return name;
    const members = names.map((member, index) => {
      const path = prefix === undefined ? undefined : `${prefix}${member}`;
      const row = this.#constraints.get(path);
      const required = index < requiredCount;
      if (row !== undefined && row.required !== required)
        throw new Error(`${path}: required in one source only`);
      const entry = {
        name: member,
        shape: this.add(references[index], path),
        ...(required ? { required: true } : {}),
      };
      return { entry, order: row?.order ?? UNLISTED + index };
    });
    // Inputs: the order of the API model, in which violations are reported. Results: the SDK's, or AWS's where known.
    const order = WIRE_ORDER[name];
    const rank = (member) =>
      order?.includes(member.entry.name) ? order.indexOf(member.entry.name) : member.order;
    const entries = members.sort((a, b) => rank(a) - rank(b)).map((member) => member.entry);
    const shape = { kind: kind === 4 ? 'union' : 'structure', members: entries, ...sensitive(traits) };
    return this.#define(name, shape, this.#constraints.get(prefix && `${prefix}${names[0]}`));
  }

  #addNumbered(number, row, path) {
    if (number & LIST_OF) {
      const member = this.add(number & ~LIST_OF, below(path, 'member'));
      return this.#define(row?.shape ?? `ListOf${member}`, { kind: 'list', member, ...row?.constraint }, row);
    }
    if (number & MAP_OF) {
      const value = this.add(number & ~MAP_OF);
      return this.#define(
        row?.shape ?? `MapOf${value}`,
        { kind: 'map', key: this.add(0), value, ...row?.constraint },
        row,
      );
    }
    const kind = kindOf(number);
    return this.#define(row?.shape ?? ANONYMOUS[kind], { kind, ...row?.constraint }, row);
  }

  #define(name, bare, row) {
    const shape = ALSO_SENSITIVE.has(name) ? { ...bare, sensitive: true } : bare;
    const known = this.shapes[name];
    if (known === undefined) this.shapes[name] = shape;
    else if (row !== undefined && JSON.stringify(known) !== JSON.stringify(shape)) {
      throw new Error(`${name} is defined twice: ${JSON.stringify(known)}, ${JSON.stringify(shape)}`);
    }
    return name;
  }
}

const below = (path, part) => (path === undefined ? undefined : `${path}.${part}`);

function kindOf(number) {
  const kind = SIMPLE_KINDS.get(number);
  if (kind === undefined) throw new Error(`unknown simple schema ${number}`);
  return kind;
}

function sensitive(traits) {
  return typeof traits === 'number' && (traits & SENSITIVE) !== 0 ? { sensitive: true } : {};
}

/** Follows lazy references and strips the member's traits, which are 0 throughout both services. */
function dereference(reference) {
  if (typeof reference === 'function') return dereference(reference());
  if (Array.isArray(reference) && reference.length === 2) {
    if (reference[1] !== 0)
      throw new Error(`member traits ${JSON.stringify(reference[1])} are not known to this generator`);
    return dereference(reference[0]);
  }
  return reference;
}

const isUnit = (schema) => schema === 'unit' || (Array.isArray(schema) && schema[2] === '__Unit');

function paginationOf(inputNames, outputNames) {
  const more = outputNames.find((name) => name.toLowerCase() === 'istruncated');
  if (!inputNames.includes('Marker')) return undefined;
  return {
    marker: 'Marker',
    ...(inputNames.includes('MaxItems') ? { limit: 'MaxItems' } : {}),
    ...(more ? { more } : {}),
  };
}

function errorsOf(schemas) {
  const errors = schemas
    .filter((schema) => schema[0] === -3 && schema[3] !== 0)
    .map(([, , name, traits]) => traits.awsQueryError ?? [name, traits.httpError]);
  return Object.fromEntries(errors.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @returns the model of one service as plain data. */
export function generateModel(service) {
  const { sdk, header, client } = SERVICES[service];
  const schemas = Object.values(sdk).filter((value) => Array.isArray(value));
  const constraints = readConstraints(service);
  const builder = new ModelBuilder(constraints.rows);
  const authSchemes = client().config.httpAuthSchemeProvider;
  const operations = schemas
    .filter((schema) => schema[0] === 9)
    .map(([, , name, , input, output]) => ({ name, input: dereference(input), output: dereference(output) }));
  const listed = (operation) => (constraints.operations.has(operation.name) ? 0 : 1);
  const inputs = operations
    .filter((operation) => !isUnit(operation.input))
    .sort((a, b) => listed(a) - listed(b));
  for (const { name, input } of inputs) builder.addStructure(input, `${name}/`);

  const records = {};
  for (const { name, input, output } of operations) {
    const pagination = isUnit(input) ? undefined : paginationOf(input[4], isUnit(output) ? [] : output[4]);
    const schemes = authSchemes({ operation: name, region: 'us-east-1', Region: 'us-east-1' });
    records[name] = {
      ...(isUnit(input) ? {} : { input: input[2] }),
      ...(isUnit(output) ? {} : { output: builder.addStructure(output), resultWrapper: `${name}Result` }),
      ...(schemes.some((scheme) => scheme.schemeId === 'smithy.api#noAuth') ? { noAuth: true } : {}),
      ...(pagination ? { pagination } : {}),
    };
  }
  return {
    ...header,
    protocol: 'query',
    operations: sorted(records),
    shapes: sorted(builder.shapes),
    errors: errorsOf(schemas),
  };
}

function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text of a model file: one operation or shape a line, so that a change of the SDK reads well in a diff. */
export function modelText(model) {
  const lines = Object.entries(model).map(([key, value]) => {
    if (key !== 'operations' && key !== 'shapes') return `${JSON.stringify(key)}:${JSON.stringify(value)}`;
    const rows = Object.entries(value).map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`);
    return `${JSON.stringify(key)}:{\n${rows.join(',\n')}\n}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const service of Object.keys(SERVICES)) {
    writeFileSync(new URL(`${service}.json`, MODELS), modelText(generateModel(service)));
  }
}
