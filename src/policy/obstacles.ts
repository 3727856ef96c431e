/** What the grants come to, and every part that would refuse on its own. */
import { effectiveGrade, isCrossAccount, isRequired, isRoot, resourceGrant, resourceType } from './judge.ts';
import type { AccessRequest, AttachedPolicy, Decision, PolicySets, PolicyType } from './model.ts';
import { GRADE, type Grade } from './principal.ts';
import { type DocumentTrace, type GradeName, gradeName } from './trace.ts';
import type { LevelTrace, Traces, TypeTrace } from './trace-types.ts';

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

export function traceGrants(request: AccessRequest, sets: PolicySets, traces: Traces): Grants {
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

export function listObstacles(
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

/** Whether an Allow matches, be there denials beside it or not. */
export function anyAllows(documents: readonly DocumentTrace[]): boolean {
  return documents.some(({ statements }) => statements.some((one) => one.matched && one.effect === 'Allow'));
}

function denialsIn(type: PolicyType, documents: readonly DocumentTrace[]): Obstacle[] {
  return documents
    .filter(({ answer }) => answer === 'deny')
    .flatMap(({ source, statements }) =>
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
