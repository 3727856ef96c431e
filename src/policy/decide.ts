import type { CompiledStatement } from './compile.ts';
import { rememberingAnswers } from './context-slot.ts';
import type { Effect, Statement } from './document.ts';
import type { Entry, HeadTrie } from './head-trie.ts';
import { type Answers, type Grant, judge } from './judge.ts';
import { matchedGrade, matches, type Query } from './match.ts';
import type { AccessRequest, AttachedPolicy, Decision, PolicySets } from './model.ts';
import { GRADE, type Grade, namesOf } from './principal.ts';
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

/** A search for the best statement among candidates, as far as it has come. */
class Search {
  readonly #statements: readonly CompiledStatement[];
  readonly #query: Query;
  /** What a match is worth at least; of equals the first in the text is best. */
  readonly #isGrant: boolean;
  grade: Grade = GRADE.none;
  place: number;

  constructor(candidates: Candidates, query: Query, isGrant: boolean) {
    this.#statements = candidates.statements;
    this.#query = query;
    this.#isGrant = isGrant;
    this.place = candidates.statements.length;
    this.#among(candidates.aboutAnyone);
    const { byName } = candidates;
    if (byName === undefined) return;
    for (const name of namesOf(query.request.principal)) {
      const trie = byName.get(name);
      if (trie !== undefined) this.#among(trie);
    }
  }

  #among(trie: HeadTrie): void {
    let entry: Entry | undefined = trie.find(this.#query.request.resource);
    for (; entry !== undefined; entry = entry.shorter) {
      for (const place of entry.values) {
        if (place >= this.place && (!this.#isGrant || this.grade === GRADE.direct)) break;
        this.#ask(place);
      }
    }
  }

  #ask(place: number): void {
    const statement = this.#statements[place]!;
    // An Allow without a principal names nobody: it is no grant.
    if (this.#isGrant && statement.principals === undefined) return;
    const grade = matchedGrade(statement, this.#query);
    const isBetter = this.#isGrant ? grade > this.grade : grade !== GRADE.none;
    if (isBetter || (grade === this.grade && grade !== GRADE.none && place < this.place)) {
      this.grade = grade;
      this.place = place;
    }
  }
}

function firstMatch(candidates: Candidates, query: Query): CompiledStatement | undefined {
  const { statements } = candidates;
  if (!candidates.areFew) return statements[new Search(candidates, query, false).place];
  for (const statement of statements) if (matches(statement, query)) return statement;
  return undefined;
}

/** The first of those that name the caller most directly. */
function bestGrant(candidates: Candidates, query: Query): Grant | undefined {
  if (candidates.statements.length === 0) return undefined;
  const { place, grade } = new Search(candidates, query, true);
  return grade === GRADE.none ? undefined : { statement: candidates.statements[place]!.source, grade };
}
