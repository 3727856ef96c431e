/** Who calls in a simulation. IAM API Reference, SimulatePrincipalPolicy: CallerArn. */
import { assumedRoleArn } from '../../names/index.ts';
import type { Principal } from '../../policy/index.ts';
import type { IdentityArn, PolicySource } from './policy-source.ts';

/** Stands where a real caller has a unique id or a session name: no policy can name it. */
const SIMULATED = 'simulated';

/**
 * The engine's principal for a caller.
 * @param source the caller itself, when its entity is known; it then has its real unique id
 */
export function simulatedPrincipal(caller: IdentityArn, source: PolicySource | undefined): Principal {
  const { kind, accountId: account, name, arn } = caller;
  const id = source?.entity.id ?? SIMULATED;
  if (kind === 'role') {
    return {
      kind: 'role-session',
      account,
      roleId: id,
      roleArn: arn,
      arn: assumedRoleArn(account, name, SIMULATED),
      sessionName: SIMULATED,
    };
  }
  // A group's policies speak for its members, of whom none is meant in particular.
  return { kind: 'user', account, id, arn };
}

/** The caller where none is named: somebody of the account, of whom nothing is known. */
export function unnamedPrincipal(account: string): Principal {
  return { kind: 'user', account, id: SIMULATED, arn: SIMULATED };
}
