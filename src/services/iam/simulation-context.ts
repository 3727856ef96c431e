/**
 * The condition keys of a simulated request: what the caller of the simulation hands in, and what holds for every
 * request of the simulated caller. Facts of one request (time, address, MFA) are missing unless they are handed in.
 */
import { isIP } from 'node:net';
import type { ContextEntry, ContextKeyTypeEnum } from '@aws-sdk/client-iam';
import type { ContextValue } from '../../policy/index.ts';
import { lowerCaseKey } from './context-keys.ts';
import { invalidInput } from './errors.ts';
import type { IdentityArn, PolicySource } from './policy-source.ts';

type ScalarType = 'string' | 'numeric' | 'boolean' | 'ip' | 'binary' | 'date';

const isAddress = (text: string): boolean => {
  const [address = '', prefix] = text.split('/', 2);
  return isIP(address) !== 0 && (prefix === undefined || /^[0-9]{1,3}$/.test(prefix));
};

/** What a value of each type looks like. */
const SYNTAX: Readonly<Record<ScalarType, (text: string) => boolean>> = {
  string: () => true,
  numeric: (text) => /^[+-]?[0-9]+(?:\.[0-9]+)?$/.test(text),
  boolean: (text) => /^(?:true|false)$/i.test(text),
  ip: isAddress,
  binary: (text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0,
  date: (text) => /^[0-9]+$/.test(text) || !Number.isNaN(Date.parse(text)),
};

const LIST_SUFFIX = 'List';

/** @throws AwsError InvalidInput for values that are not of their type, or not as many as it takes. */
function readEntry({ ContextKeyName, ContextKeyType, ContextKeyValues }: ContextEntry): ContextValue {
  const values = ContextKeyValues ?? [];
  const type: ContextKeyTypeEnum = ContextKeyType ?? (values.length === 1 ? 'string' : 'stringList');
  const isList = type.endsWith(LIST_SUFFIX);
  const scalar = (isList ? type.slice(0, -LIST_SUFFIX.length) : type) as ScalarType;
  const wrong = values.find((value) => !SYNTAX[scalar](value));
  if (wrong !== undefined) {
    throw invalidInput(
      `Context key ${ContextKeyName} has the value ${wrong}, which is not of type ${scalar}.`,
    );
  }
  if (isList) return values;
  if (values.length !== 1) {
    throw invalidInput(`Context key ${ContextKeyName} of type ${type} must have exactly one value.`);
  }
  return values[0]!;
}

/**
 * `ContextEntries`, by key in lower case.
 * @throws AwsError InvalidInput also for a key that is there twice.
 */
export function readContextEntries(entries: readonly ContextEntry[] | undefined): Map<string, ContextValue> {
  const read = new Map<string, ContextValue>();
  for (const entry of entries ?? []) {
    const key = lowerCaseKey(entry.ContextKeyName ?? '');
    if (key === '') throw invalidInput('Each context entry must have a ContextKeyName.');
    if (read.has(key)) throw invalidInput(`Context key ${entry.ContextKeyName} is given more than once.`);
    read.set(key, readEntry(entry));
  }
  return read;
}

const PRINCIPAL_TYPES = { user: 'User', role: 'AssumedRole', group: 'User' } as const;

/** What the caller's ARN says. A group never calls: which of its members does is open. */
function factsOfArn({ kind, accountId, name, arn }: IdentityArn): [string, ContextValue][] {
  return [
    ['aws:principalaccount', accountId],
    ['aws:principaltype', PRINCIPAL_TYPES[kind]],
    ['aws:principalisawsservice', 'false'],
    ...(kind === 'group' ? [] : [['aws:principalarn', arn] as [string, ContextValue]]),
    ...(kind === 'user' ? [['aws:username', name] as [string, ContextValue]] : []),
  ];
}

/** What only somebody who may look into the caller knows of it. */
function factsOfEntity(source: PolicySource): [string, ContextValue][] {
  if (source.kind === 'group') return [];
  const tags = source.entity.tags.map(({ Key, Value }): [string, ContextValue] => [
    lowerCaseKey(`aws:PrincipalTag/${Key}`),
    Value,
  ]);
  return source.kind === 'user' ? [...tags, ['aws:userid', source.entity.id]] : tags;
}

/**
 * The context of every request in a simulation. Entries that were handed in win.
 * @param source the caller itself, when it is the identity whose policies are simulated; never another one, about
 *   which the caller of the simulation may know nothing
 */
export function simulatedContext(
  entries: ReadonlyMap<string, ContextValue>,
  caller: IdentityArn | undefined,
  source: PolicySource | undefined,
): ReadonlyMap<string, ContextValue> {
  return new Map([
    ...(caller === undefined ? [] : factsOfArn(caller)),
    ...(source === undefined ? [] : factsOfEntity(source)),
    ...entries,
  ]);
}
