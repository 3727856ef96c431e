import type { ContextValue, PolicyKind } from '../../src/policy/index.ts';
import {
  listOf,
  type RawDocument,
  type RawStatement,
  type ReferencePolicy,
  type ReferenceSets,
} from '../reference/index.ts';
import type { AccessCase } from './generate/access-case.ts';
import { chance, type Dice, pick, shuffled, turnCase } from './generate/dice.ts';
import { statementFor } from './generate/statements.ts';

type Change = (policy: ReferencePolicy) => ReferencePolicy;

/** The sets with every document changed. */
function mapPolicies(sets: ReferenceSets, change: Change): ReferenceSets {
  const levels = (list: ReferenceSets['scp']) =>
    list?.map(({ target, policies }) => ({ target, policies: policies.map(change) }));
  return {
    ...sets,
    identity: sets.identity.map(change),
    boundary: sets.boundary && change(sets.boundary),
    session: sets.session?.map(change),
    resource: sets.resource && { ...sets.resource, attached: change(sets.resource.attached) },
    scp: levels(sets.scp),
    rcp: levels(sets.rcp),
    endpoint: sets.endpoint && change(sets.endpoint),
  };
}

function mapStatements(
  sets: ReferenceSets,
  change: (statements: readonly RawStatement[]) => readonly RawStatement[],
): ReferenceSets {
  return mapPolicies(sets, (policy) => {
    const document: RawDocument = {
      ...policy.document,
      Statement: change(listOf(policy.document.Statement)),
    };
    return { ...policy, document };
  });
}

function shuffledMembers<T extends object>(dice: Dice, value: T): T {
  return Object.fromEntries(shuffled(dice, Object.entries(value))) as T;
}

/** Statements, documents of a set, members of statements and conditions, and list entries in another order. */
export function reordered(dice: Dice, { request, sets }: AccessCase): AccessCase {
  const deep = (value: unknown): unknown => {
    if (Array.isArray(value)) return shuffled(dice, value.map(deep));
    if (typeof value !== 'object' || value === null) return value;
    return shuffledMembers(dice, Object.fromEntries(Object.entries(value).map(([k, v]) => [k, deep(v)])));
  };
  const inside = mapPolicies(sets, (policy) => ({
    ...policy,
    document: deep(policy.document) as RawDocument,
  }));
  const level = (list: ReferenceSets['scp']) =>
    list?.map(({ target, policies }) => ({ target, policies: shuffled(dice, policies) }));
  return {
    request,
    sets: {
      ...inside,
      identity: shuffled(dice, inside.identity),
      session: inside.session && shuffled(dice, inside.session),
      scp: level(inside.scp),
      rcp: level(inside.rcp),
    },
  };
}

/** Some statements written twice. */
export function duplicated(dice: Dice, { request, sets }: AccessCase): AccessCase {
  const twice = (statement: RawStatement) => (chance(dice, 50) ? [statement, statement] : [statement]);
  return { request, sets: mapStatements(sets, (statements) => statements.flatMap(twice)) };
}

/** One statement for each entry of a list of actions. */
export function splitByAction({ request, sets }: AccessCase): AccessCase {
  const split = (statement: RawStatement) =>
    statement.Action === undefined
      ? [statement]
      : listOf(statement.Action).map((action) => ({ ...statement, Action: action }));
  return { request, sets: mapStatements(sets, (statements) => statements.flatMap(split)) };
}

/** Actions and condition keys in other letters' case. */
export function recased(dice: Dice, { request, sets }: AccessCase): AccessCase {
  const turned = (actions: RawStatement['Action']) => listOf(actions).map((action) => turnCase(dice, action));
  const recase = (statement: RawStatement): RawStatement => ({
    ...statement,
    ...(statement.Action && { Action: turned(statement.Action) }),
    ...(statement.NotAction && { NotAction: turned(statement.NotAction) }),
    ...(statement.Condition && {
      Condition: Object.fromEntries(
        Object.entries(statement.Condition).map(([operator, pairs]) => [
          operator,
          Object.fromEntries(Object.entries(pairs).map(([key, values]) => [turnCase(dice, key), values])),
        ]),
      ),
    }),
  });
  return { request, sets: mapStatements(sets, (statements) => statements.map(recase)) };
}

/** Another statement of the effect in one of the documents that may hold it. */
export function withStatement(
  dice: Dice,
  effect: 'Allow' | 'Deny',
  { request, sets }: AccessCase,
): AccessCase {
  const kinds: readonly PolicyKind[] = [
    'inline',
    'managed',
    'session',
    'resource',
    'trust',
    'scp',
    'endpoint',
  ];
  const open = effect === 'Deny' ? [...kinds, 'rcp'] : kinds;
  const names: ReferencePolicy[] = [];
  mapPolicies(sets, (policy) => {
    if (open.includes(policy.source.kind) && policy.source.name !== 'rcp') names.push(policy);
    return policy;
  });
  if (names.length === 0) return { request, sets };
  const chosen = pick(dice, names);
  const { kind } = chosen.source;
  const variables = chosen.document.Version === '2012-10-17';
  const scene = { request, context: request.context, kind, variables };
  const more = statementFor(dice, scene, effect, chance(dice, 80));
  const change: Change = (policy) => {
    if (policy !== chosen) return policy;
    const statements = listOf<RawStatement>(policy.document.Statement);
    return { ...policy, document: { ...policy.document, Statement: [...statements, more] } };
  };
  return { request, sets: mapPolicies(sets, change) };
}

type Ceiling = 'boundary' | 'session' | 'scp' | 'rcp' | 'endpoint';

/** The ceilings that a case has. Only a session policy gives a federated session anything, so there it is none. */
export function ceilingsOf({ request, sets }: AccessCase): readonly Ceiling[] {
  const all: readonly Ceiling[] = ['boundary', 'session', 'scp', 'rcp', 'endpoint'];
  const isFederated = request.principal.kind === 'federated-session';
  return all.filter((name) => sets[name] !== undefined && !(name === 'session' && isFederated));
}

export function withoutCeiling({ request, sets }: AccessCase, name: Ceiling): AccessCase {
  return { request, sets: { ...sets, [name]: undefined } };
}

/** Every text in a value changed, keys of maps included. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change));
  if (value instanceof Map) {
    return new Map(
      [...value].map(
        ([key, entry]) => [mapTexts(key, change), mapTexts(entry, change)] as [string, ContextValue],
      ),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapTexts(entry, change)]));
}

/** Accounts and unique ids under other names, everywhere. */
export function renamed(accessCase: AccessCase): AccessCase {
  const names: readonly (readonly [string, string])[] = [
    ['111122223333', '900000000009'],
    ['444455556666', '800000000008'],
  ];
  const rename = (text: string) => names.reduce((result, [from, to]) => result.replaceAll(from, to), text);
  return mapTexts(accessCase, rename) as AccessCase;
}
