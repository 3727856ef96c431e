/** What would clear one obstacle in the way of a request. Proposals: `changesThatFlip` decides again with each. */

import { applyIfValid, type Situation } from './apply-changes.ts';
import { type Change, costOf } from './change.ts';
import type { CompiledStatement } from './compile.ts';
import { changeOfContext } from './context-change.ts';
import type { Explanation } from './explain.ts';
import { isCrossAccount } from './judge.ts';
import type { PolicyType } from './model.ts';
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
  const contexts = compiled.conditions.map((condition) => {
    const change = changeOfContext([condition], request.context, false);
    return change === undefined ? [] : [change];
  });
  return [...contexts, ...silenceDeny(found, compiled.source, request).map((change) => [change])];
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

/** Allows that lack one thing: other conditions, or the caller among their principals. */
function fromNearMisses(target: TracedTarget, { request }: Situation): Remedy[] {
  const remedies: Remedy[] = [];
  for (const trace of target.statements) {
    if (trace.effect !== 'Allow') continue;
    const compiled = target.attached.policy.statements[trace.index]!;
    if (trace.failed === 'condition') remedies.push(...conditionRemedies(target, compiled, trace, request));
    if (trace.failed === 'principal' && trace.conditions.every((one) => one.satisfied)) {
      const named = addPrincipal(target, compiled.source, request.principal);
      remedies.push(...named.map((change) => [change]));
    }
  }
  return remedies;
}

function conditionRemedies(
  target: Target,
  compiled: CompiledStatement,
  { conditions }: StatementTrace,
  request: Situation['request'],
): Remedy[] {
  const context = contextFor(compiled, conditions, request);
  const unsatisfied = conditions.flatMap((one, at) => (one.satisfied ? [] : [at]));
  const [only] = unsatisfied;
  const widened =
    unsatisfied.length === 1 && conditions[only!]!.requestValues !== undefined && isEditable(target.attached)
      ? widenCondition(
          target,
          compiled.source,
          compiled.source.conditions[only!]!,
          conditions[only!]!.requestValues!,
        )
      : [];
  return [...(context === undefined ? [] : [context]), ...widened.map((change) => [change])];
}

/** Changes of the context, one a key, after which all conditions of a statement hold. */
export function contextFor(
  { conditions }: CompiledStatement,
  traces: StatementTrace['conditions'],
  { context }: Situation['request'],
): Remedy | undefined {
  const keys = new Set(conditions.flatMap(({ key }, at) => (traces[at]!.satisfied ? [] : [key])));
  const changes: Change[] = [];
  for (const key of keys) {
    const change = changeOfContext(
      conditions.filter((one) => one.key === key),
      context,
      true,
    );
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
