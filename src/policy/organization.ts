/**
 * Whom the policies of an organization bind. AWS Organizations User Guide, "Service control policies", "Tasks and
 * entities not restricted by SCPs", and "Resource control policies", "Resources and entities not restricted by RCPs".
 */
import type { AccessRequest, PolicySets } from './model.ts';
import { asciiLower } from './text-case.ts';

/** Why a policy type that an organization has does not bind a request. */
export type Exemption =
  | 'management-account'
  | 'service-linked-role'
  | 'caller-has-no-account'
  | 'service-without-rcp-support';

/** Services whose resources RCPs say nothing about. Of those that are not known a Deny binds. */
const WITHOUT_RCP_SUPPORT = ['iam:'];
/** Single actions of services that RCPs bind otherwise. */
const ACTIONS_WITHOUT_RCP_SUPPORT = new Set(['kms:retiregrant']);

/** Why SCPs do not bind the caller; `undefined` if they do. */
export function scpExemption({ principal }: AccessRequest, sets: PolicySets): Exemption | undefined {
  if (!('account' in principal)) return 'caller-has-no-account';
  if (principal.account === sets.managementAccount) return 'management-account';
  return isServiceLinked(principal) ? 'service-linked-role' : undefined;
}

/** Why RCPs do not bind access to the resource; `undefined` if they do. */
export function rcpExemption(request: AccessRequest, sets: PolicySets): Exemption | undefined {
  const { principal } = request;
  const owner = request.resourceAccount ?? ('account' in principal ? principal.account : undefined);
  if (owner !== undefined && owner === sets.managementAccount) return 'management-account';
  if (isServiceLinked(principal)) return 'service-linked-role';
  const action = asciiLower(request.action);
  const isWithout =
    ACTIONS_WITHOUT_RCP_SUPPORT.has(action) ||
    WITHOUT_RCP_SUPPORT.some((service) => action.startsWith(service));
  return isWithout ? 'service-without-rcp-support' : undefined;
}

function isServiceLinked(principal: AccessRequest['principal']): boolean {
  return principal.kind === 'role-session' && principal.serviceLinked === true;
}

/** The sets without the organization's policies that do not bind this request. */
export function bindingSets(request: AccessRequest, sets: PolicySets): PolicySets {
  const { scp, rcp } = sets;
  if (scp === undefined && rcp === undefined) return sets;
  const freeOfScp = scp !== undefined && scpExemption(request, sets) !== undefined;
  const freeOfRcp = rcp !== undefined && rcpExemption(request, sets) !== undefined;
  if (!freeOfScp && !freeOfRcp) return sets;
  return { ...sets, scp: freeOfScp ? undefined : scp, rcp: freeOfRcp ? undefined : rcp };
}
