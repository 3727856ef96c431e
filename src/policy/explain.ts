import { denialReason, refusalMessage } from './denial.ts';
import { isCrossAccount, judge } from './judge.ts';
import type { AccessRequest, Decision, PolicySets, PolicyType, Verdict } from './model.ts';
import { type Grants, listObstacles, type Obstacle, traceGrants } from './obstacles.ts';
import { placedPolicies } from './places.ts';
import { type RequestTrace, traceRequest } from './request-trace.ts';
import { STEPS_AN_EXPLANATION, within } from './step-budget.ts';
import { Traces, type TypeTrace, traceTypes } from './trace-types.ts';
import { tellWhy } from './why.ts';

/** Everything that was looked at for one decision, also what did not matter in the end. Plain data. */
export interface Explanation {
  readonly request: RequestTrace;
  /** What `decide` answers to the same question. */
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly by: Decision['by'];
  readonly reason: Reason;
  /** What AWS answers the caller of a refused request, word for word; absent if it is allowed. */
  readonly message?: string;
  /** In the order in which the algorithm asks them. */
  readonly types: readonly TypeTrace[];
  readonly grants: Grants;
  /** Every part that would refuse on its own, so that mending one does not only reveal the next. */
  readonly obstacles: readonly Obstacle[];
  /** One paragraph for people. */
  readonly why: string;
}

export interface Reason {
  /** Stable, for programs: `explicit-deny-by-scp`, `implicit-deny-by-identity`, `allowed-by-root`. */
  readonly code: ReasonCode;
  /** AWS's words for a refusal: `because no identity-based policy allows the … action`. Empty if it is allowed. */
  readonly text: string;
  /** Where the deciding statement stands in the text of its document. */
  readonly position?: { readonly line: number; readonly column: number };
}

export type ReasonCode =
  | `allowed-by-${PolicyType | 'root'}`
  | `implicit-deny-by-${PolicyType}`
  | `explicit-deny-by-${PolicyType}`;

/**
 * Decides as `decide` does and keeps the whole trace: what every document, statement and condition answered and with
 * which values. The verdict comes from the trace, through the same algorithm; no step has effects. It knows all that it
 * was given: `toldExplanation` makes of it what somebody else may read, `changesThatFlip` tells what would turn the verdict.
 * @throws DecisionTooCostlyError as `decide` does, later.
 */
export function explain(request: AccessRequest, sets: PolicySets): Explanation {
  return within(STEPS_AN_EXPLANATION, explainWithin, request, sets);
}

function explainWithin(request: AccessRequest, sets: PolicySets): Explanation {
  const traces = new Traces(request, sets);
  const decision = judge(request, sets, traces);
  const types = traceTypes(request, sets, traces);
  const grants = traceGrants(request, sets, traces);
  const isAllowed = decision.verdict === 'allowed';
  const facts = {
    request: traceRequest(request, sets),
    decision,
    verdict: decision.verdict,
    by: decision.by,
    reason: reasonOf(request, sets, decision),
    ...(isAllowed ? {} : { message: refusalMessage(request, sets, decision) }),
    types,
    grants,
    obstacles: isAllowed ? [] : listObstacles(request, sets, types, grants),
  };
  return { ...facts, why: tellWhy(facts) };
}

const CODES = {
  allowed: 'allowed-by',
  implicitDeny: 'implicit-deny-by',
  explicitDeny: 'explicit-deny-by',
} as const;

function reasonOf(request: AccessRequest, sets: PolicySets, decision: Decision): Reason {
  const { verdict, by, statement } = decision;
  const sameAccount = 'account' in request.principal && !isCrossAccount(request);
  const code = `${CODES[verdict]}-${by}` as ReasonCode;
  const text = denialReason(decision, request.action, sameAccount);
  const start = statement && startOf(statement, sets);
  return start === undefined ? { code, text } : { code, text, position: start };
}

function startOf(
  { source, index }: NonNullable<Decision['statement']>,
  sets: PolicySets,
): Reason['position'] | undefined {
  const placed = placedPolicies(sets).find(({ attached }) => attached.source === source);
  const start = placed?.attached.policy.document.statements[index]?.start;
  return start && { line: start.line, column: start.column };
}

/** One question of a call that asks several, and the policies that speak on it. */
export interface Ask {
  readonly request: AccessRequest;
  readonly sets: PolicySets;
}

/** The explanations of a call that needs several permissions: all must be allowed. */
export interface CallExplanation {
  readonly verdict: Verdict;
  /** The first refusal in the order of the asks: the one that the caller is told. */
  readonly refused?: Explanation;
  /** One for each ask, in order, also behind the first refusal. */
  readonly parts: readonly Explanation[];
}

/**
 * Explains a call that is several decisions: `AddRoleToInstanceProfile` is itself and `iam:PassRole` on the role,
 * `AssumeRole` with tags is itself and `sts:TagSession`. The first refusal in the operation's order is the answer; the
 * others are explained all the same.
 */
export function explainAll(asks: readonly Ask[]): CallExplanation {
  const parts = asks.map(({ request, sets }) => explain(request, sets));
  const refused = parts.find((part) => part.verdict !== 'allowed');
  return refused === undefined ? { verdict: 'allowed', parts } : { verdict: refused.verdict, refused, parts };
}
