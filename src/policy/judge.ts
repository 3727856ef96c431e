/**
 * The algorithm that combines documents into one decision. IAM User Guide, "How AWS enforcement code logic evaluates
 * requests to allow or deny access" and "Cross-account policy evaluation logic". It asks what documents answer and never
 * how: `decide` asks the documents themselves, `explain` the trace that it wrote.
 */
import type { Effect, Statement } from './document.ts';
import type {
  AccessRequest,
  AttachedPolicy,
  Decision,
  OrganizationLevel,
  PolicySets,
  PolicyType,
  Principal,
} from './model.ts';
import { bindingSets } from './organization.ts';
import { GRADE, type Grade } from './principal.ts';

/** What one document says about the request: its first statement of that effect that matches, if any does. */
export interface Answers {
  first(effect: Effect, attached: AttachedPolicy): Statement | undefined;
  /** The matching Allow that names the caller most directly. */
  grant(attached: AttachedPolicy): Grant | undefined;
}

export interface Grant {
  readonly statement: Statement;
  readonly grade: Grade;
}

/** A statement and the document that it stands in. */
interface Match {
  readonly attached: AttachedPolicy;
  readonly statement: Statement;
}

export function judge(request: AccessRequest, all: PolicySets, answers: Answers): Decision {
  const sets = bindingSets(request, all);
  return explicitDeny(sets, answers) ?? unmetCeiling(sets, answers) ?? judgeGrants(request, sets, answers);
}

/** Step 1: an explicit deny anywhere ends it. */
function explicitDeny(sets: PolicySets, answers: Answers): Decision | undefined {
  const { rcp, scp, endpoint, resource, identity, boundary, session } = sets;
  return (
    denied('rcp', denyOfLevels(rcp, answers)) ??
    denied('scp', denyOfLevels(scp, answers)) ??
    denied('endpoint', denyOfOne(endpoint, answers)) ??
    denied(resourceType(sets), denyOfOne(resource?.attached, answers)) ??
    denied('identity', firstOf('Deny', identity, answers)) ??
    denied('boundary', denyOfOne(boundary, answers)) ??
    denied('session', session && firstOf('Deny', session, answers))
  );
}

/** Step 2: ceilings that always bind. Each level of an organization must allow by itself. */
function unmetCeiling(sets: PolicySets, answers: Answers): Decision | undefined {
  if (hasSilentLevel(sets.rcp, answers)) return implicitDeny('rcp');
  if (hasSilentLevel(sets.scp, answers)) return implicitDeny('scp');
  if (sets.endpoint !== undefined && answers.first('Allow', sets.endpoint) === undefined)
    return implicitDeny('endpoint');
  return undefined;
}

/** Step 3: grants, of the resource's policy and of the caller's own. */
function judgeGrants(request: AccessRequest, sets: PolicySets, answers: Answers): Decision {
  const caller = request.principal;
  const type = resourceType(sets);
  const grant = resourceGrant(sets, answers);
  const grade = effectiveGrade(grant, sets, caller);
  const byResource = () => allowed(type, matchOf(sets.resource?.attached, grant?.statement));
  if (!('account' in caller)) return grade === GRADE.direct ? byResource() : implicitDeny(type);
  if (isCrossAccount(request)) {
    if (grade === GRADE.none) return implicitDeny(type);
    const missing = missingOnIdentitySide(caller, sets, answers);
    return missing === undefined ? byResource() : implicitDeny(missing);
  }
  if (grade === GRADE.direct) return byResource();
  if (grade === GRADE.entity) {
    const missing = missingCeilingOfCaller(caller, sets, answers);
    return missing === undefined ? byResource() : implicitDeny(missing);
  }
  if (isRequired(sets) && grade === GRADE.none) return implicitDeny(type);
  const own = isRoot(caller) ? undefined : firstOf('Allow', sets.identity, answers);
  if (own === undefined && !isRoot(caller)) return implicitDeny('identity');
  const missing = missingCeilingOfCaller(caller, sets, answers);
  if (missing !== undefined) return implicitDeny(missing);
  return own === undefined ? { verdict: 'allowed', by: 'root' } : allowed('identity', own);
}

