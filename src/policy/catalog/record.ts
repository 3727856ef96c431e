/**
 * How the catalogue is written down: a module a service, in lists whose items name one another by number.
 * `scripts/build-catalog.mjs` writes them; `describeService` makes them readable.
 */
import { type Glob, parseGlob } from '../glob.ts';
import type {
  AccessLevel,
  ActionDescription,
  ActionResource,
  ConditionKey,
  ConditionKeyType,
  ResourceType,
  ServiceDescription,
} from './service.ts';

/** Read, list, write, tagging, permissions management. */
type LevelLetter = 'R' | 'L' | 'W' | 'T' | 'P';

export interface ServiceRecord {
  readonly prefix: string;
  readonly name: string;
  readonly keys: readonly (readonly [name: string, type: ConditionKeyType])[];
  readonly resources: readonly (readonly [name: string, arn: string, keys?: readonly number[]])[];
  readonly actions: readonly (readonly [
    name: string,
    level: LevelLetter,
    resources?: readonly (readonly [type: number, required: 0 | 1, keys?: readonly number[]])[],
    keys?: readonly number[],
  ])[];
}

const LEVELS: Readonly<Record<LevelLetter, AccessLevel>> = {
  R: 'read',
  L: 'list',
  W: 'write',
  T: 'tagging',
  P: 'permissions-management',
};

export function describeService(record: ServiceRecord): ServiceDescription {
  const keys = record.keys.map(([name, type]): ConditionKey => ({ name, type }));
  const keysAt = (numbers: readonly number[] = []) => numbers.map((number) => keys[number]!);
  const types = record.resources.map(
    ([name, arn, numbers]): ResourceType => ({ name, arn, conditionKeys: keysAt(numbers) }),
  );
  const resourcesAt = (rows: NonNullable<ServiceRecord['actions'][number][2]> = []) =>
    rows.map(
      ([type, required, numbers]): ActionResource => ({
        type: types[type]!,
        required: required === 1,
        conditionKeys: keysAt(numbers),
      }),
    );
  const actions = record.actions.map(
    ([name, level, rows, numbers]): ActionDescription => ({
      name: `${record.prefix}:${name}`,
      accessLevel: LEVELS[level],
      resources: resourcesAt(rows),
      conditionKeys: keysAt(numbers),
    }),
  );
  return {
    prefix: record.prefix,
    name: record.name,
    actions: new Map(actions.map((action) => [action.name.toLowerCase(), action])),
    resourceTypes: new Map(types.map((type) => [type.name, type])),
    conditionKey: finderOf(keys),
  };
}

/** As the reference writes what the policy's author puts in: `${TagKey}`, `<key>`, `tag-key`, or nothing behind a slash. */
const PLACEHOLDER = /\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key$|(?<=tag\/)$/gi;

/** Finds a key as a policy names it; where the catalogue has a placeholder, at least one character stands. */
function finderOf(keys: readonly ConditionKey[]): (name: string) => ConditionKey | undefined {
  const exact = new Map<string, ConditionKey>();
  const open: { readonly glob: Glob; readonly key: ConditionKey }[] = [];
  for (const key of keys) {
    const pattern = key.name.toLowerCase().replaceAll(PLACEHOLDER, '?*');
    if (pattern.includes('*')) open.push({ glob: parseGlob(pattern), key });
    else exact.set(pattern, key);
  }
  return (name) => {
    const lower = name.toLowerCase();
    return exact.get(lower) ?? open.find(({ glob }) => glob.matches(lower))?.key;
  };
}
