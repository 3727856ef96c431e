/** What would clear one obstacle in the way of a request. Proposals: `changesThatFlip` decides again with each. */

import { applyIfValid, type Situation } from './apply-changes.ts';
import { type Change, costOf } from './change.ts';
import type { CompiledStatement } from './compile.ts';
import { changeOfContext } from './context-change.ts';
import type { Explanation } from './explain.ts';
import { isCrossAccount } from './judge.ts';
import type { AccessRequest, AttachedPolicy, PolicyType } from './model.ts';
import type { Obstacle } from './obstacles.ts';
import { type PolicyPlace, placedPolicies } from './places.ts';
import { printable } from './printable.ts';
import {
  addPolicy,
  addPrincipal,
  addStatement,
  isEditable,
  silenceDeny,
  statementsAbout,
  type Target,
  widenCondition,
} from './statement-change.ts';
import type { StatementTrace } from './trace.ts';
import { statementName } from './why.ts';

/** Changes that belong together. */
export type Remedy = readonly Change[];

/** A document that takes part, with its trace. */
interface TracedTarget extends Target {
  readonly statements: readonly StatementTrace[];
}

/** The cheapest first. */
export function remediesFor(obstacle: Obstacle, situation: Situation, explanation: Explanation): Remedy[] {
  const remedies =
    obstacle.verdict === 'explicitDeny'
      ? againstDeny(obstacle, situation, explanation)
      : [
          ...towardsAllow(obstacle.type, obstacle.target, situation, explanation),
          ...throughResource(obstacle.type, situation, explanation),
        ];
  return remedies.filter((remedy) => remedy.length > 0).toSorted((a, b) => costOf(a) - costOf(b));
}

/** The documents of a type, or of one level of it, that take part. */
export function targetsOf(
  type: PolicyType,
  target: string | undefined,
  { sets }: Situation,
  { types }: Explanation,
): TracedTarget[] {
  const trace = types.find((one) => one.type === type);
  if (trace === undefined || !trace.applies) return [];
  return placedPolicies(sets)
    .filter(({ place }) => place.type === type)
    .map((placed, at) => ({ ...placed, statements: trace.documents[at]?.statements ?? [] }))
    .filter(({ place }) => target === undefined || targetOf(place, sets) === target);
}

export function targetOf({ type, level }: PolicyPlace, sets: Situation['sets']): string | undefined {
  if (level === undefined || (type !== 'scp' && type !== 'rcp')) return undefined;
  return sets[type]?.[level]?.target;
}

function againstDeny(
  { type, target, statement }: Obstacle,
  situation: Situation,
  explanation: Explanation,
): Remedy[] {
  // A document that is attached twice has one source; its copies are changed one after the other.
  const found = targetsOf(type, target, situation, explanation).find(({ attached, statements }) => {
    const trace = statements[statement!.index];
    return attached.source === statement!.source && trace?.matched === true && trace.effect === 'Deny';
  });
  const compiled = found?.attached.policy.statements[statement!.index];
  if (found === undefined || compiled === undefined) return [];
  const { request } = situation;
  const contexts = contextsAgainst(found.attached, compiled, request);
  return [...contexts, ...silenceDeny(found, compiled.source, request).map((change) => [change])];
}

/** Changes of the context, each of which alone stops a statement that matches. */
export function contextsAgainst(
  { source }: AttachedPolicy,
  compiled: CompiledStatement,
  { context }: AccessRequest,
): Remedy[] {
  const statement = statementName({ source, ...compiled.source });
  return compiled.conditions.flatMap((condition) => {
    const change = changeOfContext({ conditions: [condition], holding: false, statement }, context);
    return change === undefined ? [] : [[change]];
  });
}

/** What makes a statement of the type allow. */
function towardsAllow(
  type: PolicyType,
  target: string | undefined,
  situation: Situation,
  explanation: Explanation,
): Remedy[] {
  const targets = targetsOf(type, target, situation, explanation);
  return [
    ...targets.flatMap((one) => fromNearMisses(one, situation)),
    ...withStatement(type, target, targets, situation),
  ];
}

/** Of a long document, so many near misses are looked at. */
export const MOST_NEAR_MISSES = 32;

/** Allows that lack one thing: other conditions, or the caller among their principals. */
function fromNearMisses(target: TracedTarget, { request }: Situation): Remedy[] {
  const misses = target.statements.filter(({ effect, failed, conditions }) => {
    if (effect !== 'Allow') return false;
    return failed === 'condition' || (failed === 'principal' && conditions.every((one) => one.satisfied));
  });
  return misses.slice(0, MOST_NEAR_MISSES).flatMap((trace) => {
    const compiled = target.attached.policy.statements[trace.index]!;
    if (trace.failed === 'condition') return conditionRemedies(target, compiled, trace, request);
    return addPrincipal(target, compiled.source, request.principal).map((change) => [change]);
  });
}

