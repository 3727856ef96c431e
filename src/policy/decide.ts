import type { Effect, Statement } from './document.ts';
import { type Answers, type Grant, judge } from './judge.ts';
import { matchedGrade, matches, type Query } from './match.ts';
import type { AccessRequest, AttachedPolicy, Decision, PolicySets } from './model.ts';
import { GRADE } from './principal.ts';
import { STEPS_A_DECISION, within } from './step-budget.ts';

/**
 * Decides one request: one caller, one action, one resource. Pure: what the documents and the context say is all that
 * counts, and an error thrown by the context is thrown on, never an allow. The rules that stand before all policies
 * (`sts:GetCallerIdentity` …) are the services'. IAM User Guide, "Policy evaluation logic".
 * @throws DecisionTooCostlyError when matching takes more steps than any honest policies do: never an allow either.
 */
export function decide(request: AccessRequest, sets: PolicySets): Decision {
  return within(STEPS_A_DECISION, decideWithin, request, sets);
}

function decideWithin(request: AccessRequest, sets: PolicySets): Decision {
  return judge(request, sets, new Documents({ request, hasBoundary: sets.boundary !== undefined }));
}

/** Asks the documents, and only as far as the algorithm does. */
class Documents implements Answers {
  readonly #query: Query;

  constructor(query: Query) {
    this.#query = query;
  }

  first(effect: Effect, attached: AttachedPolicy): Statement | undefined {
    const { denies, allows } = attached.policy.about(this.#query.request.action);
    for (const statement of effect === 'Deny' ? denies : allows) {
      if (matches(statement, this.#query)) return statement.source;
    }
    return undefined;
  }

  grant(attached: AttachedPolicy): Grant | undefined {
    let best: Grant | undefined;
    for (const statement of attached.policy.about(this.#query.request.action).allows) {
      if (statement.principals === undefined) continue;
      const grade = matchedGrade(statement, this.#query);
      if (grade <= (best?.grade ?? GRADE.none)) continue;
      best = { statement: statement.source, grade };
      if (grade === GRADE.direct) return best;
    }
    return best;
  }
}
