/** Why a request was decided as it was, in a clause, from what the audit log recorded of it. */
import type { AuditEvent, EventDecision } from '../../audit/index.ts';

type Decider = EventDecision['by'];

const POLICIES: Readonly<Record<Exclude<Decider, 'root'>, string>> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  endpoint: 'VPC endpoint policy',
};

/** `user/alice` of its ARN. */
const shortName = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

function policyName({ by, policy }: EventDecision): string {
  if (by === 'root') return 'the root';
  if (policy === undefined) return `the ${POLICIES[by]}`;
  const owner = policy.attachedTo === undefined ? '' : ` of ${shortName(policy.attachedTo)}`;
  if (policy.kind === 'trust' || policy.kind === 'session') return `the ${POLICIES[by]}${owner}`;
  return `policy '${policy.name}'${owner}`;
}

const VERDICTS: Readonly<Record<EventDecision['verdict'], (decision: EventDecision) => string>> = {
  allowed: (decision) =>
    decision.by === 'root' ? 'it is the root of its own account' : `${policyName(decision)} allows it`,
  explicitDeny: (decision) => `${policyName(decision)} denies it, and an explicit deny wins`,
  implicitDeny: ({ action, by }) =>
    by === 'root' ? 'nothing allows it' : `no ${POLICIES[by]} allows ${action}`,
};

/** What ended a request before any policy was asked, by error code. */
const PROOFS: Readonly<Record<string, string>> = {
  InvalidClientTokenId: 'these credentials are not valid, or not any more',
  ExpiredToken: 'the session is over',
};

export function decisionWords({ stint, errorCode, errorMessage }: AuditEvent): string {
  if (errorCode !== undefined && Object.hasOwn(PROOFS, errorCode)) return PROOFS[errorCode]!;
  if (stint?.decision !== undefined) return VERDICTS[stint.decision.verdict](stint.decision);
  return errorMessage ?? 'valid credentials are all that it needs';
}
