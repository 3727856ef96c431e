import type { CompiledStatement } from './compile.ts';
import { rememberingAnswers } from './context-slot.ts';
import type { Effect, Statement } from './document.ts';
import type { Entry } from './head-trie.ts';
import { type Answers, type Grant, judge } from './judge.ts';
import { matchedGrade, matches, type Query } from './match.ts';
import type { AccessRequest, AttachedPolicy, Decision, PolicySets } from './model.ts';
import { GRADE, type Grade } from './principal.ts';
import type { Candidates } from './statement-index.ts';
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
  const documents = new Documents({ request, hasBoundary: sets.boundary !== undefined });
  return rememberingAnswers(() => judge(request, sets, documents));
}

/** Asks the documents, and only as far as the algorithm does. */
class Documents implements Answers {
  readonly #query: Query;

  constructor(query: Query) {
    this.#query = query;
  }

  first(effect: Effect, attached: AttachedPolicy): Statement | undefined {
    const candidates = attached.policy.about(this.#query.request.action)[effect];
    return firstMatch(candidates, this.#query)?.source;
  }

  grant(attached: AttachedPolicy): Grant | undefined {
    return bestGrant(attached.policy.about(this.#query.request.action).Allow, this.#query);
  }
}

function firstMatch(candidates: Candidates, query: Query): CompiledStatement | undefined {
  const { statements } = candidates;
  if (candidates.areFew) {
    for (const statement of statements) if (matches(statement, query)) return statement;
    return undefined;
  }
  let first = statements.length;
  let entry: Entry | undefined = candidates.about(query.request.resource);
  for (; entry !== undefined; entry = entry.shorter) {
    for (const place of entry.values) {
      if (place >= first) break;
      if (matches(statements[place]!, query)) first = place;
    }
  }
  return statements[first];
}

/** The first of those that name the caller most directly. An Allow without a principal names nobody: it is no grant. */
function bestGrant(candidates: Candidates, query: Query): Grant | undefined {
  const { statements } = candidates;
  let best: Grade = GRADE.none;
  let first = statements.length;
  let entry: Entry | undefined = candidates.about(query.request.resource);
  for (; entry !== undefined; entry = entry.shorter) {
    for (const place of entry.values) {
      const statement = statements[place]!;
      if (statement.principals === undefined || (best === GRADE.direct && place >= first)) continue;
      const grade = matchedGrade(statement, query);
      if (grade > best || (grade === best && place < first)) {
        best = grade;
        first = place;
      }
    }
  }
  return best === GRADE.none ? undefined : { statement: statements[first]!.source, grade: best };
}
