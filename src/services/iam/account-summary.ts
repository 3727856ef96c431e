/** Counts and quotas of an account. IAM API Reference, GetAccountSummary. */
import type { SummaryKeyType } from '@aws-sdk/client-iam';
import { type AccountView, accessKeysOf, mfaDevicesOf } from '../../directory/index.ts';
import type { Quotas } from '../../names/index.ts';
import { read } from '../operation.ts';
import { policyVersionsInUse } from './policy-quotas.ts';

type Count = (account: AccountView, quotas: Quotas) => number;

/** Stint has no such thing, so that none is there. */
const none: Count = () => 0;

const SUMMARY: Readonly<Record<SummaryKeyType, Count>> = {
  Users: ({ users }) => users.size,
  UsersQuota: (_, { usersPerAccount }) => usersPerAccount,
  Groups: ({ groups }) => groups.size,
  GroupsQuota: (_, { groupsPerAccount }) => groupsPerAccount,
  GroupsPerUserQuota: (_, { groupsPerUser }) => groupsPerUser,
  Roles: ({ roles }) => roles.size,
  RolesQuota: (_, { rolesPerAccount }) => rolesPerAccount,
  InstanceProfiles: ({ instanceProfiles }) => instanceProfiles.size,
  InstanceProfilesQuota: (_, { instanceProfilesPerAccount }) => instanceProfilesPerAccount,
  Policies: ({ policies }) => policies.size,
  PoliciesQuota: (_, { policiesPerAccount }) => policiesPerAccount,
  PolicySizeQuota: (_, { managedPolicySize }) => managedPolicySize,
  PolicyVersionsInUse: (account) => policyVersionsInUse(account),
  PolicyVersionsInUseQuota: (_, quotas) => quotas.policyVersionsInUse,
  VersionsPerPolicyQuota: (_, { versionsPerPolicy }) => versionsPerPolicy,
  AttachedPoliciesPerUserQuota: (_, { attachedPoliciesPerUser }) => attachedPoliciesPerUser,
  AttachedPoliciesPerGroupQuota: (_, { attachedPoliciesPerGroup }) => attachedPoliciesPerGroup,
  AttachedPoliciesPerRoleQuota: (_, { attachedPoliciesPerRole }) => attachedPoliciesPerRole,
  UserPolicySizeQuota: (_, { userInlinePolicySize }) => userInlinePolicySize,
  GroupPolicySizeQuota: (_, { groupInlinePolicySize }) => groupInlinePolicySize,
  RolePolicySizeQuota: (_, { roleInlinePolicySize }) => roleInlinePolicySize,
  AssumeRolePolicySizeQuota: (_, { trustPolicySize }) => trustPolicySize,
  AccessKeysPerUserQuota: (_, { accessKeysPerUser }) => accessKeysPerUser,
  SigningCertificatesPerUserQuota: (_, { signingCertificatesPerUser }) => signingCertificatesPerUser,
  ServerCertificatesQuota: (_, { serverCertificatesPerAccount }) => serverCertificatesPerAccount,
  ServerCertificates: none,
  Providers: none,
  MFADevices: ({ mfaDevices }) => mfaDevices.size,
  MFADevicesInUse: ({ mfaDevices }) =>
    [...mfaDevices.values()].filter(({ owner }) => owner !== undefined).length,
  AccountMFAEnabled: (account) => (mfaDevicesOf(account, 'root').length > 0 ? 1 : 0),
  AccountSigningCertificatesPresent: none,
  // About the root, whose credentials are the account's.
  AccountPasswordPresent: ({ loginProfiles }) => (loginProfiles.get('root') === undefined ? 0 : 1),
  AccountAccessKeysPresent: (account) => (accessKeysOf(account, 'root').length > 0 ? 1 : 0),
  GlobalEndpointTokenVersion: ({ record }) => record.globalEndpointTokenVersion,
};

const getAccountSummary = read('GetAccountSummary', {
  asks: () => [{ action: 'iam:GetAccountSummary', resource: '*' }],
  handle: (_input: object, { account, quotas }) => ({
    SummaryMap: Object.fromEntries(
      Object.entries(SUMMARY).map(([key, count]) => [key, count(account, quotas)]),
    ),
  }),
});

export const accountSummaryOperations = [getAccountSummary];
