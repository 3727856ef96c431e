/** What holds of an account's policies after any run of operations, refused or not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALLOW_ALL, account } from '../../../test/fixtures/account.ts';
import { named, refusal, run } from '../../../test/fixtures/run.ts';
import {
  type AccountState,
  type Identity,
  managedPolicyByArn,
  nameKey,
  rolePolicies,
  userPolicies,
} from '../../directory/index.ts';
import { effectivePolicySize } from '../../policy/index.ts';
import { iamOperations } from './index.ts';

const QUOTAS = { attachedPoliciesPerUser: 2, userInlinePolicySize: 200, versionsPerPolicy: 3 };
const DOCUMENT = JSON.stringify(ALLOW_ALL);

const policyName = fc.constantFrom('p', 'P', 'q', 'r');
const policyArn = fc.constantFrom(
  'arn:aws:iam::111122223333:policy/p',
  'arn:aws:iam::111122223333:policy/q',
  'arn:aws:iam::111122223333:policy/r',
  'arn:aws:iam::aws:policy/ReadOnlyAccess',
);
const versionId = fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5');
const kind = fc.constantFrom('User', 'Group', 'Role');

type Call = readonly [operation: string, input: object];

const anyCall: fc.Arbitrary<Call> = fc.oneof(
  policyName.map((PolicyName): Call => ['CreatePolicy', { PolicyName, PolicyDocument: DOCUMENT }]),
  policyArn.map((PolicyArn): Call => ['DeletePolicy', { PolicyArn }]),
  fc
    .tuple(policyArn, fc.boolean())
    .map(
      ([PolicyArn, SetAsDefault]): Call => [
        'CreatePolicyVersion',
        { PolicyArn, PolicyDocument: DOCUMENT, SetAsDefault },
      ],
    ),
  fc
    .tuple(fc.constantFrom('SetDefaultPolicyVersion', 'DeletePolicyVersion'), policyArn, versionId)
    .map(([operation, PolicyArn, VersionId]): Call => [operation, { PolicyArn, VersionId }]),
  fc
    .tuple(fc.constantFrom('Attach', 'Detach'), kind, policyArn)
    .map(([verb, of, PolicyArn]): Call => [`${verb}${of}Policy`, { [`${of}Name`]: 'one', PolicyArn }]),
  fc
    .tuple(fc.constantFrom('Put', 'Delete'), kind, policyName)
    .map(
      ([verb, of, PolicyName]): Call => [
        `${verb}${of}Policy`,
        { [`${of}Name`]: 'one', PolicyName, PolicyDocument: DOCUMENT },
      ],
    ),
  policyArn.map(
    (PermissionsBoundary): Call => ['PutUserPermissionsBoundary', { UserName: 'one', PermissionsBoundary }],
  ),
  fc.constant<Call>(['DeleteUserPermissionsBoundary', { UserName: 'one' }]),
);

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

function expectSoundIdentity(state: AccountState, identity: Identity): void {
  expect(unique(identity.attachedPolicies)).toBe(true);
  expect(unique(identity.inlinePolicies.map((policy) => policy.name))).toBe(true);
  for (const arn of identity.attachedPolicies) expect(managedPolicyByArn(state, arn)).toBeDefined();
}

function expectSound(state: AccountState): void {
  for (const policy of state.policies.values()) {
    const numbers = policy.versions.map((version) => Number(version.id.slice(1)));
    expect(policy.versions.some((version) => version.id === policy.defaultVersion)).toBe(true);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(unique(numbers.map(String))).toBe(true);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(policy.lastVersionNumber);
    expect(numbers.length).toBeLessThanOrEqual(QUOTAS.versionsPerPolicy);
  }
  expect(unique([...state.policies.values()].map((policy) => nameKey(policy.name)))).toBe(true);
  for (const table of [state.users, state.groups, state.roles]) {
    for (const identity of table.values()) expectSoundIdentity(state, identity);
  }
  for (const user of state.users.values()) {
    if (user.boundary !== undefined) expect(managedPolicyByArn(state, user.boundary)).toBeDefined();
    expect(user.attachedPolicies.length).toBeLessThanOrEqual(QUOTAS.attachedPoliciesPerUser);
    const size = user.inlinePolicies.reduce((sum, { document }) => sum + effectivePolicySize(document), 0);
    expect(size).toBeLessThanOrEqual(QUOTAS.userInlinePolicySize);
    // What enforcement reads can be read.
    expect(userPolicies(state, user).length).toBeGreaterThanOrEqual(user.attachedPolicies.length);
  }
  for (const role of state.roles.values()) rolePolicies(state, role);
}

describe('case 85: after any run of operations on policies', () => {
  it('what is attached exists, a version is in force, and no quota is passed', () => {
    const refusals = new Set<string>();
    fc.assert(
      fc.property(fc.array(anyCall, { minLength: 40, maxLength: 40, size: 'max' }), (calls) => {
        let { state } = account()
          .group('one')
          .user('one', { groups: ['one'] })
          .role('one');
        for (const [operation, input] of calls) {
          let next = state;
          const refused = refusal(() => {
            const options = { account: state, quotas: QUOTAS };
            next = run(named(iamOperations, operation), input, options).account;
          });
          if (refused !== undefined) refusals.add(refused.split(' ')[0]!);
          expectSound(next);
          state = next;
        }
      }),
      { numRuns: 60 },
    );
    // The runs reach every refusal that guards all this.
    expect([...refusals].sort()).toEqual([
      'DeleteConflict',
      'EntityAlreadyExists',
      'LimitExceeded',
      'NoSuchEntity',
    ]);
  });
});
