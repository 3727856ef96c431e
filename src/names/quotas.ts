/**
 * AWS's default quotas; an operator may raise each in the configuration.
 * IAM User Guide, "IAM and AWS STS quotas".
 */
export const DEFAULT_QUOTAS = {
  usersPerAccount: 5000,
  groupsPerAccount: 300,
  rolesPerAccount: 1000,
  policiesPerAccount: 1500,
  instanceProfilesPerAccount: 1000,
  attachedPoliciesPerUser: 10,
  attachedPoliciesPerGroup: 10,
  attachedPoliciesPerRole: 10,
  groupsPerUser: 10,
  accessKeysPerUser: 2,
  versionsPerPolicy: 5,
  rolesPerInstanceProfile: 1,
  tagsPerResource: 50,
  /** Characters of a trust policy without white space. */
  trustPolicySize: 2048,
  /** Characters of a managed policy without white space. */
  managedPolicySize: 6144,
  /** Sum of the characters of all inline policies, without white space. */
  userInlinePolicySize: 2048,
  groupInlinePolicySize: 5120,
  roleInlinePolicySize: 10240,
  /** Versions of all managed policies of the account together; shown in GetAccountSummary. */
  policyVersionsInUse: 10000,
  serverCertificatesPerAccount: 20,
  signingCertificatesPerUser: 2,
} as const;

export type QuotaName = keyof typeof DEFAULT_QUOTAS;
export type Quotas = Readonly<Record<QuotaName, number>>;
