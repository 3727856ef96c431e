/** What holds of an account after any run of operations, refused or not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account } from '../../../test/fixtures/account.ts';
import { named, refusal, run } from '../../../test/fixtures/run.ts';
import { type AccountState, nameKey } from '../../directory/index.ts';
import { iamOperations } from './index.ts';

const name = fc.constantFrom('a', 'A', 'b');
const path = fc.constantFrom(undefined, '/', '/x/', '/y/');
const index = fc.nat({ max: 1 });
const trusted = fc.constantFrom(
  '*',
  'arn:aws:iam::111122223333:user/a',
  'arn:aws:iam::111122223333:role/a',
  'arn:aws:sts::111122223333:assumed-role/b/s',
);

type Call = readonly [operation: string, input: (state: AccountState) => object];

const call = <Drawn>(
  operation: string,
  drawn: fc.Arbitrary<Drawn>,
  input: (drawn: Drawn, state: AccountState) => object,
) => drawn.map((values): Call => [operation, (state) => input(values, state)]);

const trust = (value: string) =>
  JSON.stringify({ Statement: { Effect: 'Allow', Principal: { AWS: value }, Action: 'sts:AssumeRole' } });
const keyAt = (state: AccountState, at: number) =>
  [...state.accessKeys.values()][at]?.id ?? 'AKIAIOSFODNN7EXAMPLE';

const pair = fc.tuple(name, name);
const anyCall: fc.Arbitrary<Call> = fc.oneof(
  call('CreateUser', fc.tuple(name, path), ([UserName, Path]) => ({ UserName, Path })),
  call('UpdateUser', fc.tuple(name, name, path), ([UserName, NewUserName, NewPath]) => ({
    UserName,
    NewUserName,
    NewPath,
  })),
  call('DeleteUser', name, (UserName) => ({ UserName })),
  call('CreateGroup', name, (GroupName) => ({ GroupName })),
  call('UpdateGroup', pair, ([GroupName, NewGroupName]) => ({ GroupName, NewGroupName })),
  call('DeleteGroup', name, (GroupName) => ({ GroupName })),
  call('AddUserToGroup', pair, ([GroupName, UserName]) => ({ GroupName, UserName })),
  call('RemoveUserFromGroup', pair, ([GroupName, UserName]) => ({ GroupName, UserName })),
  call('CreateAccessKey', name, (UserName) => ({ UserName })),
  call('DeleteAccessKey', fc.tuple(name, index), ([UserName, at], state) => ({
    UserName,
    AccessKeyId: keyAt(state, at),
  })),
  call('CreateRole', fc.tuple(name, trusted), ([RoleName, value]) => ({
    RoleName,
    AssumeRolePolicyDocument: trust(value),
  })),
  call('UpdateAssumeRolePolicy', fc.tuple(name, trusted), ([RoleName, value]) => ({
    RoleName,
    PolicyDocument: trust(value),
  })),
  call('DeleteRole', name, (RoleName) => ({ RoleName })),
  call('CreateInstanceProfile', name, (InstanceProfileName) => ({ InstanceProfileName })),
  call('DeleteInstanceProfile', name, (InstanceProfileName) => ({ InstanceProfileName })),
  call('AddRoleToInstanceProfile', pair, ([InstanceProfileName, RoleName]) => ({
    InstanceProfileName,
    RoleName,
  })),
  call('RemoveRoleFromInstanceProfile', pair, ([InstanceProfileName, RoleName]) => ({
    InstanceProfileName,
    RoleName,
  })),
  call('TagUser', pair, ([UserName, Key]) => ({ UserName, Tags: [{ Key, Value: '' }] })),
);

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

function expectSound(state: AccountState): void {
  for (const table of [state.users, state.groups, state.roles, state.instanceProfiles]) {
    const names = [...table.values()].map((entity) => nameKey(entity.name));
    expect(unique(names), 'names differ by more than case').toBe(true);
    expect([...table.scan('name')].map(([key]) => key)).toEqual(names.toSorted());
  }
  for (const user of state.users.values()) {
    expect(user.groups.every((id) => state.groups.get(id) !== undefined)).toBe(true);
    expect(unique(user.groups)).toBe(true);
    expect(unique(user.tags.map((tag) => tag.Key.toLowerCase()))).toBe(true);
    expect([...state.accessKeys.withPrefix('owner', `${user.id} `)].length).toBeLessThanOrEqual(2);
  }
  for (const key of state.accessKeys.values()) expect(state.users.get(key.owner)).toBeDefined();
  for (const profile of state.instanceProfiles.values()) {
    expect(profile.roles.length).toBeLessThanOrEqual(1);
    expect(profile.roles.every((id) => state.roles.get(id) !== undefined)).toBe(true);
  }
}

describe('case 85: after any run of operations', () => {
  it('nothing points to what is gone, and nothing is there twice', () => {
    const refusals = new Set<string>();
    fc.assert(
      fc.property(fc.array(anyCall, { minLength: 60, maxLength: 60, size: 'max' }), (calls) => {
        let { state } = account();
        const ids = new Set<string>();
        for (const [operation, input] of calls) {
          let next = state;
          const refused = refusal(() => {
            next = run(named(iamOperations, operation), input(state), { account: state }).account;
          });
          if (refused !== undefined) refusals.add(refused.split(' ')[0]!);
          expectSound(next);
          for (const user of next.users.values()) {
            if (state.users.get(user.id) === undefined) expect(ids).not.toContain(user.id);
            ids.add(user.id);
          }
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
      'MalformedPolicyDocument',
      'NoSuchEntity',
    ]);
  });
});
