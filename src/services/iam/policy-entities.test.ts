import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account } from '../../../test/fixtures/account.ts';
import { named, run } from '../../../test/fixtures/run.ts';
import { policyEntityOperations } from './policy-entities.ts';

const operation = (name: string) => named(policyEntityOperations, name);
const arn = (pathAndName: string) => `arn:aws:iam::111122223333:policy${pathAndName}`;

describe('ListEntitiesForPolicy', () => {
  const state = account()
    .policy('p')
    .group('admins', { attached: [arn('/p')], path: '/g/' })
    .user('bob', { attached: [arn('/p')], boundary: arn('/p') })
    .user('Alice', { boundary: arn('/p') })
    .user('other')
    .role('auditor', undefined, { attached: [arn('/p')], path: '/r/' }).state;
  const list = (input: object) =>
    run(operation('ListEntitiesForPolicy'), { PolicyArn: arn('/p'), ...input }, { account: state })
      .output as {
      PolicyGroups: { GroupName: string; GroupId: string }[];
      PolicyUsers: { UserName: string }[];
      PolicyRoles: { RoleName: string }[];
      Marker?: string;
      IsTruncated: boolean;
    };
  const names = (input: object) => {
    const { PolicyGroups, PolicyUsers, PolicyRoles } = list(input);
    return [
      ...PolicyGroups.map((one) => one.GroupName),
      ...PolicyUsers.map((one) => one.UserName),
      ...PolicyRoles.map((one) => one.RoleName),
    ];
  };

  it.each([
    [{}, ['admins', 'Alice', 'bob', 'auditor']],
    [{ PolicyUsageFilter: 'PermissionsPolicy' }, ['admins', 'bob', 'auditor']],
    [{ PolicyUsageFilter: 'PermissionsBoundary' }, ['Alice', 'bob']],
    [{ EntityFilter: 'User' }, ['Alice', 'bob']],
    [{ EntityFilter: 'Role' }, ['auditor']],
    [{ EntityFilter: 'Group', PolicyUsageFilter: 'PermissionsBoundary' }, []],
    [{ EntityFilter: 'LocalManagedPolicy' }, []],
    [{ PathPrefix: '/r/' }, ['auditor']],
  ])('%j lists %j', (input, expected) => {
    expect(names(input)).toEqual(expected);
  });

  it('shows names and ids', () => {
    expect(list({ EntityFilter: 'Group' })).toEqual({
      PolicyGroups: [{ GroupName: 'admins', GroupId: expect.stringMatching(/^AGPA/) }],
      PolicyUsers: [],
      PolicyRoles: [],
      IsTruncated: false,
    });
  });

  it('goes through three lists with one marker, whatever the size of its pages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), (MaxItems) => {
        const seen: string[] = [];
        let Marker: string | undefined;
        do {
          const page = list({ MaxItems, Marker });
          seen.push(
            ...page.PolicyGroups.map((one) => one.GroupName),
            ...page.PolicyUsers.map((one) => one.UserName),
            ...page.PolicyRoles.map((one) => one.RoleName),
          );
          Marker = page.Marker;
        } while (Marker !== undefined);
        expect(seen).toEqual(['admins', 'Alice', 'bob', 'auditor']);
      }),
    );
  });
});
