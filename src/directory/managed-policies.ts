/** Managed policies by ARN: the account's own, and AWS's. */

import { parseIamArn } from '../names/index.ts';
import type { AccountView } from './account-state.ts';
import { nameKey } from './account-state.ts';
import { awsManagedPolicy } from './aws-managed-policies.ts';
import type { ManagedPolicy } from './entities.ts';

/** A managed policy of either kind, as far as attaching and evaluating it goes. */
export interface ManagedPolicyReference {
  readonly arn: string;
  readonly name: string;
  /** The policy's unique id, `ANPA…`. */
  readonly id: string;
  /** Text of the default version. */
  readonly document: string;
  /** False for the policies of service-linked roles. */
  readonly attachable: boolean;
  /** The account's own policy; absent for AWS's. */
  readonly local?: ManagedPolicy | undefined;
}

/** An account's own managed policy whose ARN is exactly this one. */
export function localPolicyByArn(
  account: Pick<AccountView, 'accountId' | 'policies'>,
  arn: string,
): ManagedPolicy | undefined {
  const parsed = parseIamArn(arn);
  if (parsed?.type !== 'policy' || parsed.account !== account.accountId) return undefined;
  const policy = account.policies.find('name', nameKey(parsed.name));
  return policy?.name === parsed.name && policy.path === parsed.path ? policy : undefined;
}

/** The text of a policy's default version. */
export function defaultDocument(policy: ManagedPolicy): string {
  const version = policy.versions.find((one) => one.id === policy.defaultVersion);
  if (version === undefined) throw new Error(`policy ${policy.id} has no version ${policy.defaultVersion}`);
  return version.document;
}

/** The managed policy with this ARN that this account may attach: its own or AWS's; never another account's. */
export function managedPolicyByArn(
  account: Pick<AccountView, 'accountId' | 'policies'>,
  arn: string,
): ManagedPolicyReference | undefined {
  const local = localPolicyByArn(account, arn);
  if (local !== undefined) {
    return {
      arn,
      name: local.name,
      id: local.id,
      document: defaultDocument(local),
      attachable: true,
      local,
    };
  }
  return awsManagedPolicy(arn);
}
