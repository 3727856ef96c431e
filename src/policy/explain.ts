import { keysAsked } from './context-keys.ts';
import type { Effect, Statement } from './document.ts';
import {
  type Answers,
  effectiveGrade,
  type Grant,
  isCrossAccount,
  isRequired,
  isRoot,
  judge,
  resourceGrant,
  resourceType,
} from './judge.ts';
import type {
  AccessRequest,
  AttachedPolicy,
  Decision,
  PolicySets,
  PolicyType,
  Principal,
  Verdict,
} from './model.ts';
import { type Exemption, rcpExemption, scpExemption } from './organization.ts';
import { GRADE, type Grade } from './principal.ts';
import { STEPS_AN_EXPLANATION, within } from './step-budget.ts';
import {
  type DocumentTrace,
  type GradeName,
  gradeName,
  type TracedDocument,
  traceDocument,
  valuesOf,
} from './trace.ts';
import { tellWhy } from './why.ts';

/** Everything that was looked at for one decision, also what did not matter in the end. Plain data. */
export interface Explanation {
  readonly request: RequestTrace;
  /** What `decide` answers to the same question. */
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly by: Decision['by'];
  /** In the order in which the algorithm asks them. */
  readonly types: readonly TypeTrace[];
  readonly grants: Grants;
  /** Every part that would refuse on its own, so that mending one does not only reveal the next. */
  readonly obstacles: readonly Obstacle[];
  /** One paragraph for people. */
  readonly why: string;
}

export interface RequestTrace {
  readonly caller: Principal;
  readonly action: string;
  readonly resource: string;
  /** The resource's owner; the caller's account if the request names none. */
  readonly resourceAccount?: string;
  readonly crossAccount: boolean;
  /** Keys that the documents ask about and the request has, as the documents spell them. */
  readonly context: readonly { readonly key: string; readonly values: readonly string[] }[];
  /** Keys that the documents ask about and the request lacks. */
  readonly missingKeys: readonly string[];
}

export interface TypeTrace {
  readonly type: PolicyType;
  /** Whether documents of this type take part at all. */
  readonly applies: boolean;
  /** Of organization policies: why they do not bind, although there are some. */
  readonly exemption?: Exemption;
  readonly answer: 'deny' | 'allow' | 'none';
  readonly documents: readonly DocumentTrace[];
  /** For organization policies: each level, which must allow by itself. */
  readonly levels?: readonly LevelTrace[];
}

export interface LevelTrace {
  readonly target: string;
  readonly answer: 'deny' | 'allow' | 'none';
  readonly documents: readonly DocumentTrace[];
}

export interface Grants {
  /** How directly the resource's policy names the caller, after the cap for trust policies. */
  readonly resourceGrade: GradeName;
  readonly identitySide: {
    readonly identity: boolean;
    readonly boundary: boolean;
    readonly session: boolean;
  };
  readonly rule: GrantRule;
}

/** Which rule of the algorithm weighed the grants. */
export type GrantRule =
  | 'no-account: only a resource policy that names the caller grants'
  | 'cross-account: the resource policy and the identity side must both allow'
  | 'same account: the resource policy names the caller itself'
  | 'same account: the resource policy replaces the identity policies; boundary and session policies still bind'
  | 'same account: the resource policy is required and does not name the caller or its account'
  | 'same account: the identity side decides';

export interface Obstacle {
  readonly type: PolicyType;
  readonly verdict: 'explicitDeny' | 'implicitDeny';
  /** The organization target whose level refuses. */
  readonly target?: string;
  /** The denying statement. */
  readonly statement?: Decision['statement'];
}

/**
 * Decides as `decide` does and keeps the whole trace: what every document, statement and condition answered and with
 * which values. The verdict comes from the trace, through the same algorithm; no step has effects.
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
  const obstacles = decision.verdict === 'allowed' ? [] : listObstacles(request, sets, types, grants);
  const facts = { request: traceRequest(request, sets), decision, types, grants, obstacles };
  return { ...facts, verdict: decision.verdict, by: decision.by, why: tellWhy(facts) };
}

/** Answers from what was written down; every document is asked once and completely. */
class Traces implements Answers {
  readonly #request: AccessRequest;
  readonly #hasBoundary: boolean;
  readonly #traced = new Map<AttachedPolicy, TracedDocument>();