function conditionRemedies(
  target: Target,
  compiled: CompiledStatement,
  { conditions }: StatementTrace,
  request: AccessRequest,
): Remedy[] {
  const context = contextFor(target.attached, compiled, conditions, request);
  const better = context === undefined ? [] : [context];
  return [...better, ...conditionsWidened(target, compiled, conditions).map((change) => [change])];
}

/** Where one condition alone stands in the way: the request's values are listed beside the policy's. */
function conditionsWidened(
  target: Target,
  { source }: CompiledStatement,
  traces: StatementTrace['conditions'],
): Change[] {
  const failing = [...traces.entries()].filter(([, trace]) => !trace.satisfied);
  const [only] = failing;
  if (only === undefined || failing.length > 1 || !isEditable(target.attached)) return [];
  const [at, { requestValues }] = only;
  return requestValues === undefined
    ? []
    : widenCondition(target, source, source.conditions[at]!, requestValues);
}

/** Changes of the context, one a key, after which all conditions of a statement hold. */
export function contextFor(
  { source }: AttachedPolicy,
  { source: statement, conditions }: CompiledStatement,
  traces: StatementTrace['conditions'],
  { context }: AccessRequest,
): Remedy | undefined {
  const keys = new Set(conditions.flatMap(({ key }, at) => (traces[at]!.satisfied ? [] : [key])));
  const changes: Change[] = [];
  for (const key of keys) {
    const onKey = conditions.filter((one) => one.key === key);
    const wish = { conditions: onKey, holding: true, statement: statementName({ source, ...statement }) };
    const change = changeOfContext(wish, context);
    if (change === undefined) return undefined;
    changes.push(change);
  }
  return changes;
}

/** A statement more: in the first document that can take it, or else in a document of its own. */
function withStatement(
  type: PolicyType,
  target: string | undefined,
  targets: readonly Target[],
  situation: Situation,
): Remedy[] {
  for (const editable of type === 'rcp' ? [] : targets.filter(({ attached }) => isEditable(attached))) {
    const { document, bindings } = editable.attached.policy;
    const about = statementsAbout('Allow', situation.request, type, { version: document.version, bindings });
    const remedies = about.map((statement) => [addStatement(editable, statement)]);
    const valid = remedies.filter((remedy) => applyIfValid(situation, remedy) !== undefined);
    if (valid.length > 0) return valid;
  }
  const [only] = targets;
  if (type === 'boundary' && only !== undefined) return [[detachBoundary(only)]];
  return hasPlaceForMore(type, only) ? withPolicy(type, target, situation) : [];
}

function detachBoundary({ place, attached: { source } }: Target): Change {
  const sentence = printable(`detach the permissions boundary "${source.name}"`);
  return { kind: 'detach-policy', sentence, place, source };
}

function withPolicy(type: PolicyType, target: string | undefined, { request, sets }: Situation): Remedy[] {
  const about =
    type === 'rcp'
      ? [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }]
      : statementsAbout('Allow', request, type, { version: '2012-10-17', bindings: undefined });
  const level = levelOf(type, target, sets);
  return about.map((statement) => [addPolicy(type, statement, level)]);
}

/** Of some types there is one document and no more. */
function hasPlaceForMore(type: PolicyType, only: Target | undefined): boolean {
  if (type === 'identity' || type === 'session' || type === 'scp' || type === 'rcp') return true;
  return only === undefined || only.attached.policy.document.statements.length === 0;
}

function levelOf(type: PolicyType, target: string | undefined, sets: Situation['sets']) {
  if (type !== 'scp' && type !== 'rcp') return undefined;
  const level = sets[type]?.findIndex((one) => one.target === target) ?? -1;
  return level < 0 || target === undefined ? undefined : { level, target };
}

/** Within an account a resource's policy that names the caller itself does without the caller's own policies. */
function throughResource(type: PolicyType, situation: Situation, explanation: Explanation): Remedy[] {
  const { request, sets } = situation;
  const ofCaller = type === 'identity' || type === 'boundary' || type === 'session';
  if (!ofCaller || sets.resource?.mode !== 'optional' || isCrossAccount(request)) return [];
  return towardsAllow('resource', undefined, situation, explanation);
}
