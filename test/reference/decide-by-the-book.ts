import type { AccessRequest, PolicyType, Principal } from '../../src/policy/index.ts';
import { accountOf, DIRECT, ENTITY, type Grade, NONE } from './principals.ts';
import type { ReferenceDecision, ReferencePolicy, ReferenceSets, StatementPlace } from './reference-sets.ts';
import { answerOf, type ConditionObserver } from './statements.ts';

const allowed = (by: ReferenceDecision['by'], statement?: StatementPlace): ReferenceDecision => ({
  verdict: 'allowed',
  by,
  statement,
});
const explicitDeny = (by: PolicyType, statement: StatementPlace): ReferenceDecision => ({
  verdict: 'explicitDeny',
  by,
  statement,
});
const implicitDeny = (by: PolicyType): ReferenceDecision => ({ verdict: 'implicitDeny', by });

/** evaluation §3.1, the column "SCP (of the caller's account)": only principals of a member account are bound. */
export function scpBinds({ principal }: AccessRequest, { managementAccount }: ReferenceSets): boolean {
  const account = accountOf(principal);
  return account !== undefined && account !== managementAccount && !isServiceLinked(principal);
}

/** evaluation §3.1, the column "RCP (of the resource's account)". */
export function rcpBinds(
  { principal, action, resourceAccount }: AccessRequest,
  { managementAccount }: ReferenceSets,
): boolean {
  const owner = resourceAccount ?? accountOf(principal);
  if (owner !== undefined && owner === managementAccount) return false;
  if (isServiceLinked(principal)) return false;
  const lower = action.toLowerCase();
  return !lower.startsWith('iam:') && lower !== 'kms:retiregrant';
}

function isServiceLinked(principal: Principal): boolean {
  return principal.kind === 'role-session' && principal.serviceLinked === true;
}

/**
 * The decision as the semantics pages have it: the numbered steps of `decide` in evaluation §3, in their order. It reads
 * whole documents anew for each question, and is made to be compared with, not to be fast.
 */
export function decideByTheBook(
  request: AccessRequest,
  sets: ReferenceSets,
  onCondition?: ConditionObserver,
): ReferenceDecision {
  const hasBoundary = sets.boundary !== undefined;
  const answer = (...policies: readonly ReferencePolicy[]) =>
    answerOf(policies, request, hasBoundary, onCondition);

  const rcp = rcpBinds(request, sets) ? (sets.rcp?.map((level) => answer(...level.policies)) ?? []) : [];
  const scp = scpBinds(request, sets) ? (sets.scp?.map((level) => answer(...level.policies)) ?? []) : [];
  const endpoint = sets.endpoint === undefined ? undefined : answer(sets.endpoint);
  const resource = sets.resource === undefined ? undefined : answer(sets.resource.attached);
  const identity = answer(...sets.identity);
  const boundary = sets.boundary === undefined ? undefined : answer(sets.boundary);
  const session = sets.session === undefined ? undefined : answer(...sets.session);
  // A role's trust policy is its resource policy, under a name of its own (evaluation §5).
  const resourceType: PolicyType = sets.resource?.mode === 'trust' ? 'trust' : 'resource';

  // §3, 1: an explicit deny anywhere ends it. The order is §5.1's.
  const denials: readonly (readonly [PolicyType, StatementPlace | undefined])[] = [
    ...rcp.map((level) => ['rcp', level.deny] as const),
    ...scp.map((level) => ['scp', level.deny] as const),
    ['endpoint', endpoint?.deny],
    [resourceType, resource?.deny],
    ['identity', identity.deny],
    ['boundary', boundary?.deny],
    ['session', session?.deny],
  ];
  for (const [type, statement] of denials) if (statement !== undefined) return explicitDeny(type, statement);

  // §3, 2: ceilings that always bind. Each level must itself allow (§3.1).
  if (rcp.some((level) => level.allow === NONE)) return implicitDeny('rcp');
  if (scp.some((level) => level.allow === NONE)) return implicitDeny('scp');
  if (endpoint?.allow === NONE) return implicitDeny('endpoint');

  // §3, 3: grants.
  const caller = request.principal;
  const isRoot =
    caller.kind === 'root' ||
    caller.kind === 'assumed-root' ||
    (caller.kind === 'federated-session' && caller.issuer.kind === 'root');
  const idOk = isRoot || identity.allow !== NONE;
  const pbOk = boundary === undefined || boundary.allow !== NONE;
  const spOk = session === undefined ? caller.kind !== 'federated-session' : session.allow !== NONE;
  const identitySide = idOk && pbOk && spOk;
  const missing: PolicyType = !idOk ? 'identity' : !pbOk ? 'boundary' : 'session';

  const account = accountOf(caller);
  let grade: Grade = resource?.allow ?? NONE;
  // §4: trust policies cap the grade of a caller with an account at ENTITY.
  if (sets.resource?.mode === 'trust' && account !== undefined && grade === DIRECT) grade = ENTITY;

  if (account === undefined) {
    return grade === DIRECT ? allowed(resourceType) : implicitDeny(resourceType);
  }
  if (account !== (request.resourceAccount ?? account)) {
    if (grade === NONE) return implicitDeny(resourceType);
    // "allow(rp and id)": the side that opens the resource is named.
    return identitySide ? allowed(resourceType) : implicitDeny(missing);
  }
  if (grade === DIRECT) return allowed(resourceType);
  if (grade === ENTITY) {
    if (pbOk && spOk) return allowed(resourceType);
    return implicitDeny(pbOk ? 'session' : 'boundary');
  }
  const required = sets.resource !== undefined && sets.resource.mode !== 'optional';
  if (required && grade === NONE) return implicitDeny(resourceType); // root, too
  if (!identitySide) return implicitDeny(missing);
  return isRoot ? allowed('root') : allowed('identity', identity.firstAllow);
}