  constructor(request: AccessRequest, sets: PolicySets) {
    this.#request = request;
    this.#hasBoundary = sets.boundary !== undefined;
  }

  of(attached: AttachedPolicy): TracedDocument {
    const known = this.#traced.get(attached);
    if (known !== undefined) return known;
    const traced = traceDocument(attached, { request: this.#request, hasBoundary: this.#hasBoundary });
    this.#traced.set(attached, traced);
    return traced;
  }

  first(effect: Effect, attached: AttachedPolicy): Statement | undefined {
    const { denies, allows } = this.of(attached);
    return effect === 'Deny' ? denies[0] : allows[0]?.statement;
  }

  grant(attached: AttachedPolicy): Grant | undefined {
    const named = this.of(attached).allows.filter((allow) => allow.named);
    const best = Math.max(GRADE.none, ...named.map((allow) => allow.grade));
    return named.find((allow) => allow.grade === best);
  }
}

function traceRequest(request: AccessRequest, sets: PolicySets): RequestTrace {
  const { principal, action, resource, context } = request;
  const resourceAccount = request.resourceAccount ?? ('account' in principal ? principal.account : undefined);
  const asked = keysAsked(documentsOf(sets).map((attached) => attached.policy.document));
  const present: { key: string; values: readonly string[] }[] = [];
  const missingKeys: string[] = [];
  for (const [lowerCaseKey, key] of asked) {
    const value = context.get(lowerCaseKey);
    if (value === undefined) missingKeys.push(key);
    else present.push({ key, values: valuesOf(value) });
  }
  return {
    caller: principal,
    action,
    resource,
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
    crossAccount: isCrossAccount(request),
    context: present,
    missingKeys,
  };
}

/** Every document that takes part, in the order in which the types are asked. */
function documentsOf(sets: PolicySets): AttachedPolicy[] {
  const { rcp = [], scp = [], endpoint, resource, identity, boundary, session = [] } = sets;
  const levels = [...rcp, ...scp].flatMap((level) => level.policies);
  const single = (attached: AttachedPolicy | undefined) => (attached === undefined ? [] : [attached]);
  return [
    ...levels,
    ...single(endpoint),
    ...single(resource?.attached),
    ...identity,
    ...single(boundary),
    ...session,
  ];
}

function traceTypes(request: AccessRequest, sets: PolicySets, traces: Traces): TypeTrace[] {
  const { rcp, scp, endpoint, resource, identity, boundary, session } = sets;
  const single = (attached: AttachedPolicy | undefined) => attached && [attached];
  return [
    traceLevels('rcp', rcp, rcpExemption(request, sets), traces),
    traceLevels('scp', scp, scpExemption(request, sets), traces),
    traceType('endpoint', single(endpoint), traces),
    traceType(resourceType(sets), single(resource?.attached), traces),
    traceType('identity', identity, traces),
    traceType('boundary', single(boundary), traces),
    traceType('session', session, traces),
  ];
}

function traceType(
  type: PolicyType,
  policies: readonly AttachedPolicy[] | undefined,
  traces: Traces,
): TypeTrace {
  const documents = (policies ?? []).map((attached) => traces.of(attached).trace);
  return { type, applies: policies !== undefined, answer: answerOf(documents), documents };
}

function traceLevels(
  type: 'scp' | 'rcp',
  levels: PolicySets['scp'],
  exemption: Exemption | undefined,
  traces: Traces,
): TypeTrace {
  if (levels !== undefined && exemption !== undefined) {
    return { type, applies: false, exemption, answer: 'none', documents: [], levels: [] };
  }
  if (levels === undefined) return { type, applies: false, answer: 'none', documents: [], levels: [] };
  const traced = levels.map(({ target, policies }) => {
    const documents = policies.map((attached) => traces.of(attached).trace);
    return { target, answer: answerOf(documents), documents };
  });
  const answers = traced.map((level) => level.answer);
  const answer = answers.includes('deny') ? 'deny' : answers.includes('none') ? 'none' : 'allow';
  return {
    type,
    applies: true,
    answer,
    documents: traced.flatMap((level) => level.documents),
    levels: traced,
  };
}

function answerOf(documents: readonly DocumentTrace[]): 'deny' | 'allow' | 'none' {
  const answers = documents.map((document) => document.answer);
  return answers.includes('deny') ? 'deny' : answers.includes('allow') ? 'allow' : 'none';
}

function traceGrants(request: AccessRequest, sets: PolicySets, traces: Traces): Grants {
  const caller = request.principal;
  const grade = effectiveGrade(resourceGrant(sets, traces), sets, caller);
  const allows = (attached: AttachedPolicy) => traces.first('Allow', attached) !== undefined;
  const identitySide = {
    identity: isRoot(caller) || sets.identity.some(allows),
    boundary: sets.boundary === undefined || allows(sets.boundary),
    session: sets.session === undefined ? caller.kind !== 'federated-session' : sets.session.some(allows),
  };
  return { resourceGrade: gradeName(grade), identitySide, rule: ruleFor(request, sets, grade) };
}

function ruleFor(request: AccessRequest, sets: PolicySets, grade: Grade): GrantRule {
  if (!('account' in request.principal))
    return 'no-account: only a resource policy that names the caller grants';
  if (isCrossAccount(request)) {
    return 'cross-account: the resource policy and the identity side must both allow';
  }
  if (grade === GRADE.direct) return 'same account: the resource policy names the caller itself';
  if (grade === GRADE.entity) {
    return 'same account: the resource policy replaces the identity policies; boundary and session policies still bind';
  }
  if (isRequired(sets) && grade === GRADE.none) {
    return 'same account: the resource policy is required and does not name the caller or its account';
  }
  return 'same account: the identity side decides';
}

function listObstacles(
  request: AccessRequest,
  sets: PolicySets,
  types: readonly TypeTrace[],
  grants: Grants,
): Obstacle[] {
  const ceilings = types.flatMap((type) => obstaclesOfType(type));
  const missing = missingGrants(request, sets, grants);
  return [...ceilings, ...missing.map((type) => ({ type, verdict: 'implicitDeny' as const }))];
}

/** Explicit denials of any type, and ceilings of organization and network that do not allow. */
function obstaclesOfType({ type, applies, documents, levels }: TypeTrace): Obstacle[] {
  if (levels !== undefined) return levels.flatMap((level) => obstaclesOfLevel(type, level));
  const denials = denialsIn(type, documents);
  const isSilentCeiling = type === 'endpoint' && applies && !anyAllows(documents);
  return isSilentCeiling ? [...denials, { type, verdict: 'implicitDeny' }] : denials;
}

function obstaclesOfLevel(type: PolicyType, level: LevelTrace): Obstacle[] {
  const { target, documents } = level;
  const denials = denialsIn(type, documents).map((obstacle) => ({ ...obstacle, target }));
  return anyAllows(documents) ? denials : [...denials, { type, verdict: 'implicitDeny', target }];
}

function anyAllows(documents: readonly DocumentTrace[]): boolean {
  return documents.some(({ statements }) => statements.some((one) => one.matched && one.effect === 'Allow'));
}

function denialsIn(type: PolicyType, documents: readonly DocumentTrace[]): Obstacle[] {
  return documents.flatMap(({ source, statements }) =>
    statements
      .filter((statement) => statement.matched && statement.effect === 'Deny')
      .map(({ index, sid }) => ({
        type,
        verdict: 'explicitDeny' as const,
        statement: sid === undefined ? { source, index } : { source, index, sid },
      })),
  );
}

/** What would still be missing if nothing denied. */
function missingGrants(request: AccessRequest, sets: PolicySets, grants: Grants): PolicyType[] {
  const { resourceGrade: grade, identitySide } = grants;
  const type = resourceType(sets);
  if (!('account' in request.principal)) return grade === 'direct' ? [] : [type];
  const crossAccount = isCrossAccount(request);
  if (!crossAccount && grade === 'direct') return [];
  const resource = grade === 'none' && (crossAccount || isRequired(sets));
  const identity = (crossAccount || grade !== 'entity') && !identitySide.identity;
  const boundary = !identitySide.boundary;
  const session = !identitySide.session;
  const parts: [PolicyType, boolean][] = [
    [type, resource],
    ['identity', identity],
    ['boundary', boundary],
    ['session', session],
  ];
  return parts.filter(([, isMissing]) => isMissing).map(([part]) => part);
}
