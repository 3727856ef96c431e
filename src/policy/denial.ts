/** What a refused caller is told. IAM User Guide, "Troubleshoot access denied error messages". */
import { isCrossAccount } from './judge.ts';
import type { AccessRequest, Decision, PolicySets, PolicyType, Principal } from './model.ts';

const EXPLICIT: Readonly<Record<PolicyType, string>> = {
  identity: 'an identity-based policy',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  resource: 'a resource-based policy',
  trust: 'the role trust policy',
  scp: 'a service control policy',
  rcp: 'a resource control policy',
  endpoint: 'a VPC endpoint policy',
};

const IMPLICIT: Readonly<Record<PolicyType, string>> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  endpoint: 'VPC endpoint policy',
};

/** Live STS gives no reason when neither trust nor identity policy allows these; an explicit deny carries its own. */
const WITHOUT_IMPLICIT_REASON = new Set([
  'sts:AssumeRole',
  'sts:TagSession',
  'sts:SetSourceIdentity',
  'sts:SetContext',
]);

/** Callers of these have no ARN and learn nothing. */
const UNSIGNED = new Set(['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity']);

/**
 * The reason of a refusal: `with an explicit deny in …` or `because no … allows the … action`. Explicit denials by
 * managed documents end in the document's ARN (AWS Security Blog, "Enhanced access denied error messages with policy
 * ARNs"), if the document is of the caller's account or organization: a resource control policy is of the resource's,
 * which is the caller's for certain only if the account is the same. Empty for an allowed request.
 */
export function denialReason(decision: Decision, action: string, sameAccount = false): string {
  const { by, verdict, statement } = decision;
  if (verdict === 'allowed' || by === 'root') return '';
  if (verdict === 'implicitDeny') return `because no ${IMPLICIT[by]} allows the ${action} action`;
  const arn = by === 'rcp' && !sameAccount ? undefined : statement?.source.arn;
  return `with an explicit deny in ${EXPLICIT[by]}${arn === undefined ? '' : `: ${arn}`}`;
}

/** The message of an AccessDenied answer, word for word as AWS's. `resource` is the ARN, or `*`. */
export function denialMessage(
  callerArn: string,
  action: string,
  resource: string,
  decision: Decision,
  sameAccount = false,
): string {
  if (UNSIGNED.has(action)) return `Not authorized to perform ${action}`;
  const sentence = `User: ${callerArn} is not authorized to perform: ${action} on resource: ${resource}`;
  const reason = isUnexplained(decision, action) ? '' : denialReason(decision, action, sameAccount);
  return reason === '' ? sentence : `${sentence} ${reason}`;
}

/**
 * The message that the caller of a refused request gets: `denialMessage`, but for what services tell callers of another
 * account. S3 tells them nothing ("Troubleshoot access denied (403 Forbidden) errors in Amazon S3"); of a key they do not
 * learn whether it exists.
 */
export function refusalMessage(request: AccessRequest, sets: PolicySets, decision: Decision): string {
  const { principal, action, resource } = request;
  const foreign = isCrossAccount(request);
  if (foreign && action.startsWith('s3:')) return 'Access Denied';
  if (foreign && sets.resource?.mode === 'key' && decision.by === 'resource') {
    return `User: ${nameOfCaller(principal)} is not authorized to perform: ${action} on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`;
  }
  return denialMessage(
    nameOfCaller(principal),
    action,
    resource,
    decision,
    !foreign && 'account' in principal,
  );
}

/** How messages name a caller: its ARN; a service or provider by its own name. */
export function nameOfCaller(caller: Principal): string {
  if ('arn' in caller) return caller.arn;
  if (caller.kind === 'service') return caller.name;
  return 'provider' in caller ? caller.provider : 'anonymous';
}

function isUnexplained({ verdict, by }: Decision, action: string): boolean {
  return (
    verdict === 'implicitDeny' && (by === 'trust' || by === 'identity') && WITHOUT_IMPLICIT_REASON.has(action)
  );
}
