/**
 * What some callers may never call, whatever their policies say; asked before any policy.
 * IAM User Guide, "Compare AWS STS credentials"; recorded answers of AWS for the texts.
 */
import type { Caller } from '../../directory/index.ts';
import { AwsError } from '../../wire/index.ts';
import { accessDenied } from './errors.ts';

const STS_WITH_FEDERATED_SESSION: ReadonlySet<string> = new Set(['GetCallerIdentity']);
const STS_WITH_USER_SESSION: ReadonlySet<string> = new Set(['GetCallerIdentity', 'AssumeRole']);
const WITHOUT_SESSIONS: ReadonlySet<string> = new Set(['GetSessionToken', 'GetFederationToken']);

function restrictedToken(): AwsError {
  return new AwsError('InvalidClientTokenId', 403, 'The security token included in the request is invalid');
}

/** @throws AwsError AccessDenied or InvalidClientTokenId when this caller may never call this operation. */
export function refuseRestrictedCaller(service: 'iam' | 'sts', operation: string, caller: Caller): void {
  const session = 'session' in caller ? caller.session : undefined;
  if (service === 'sts') {
    if (session !== undefined && WITHOUT_SESSIONS.has(operation)) {
      throw accessDenied(`Cannot call ${operation} with session credentials`);
    }
    if (caller.kind === 'root' && operation === 'AssumeRole') {
      throw accessDenied('Roles may not be assumed by root accounts.');
    }
  }
  if (session === undefined || session.kind === 'role') return;
  const allowed = session.kind === 'federated' ? STS_WITH_FEDERATED_SESSION : STS_WITH_USER_SESSION;
  if (service === 'sts') {
    if (!allowed.has(operation)) throw accessDenied(`Cannot call ${operation} with session credentials`);
    return;
  }
  // A session of GetSessionToken calls IAM only with MFA; one of GetFederationToken never does by the API.
  if (session.kind === 'federated' || session.mfaAt === undefined) throw restrictedToken();
}