/** The first part of the identity side that does not allow: identity policies, boundary, session policies. */
function missingOnIdentitySide(
  caller: Principal,
  sets: PolicySets,
  answers: Answers,
): PolicyType | undefined {
  if (!isRoot(caller) && firstOf('Allow', sets.identity, answers) === undefined) return 'identity';
  return missingCeilingOfCaller(caller, sets, answers);
}

/** A federated session without session policies has nothing of its own. */
function missingCeilingOfCaller(
  caller: Principal,
  sets: PolicySets,
  answers: Answers,
): PolicyType | undefined {
  if (sets.boundary !== undefined && answers.first('Allow', sets.boundary) === undefined) return 'boundary';
  if (sets.session === undefined) return caller.kind === 'federated-session' ? 'session' : undefined;
  return firstOf('Allow', sets.session, answers) === undefined ? 'session' : undefined;
}

/** An Allow without a principal names nobody: it is no grant. */
export function resourceGrant(sets: PolicySets, answers: Answers): Grant | undefined {
  return sets.resource && answers.grant(sets.resource.attached);
}

/** A trust policy never replaces the caller's boundary and session policies, whomever it names. */
export function effectiveGrade(grant: Grant | undefined, sets: PolicySets, caller: Principal): Grade {
  const grade = grant?.grade ?? GRADE.none;
  const capped = sets.resource?.mode === 'trust' && 'account' in caller && grade === GRADE.direct;
  return capped ? GRADE.entity : grade;
}

/** Whether the caller is the account's root, or a session of it: identity policies do not bind it. */
export function isRoot(caller: Principal): boolean {
  if (caller.kind === 'federated-session') return caller.issuer.kind === 'root';
  return caller.kind === 'root' || caller.kind === 'assumed-root';
}

/** A resource without an owner counts as the caller's own. */
export function isCrossAccount(request: AccessRequest): boolean {
  const { principal, resourceAccount } = request;
  return 'account' in principal && resourceAccount !== undefined && resourceAccount !== principal.account;
}

/** Trust and key policies: without them nobody has access, not even root. */
export function isRequired(sets: PolicySets): boolean {
  return sets.resource !== undefined && sets.resource.mode !== 'optional';
}

/** The name under which the resource's policy speaks. */
export function resourceType(sets: PolicySets): 'resource' | 'trust' {
  return sets.resource?.mode === 'trust' ? 'trust' : 'resource';
}

function denyOfOne(attached: AttachedPolicy | undefined, answers: Answers): Match | undefined {
  return attached && matchOf(attached, answers.first('Deny', attached));
}

function firstOf(effect: Effect, policies: readonly AttachedPolicy[], answers: Answers): Match | undefined {
  for (const attached of policies) {
    const statement = answers.first(effect, attached);
    if (statement !== undefined) return { attached, statement };
  }
  return undefined;
}

function denyOfLevels(levels: readonly OrganizationLevel[] | undefined, answers: Answers): Match | undefined {
  if (levels === undefined) return undefined;
  for (const level of levels) {
    const match = firstOf('Deny', level.policies, answers);
    if (match !== undefined) return match;
  }
  return undefined;
}

function hasSilentLevel(levels: readonly OrganizationLevel[] | undefined, answers: Answers): boolean {
  return levels?.some((level) => firstOf('Allow', level.policies, answers) === undefined) ?? false;
}

function matchOf(attached: AttachedPolicy | undefined, statement: Statement | undefined): Match | undefined {
  return attached && statement && { attached, statement };
}

function denied(by: PolicyType, match: Match | undefined): Decision | undefined {
  return match && { verdict: 'explicitDeny', by, statement: referTo(match) };
}

function allowed(by: PolicyType, match: Match | undefined): Decision {
  return match === undefined
    ? { verdict: 'allowed', by }
    : { verdict: 'allowed', by, statement: referTo(match) };
}

function implicitDeny(by: PolicyType): Decision {
  return { verdict: 'implicitDeny', by };
}

function referTo(match: Match): NonNullable<Decision['statement']> {
  const { source } = match.attached;
  const { index, sid } = match.statement;
  return sid === undefined ? { source, index } : { source, index, sid };
}
