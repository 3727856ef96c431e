import { SummaryKeyType } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { account } from '../../../test/fixtures/account.ts';
import { named, run } from '../../../test/fixtures/run.ts';
import type { AccountState } from '../../directory/index.ts';
import { accountSummaryOperations } from './account-summary.ts';

const summary = (state: AccountState, quotas = {}) =>
  (
    run(named(accountSummaryOperations, 'GetAccountSummary'), {}, { account: state, quotas }).output as {
      SummaryMap: Record<string, number>;
    }
  ).SummaryMap;

describe('GetAccountSummary', () => {
  it('has the 34 keys of the model, and no other', () => {
    expect(Object.keys(summary(account().state)).toSorted()).toEqual(
      Object.values(SummaryKeyType).toSorted(),
    );
    expect(Object.keys(summary(account().state))).toHaveLength(34);
  });

  it('counts what is there', () => {
    const state = account()
      .group('admins')
      .user('alice', { groups: ['admins'] })
      .user('bob')
      .role('auditor')
      .policy('p')
      .policy('q')
      .policy('r')
      .instanceProfile('web', ['auditor'])
      .accessKey('alice').state;
    const [policy] = [...state.policies.values()];
    state.policies.put({
      ...policy!,
      versions: [...policy!.versions, { ...policy!.versions[0]!, id: 'v2' }],
    });
    expect(summary(state)).toMatchObject({
      Users: 2,
      Groups: 1,
      Roles: 1,
      Policies: 3,
      PolicyVersionsInUse: 4,
      InstanceProfiles: 1,
      AccountAccessKeysPresent: 0,
      GlobalEndpointTokenVersion: 1,
    });
    expect(summary(account().accessKey('root').accessKey('root').state).AccountAccessKeysPresent).toBe(1);
  });

  it.each([
    ['UsersQuota', 5000],
    ['GroupsQuota', 300],
    ['RolesQuota', 1000],
    ['PoliciesQuota', 1500],
    ['InstanceProfilesQuota', 1000],
    ['ServerCertificatesQuota', 20],
    ['AttachedPoliciesPerUserQuota', 10],
    ['AttachedPoliciesPerGroupQuota', 10],
    ['AttachedPoliciesPerRoleQuota', 10],
    ['AssumeRolePolicySizeQuota', 2048],
    ['PolicySizeQuota', 6144],
    ['UserPolicySizeQuota', 2048],
    ['GroupPolicySizeQuota', 5120],
    ['RolePolicySizeQuota', 10240],
    ['VersionsPerPolicyQuota', 5],
    ['PolicyVersionsInUseQuota', 10000],
    ['GroupsPerUserQuota', 10],
    ['AccessKeysPerUserQuota', 2],
    ['SigningCertificatesPerUserQuota', 2],
  ])('%s is %i', (key, expected) => {
    expect(summary(account().state)[key]).toBe(expected);
  });

  it('shows raised quotas as they are enforced', () => {
    expect(summary(account().state, { rolesPerAccount: 7 }).RolesQuota).toBe(7);
  });
});
