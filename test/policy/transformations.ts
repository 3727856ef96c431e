import type { ContextValue, PolicyKind } from '../../src/policy/index.ts';
import {
  actionApplies,
  listOf,
  type RawCondition,
  type RawDocument,
  type RawStatement,
  type ReferencePolicy,
  type ReferenceSets,
} from '../reference/index.ts';
import type { AccessCase } from './generate/access-case.ts';
import { conditionFor } from './generate/conditions.ts';
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

/** Resources of exact patterns, in statements of either effect, with a letter of another case in their last part. */
export function withResourcesRecased({ request, sets }: AccessCase): AccessCase {
  const turn = (pattern: string) => {
    const end = pattern.lastIndexOf(':') + 1;
    const last = pattern.slice(end);
    const turned = last === last.toUpperCase() ? last.toLowerCase() : last.toUpperCase();
    return pattern === '*' || pattern.includes('${') ? pattern : pattern.slice(0, end) + turned;
  };
  return {
    request,
    sets: mapStatements(sets, (statements) =>
      statements.map((statement) => ({
        ...statement,
        ...(statement.Resource && { Resource: listOf(statement.Resource).map(turn) }),
      })),
    ),
  };
}

/** Patterns of actions written out as the actions of the catalogue that they match; those that match none are kept. */
export function expanded({ request, sets }: AccessCase, catalogue: readonly string[]): AccessCase {
  const expand = (patterns: RawStatement['Action']) =>
    listOf(patterns).flatMap((pattern) => {
      const matched = catalogue.filter((action) =>
        actionApplies({ Effect: 'Allow', Action: pattern }, action),
      );
      return matched.length > 0 ? matched : [pattern];
    });
  return {
    request,
    sets: mapStatements(sets, (statements) =>
      statements.map((statement) => ({
        ...statement,
        ...(statement.Action && { Action: expand(statement.Action) }),
        ...(statement.NotAction && { NotAction: expand(statement.NotAction) }),
      })),
    ),
  };
}

/** One condition more in a statement of the effect, if there is one. */
export function withCondition(
  dice: Dice,
  effect: 'Allow' | 'Deny',
  { request, sets }: AccessCase,
): AccessCase {
  const more = conditionFor(dice, request.context, true, chance(dice, 50));
  let isDone = false;
  const narrow = (statement: RawStatement): RawStatement => {
    if (isDone || statement.Effect !== effect || chance(dice, 50)) return statement;
    isDone = true;
    return { ...statement, Condition: merged(statement.Condition ?? {}, more) };
  };
  // The one document that allows in RCPs is what it is.
  const change: Change = (policy) =>
    policy.source.name === 'rcp'
      ? policy
      : {
          ...policy,
          document: { ...policy.document, Statement: listOf(policy.document.Statement).map(narrow) },
        };
  return { request, sets: mapPolicies(sets, change) };
}

/** Both conditions; where both ask the same of a key, only the first, which keeps it as narrow as it was. */
function merged(first: RawCondition, second: RawCondition): RawCondition {
  const result: Record<string, RawCondition[string]> = { ...first };
  for (const [operator, pairs] of Object.entries(second)) {
    const taken = new Set(Object.keys(result[operator] ?? {}).map((key) => key.toLowerCase()));
    const free = Object.entries(pairs).filter(([key]) => !taken.has(key.toLowerCase()));
    result[operator] = { ...result[operator], ...Object.fromEntries(free) };
  }
  return result;
}

/** The ceilings of another case, where this one has none. */
export function withCeilingsOf({ sets: other }: AccessCase, { request, sets }: AccessCase): AccessCase {
  const { boundary, session, scp, rcp, endpoint } = other;
  const more = { boundary, session, scp, rcp, endpoint };
  const isFederated = request.principal.kind === 'federated-session';
  const given = Object.entries(sets).filter(([, value]) => value !== undefined);
  return {
    request,
    sets: {
      ...more,
      // To a federated session its policies are all that it has.
      ...(isFederated ? { session: undefined } : {}),
      ...(Object.fromEntries(given) as unknown as ReferenceSets),
    },
  };
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
    ['AIDAALICEALICEALICE01', 'AIDAZZZZZZZZZZZZZZZZ9'],
    ['AROAROLEROLEROLEROL01', 'AROAYYYYYYYYYYYYYYYY8'],
  ];
  const rename = (text: string) => names.reduce((result, [from, to]) => result.replaceAll(from, to), text);
  return mapTexts(accessCase, rename) as AccessCase;
}
