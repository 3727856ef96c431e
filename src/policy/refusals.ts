/** What would make an allowed request a refused one. Proposals: `changesThatFlip` decides again with each. */
import { applyIfValid, type Situation } from './apply-changes.ts';
import type { Change } from './change.ts';
import { decide } from './decide.ts';
import type { Explanation } from './explain.ts';
import { isRequired, isRoot } from './judge.ts';
import type { Decision, PolicyType } from './model.ts';
import { placedPolicies } from './places.ts';
import { pointer } from './policy-patch.ts';
import { printable } from './printable.ts';
import {
  contextFor,
  contextsAgainst,
  MOST_NEAR_MISSES,
  type Remedy,
  targetOf,
  targetsOf,
} from './remedies.ts';
import { addPolicy, addStatement, isEditable, statementsAbout, type Target } from './statement-change.ts';
import { statementName } from './why.ts';

export function refusalsOf(situation: Situation, explanation: Explanation): Remedy[] {
  return [
    ...withoutConditions(situation, explanation.decision),
    ...intoDenials(situation, explanation),
    ...withoutGrants(situation, explanation.decision),
    ...withDeny(situation, explanation),
  ].filter((remedy) => remedy.length > 0);
}

function granting({ sets }: Situation, { statement }: Decision): Target | undefined {
  return placedPolicies(sets).find(({ attached }) => attached.source === statement?.source);
}

/** A request for which the deciding Allow does not speak. */
function withoutConditions(situation: Situation, decision: Decision): Remedy[] {
  const attached = granting(situation, decision)?.attached;
  const compiled = attached?.policy.statements[decision.statement!.index];
  return compiled === undefined ? [] : contextsAgainst(attached!, compiled, situation.request);
}

/** A request that a Deny is about, which only its conditions spare. */
function intoDenials(situation: Situation, explanation: Explanation): Remedy[] {
  const targets = explanation.types.flatMap(({ type }) => targetsOf(type, undefined, situation, explanation));
  return targets.flatMap(({ attached, statements }) => {
    const spared = statements.filter(({ effect, failed }) => effect === 'Deny' && failed === 'condition');
    return spared.slice(0, MOST_NEAR_MISSES).map(({ index, conditions }) => {
      const compiled = attached.policy.statements[index]!;
      return contextFor(attached, compiled, conditions, situation.request) ?? [];
    });
  });
}

/** Who has more grants than these is not refused by taking them away. */
const MOST_GRANTS = 8;

/** The deciding statement goes, and whichever decides then, until none allows. */
function withoutGrants(situation: Situation, decided: Decision): Remedy[] {
  const changes: Change[] = [];
  let current = situation;
  let decision = decided;
  while (decision.verdict === 'allowed' && changes.length < MOST_GRANTS) {
    const change = removal(current, decision);
    if (change === undefined) return [];
    changes.push(change);
    const changed = applyIfValid(current, [change]);
    if (changed === undefined) return [];
    current = changed;
    decision = decide(current.request, current.sets);
  }
  return [changes];
}

function removal(situation: Situation, decision: Decision): Change | undefined {
  const target = granting(situation, decision);
  if (target === undefined || decision.statement === undefined) return undefined;
  const { place, attached } = target;
  const { source, policy } = attached;
  const { statements } = policy.document;
  if (isEditable(attached) && statements.length > 1) {
    const name = statementName({ ...decision.statement, source });
    const path = pointer('Statement', decision.statement.index);
    return {
      kind: 'remove-statement',
      sentence: printable(`remove ${name}`),
      place,
      source,
      patch: { op: 'remove', path },
    };
  }
  // A required policy cannot be taken away: its resource would be nobody's.
  const isOfResource = place.type === 'trust' || place.type === 'resource';
  if (isOfResource && isRequired(situation.sets)) return undefined;
  const sentence = printable(`detach the ${source.kind} policy "${source.name}"`);
  return { kind: 'detach-policy', sentence, place, source };
}

/** A Deny about just this request, where one can stand that binds the caller. */
function withDeny(situation: Situation, explanation: Explanation): Remedy[] {
  const { request, sets } = situation;
  const hasIdentity = 'account' in request.principal && !isRoot(request.principal);
  const types: PolicyType[] = [
    ...(hasIdentity ? (['identity'] as const) : []),
    ...(sets.resource === undefined
      ? []
      : ([sets.resource.mode === 'trust' ? 'trust' : 'resource'] as const)),
    'scp',
    'session',
  ];
  return types.flatMap((type) => denialIn(type, situation, explanation));
}

function denialIn(type: PolicyType, situation: Situation, explanation: Explanation): Remedy[] {
  const { request, sets } = situation;
  const targets = targetsOf(type, undefined, situation, explanation);
  const target = targets.findLast(({ attached }) => isEditable(attached));
  const { version, bindings } = {
    version: target?.attached.policy.document.version ?? ('2012-10-17' as const),
    bindings: target?.attached.policy.bindings,
  };
  const statements = statementsAbout('Deny', request, type, { version, bindings });
  if (target !== undefined) return statements.map((statement) => [addStatement(target, statement)]);
  if (type === 'identity') return statements.map((statement) => [addPolicy(type, statement)]);
  const last = targets.at(-1);
  const level = last?.place.level;
  const at = last && targetOf(last.place, sets);
  if (level === undefined || at === undefined) return [];
  return statements.map((statement) => [addPolicy(type, statement, { level, target: at })]);
}
