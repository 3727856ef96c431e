/** Quotas of managed policies. IAM User Guide, "IAM and AWS STS quotas". */
import type { AccountDraft, AccountView } from '../../directory/index.ts';
import type { Quotas } from '../../names/index.ts';
import { effectivePolicySize } from '../../policy/index.ts';
import { limitExceeded } from './errors.ts';

/** @throws AwsError LimitExceeded when the document, white space apart, is longer than the quota. */
export function checkManagedPolicySize(text: string, quotas: Quotas): void {
  if (effectivePolicySize(text) > quotas.managedPolicySize) {
    throw limitExceeded('PolicySize', quotas.managedPolicySize);
  }
}

/** The versions of all of the account's own managed policies together: `PolicyVersionsInUse` of GetAccountSummary. */
export function policyVersionsInUse({ policies }: Pick<AccountView, 'policies'>): number {
  let inUse = 0;
  for (const { versions } of policies.values()) inUse += versions.length;
  return inUse;
}

/** @throws AwsError LimitExceeded when the account keeps as many versions of policies as it may. */
export function checkVersionsInUse(account: AccountDraft, quotas: Quotas): void {
  if (policyVersionsInUse(account) >= quotas.policyVersionsInUse) {
    throw limitExceeded('PolicyVersionsInUse', quotas.policyVersionsInUse);
  }
}
