/** What the operations ask for, held against AWS's Service Authorization Reference. */
import { describe, expect, it } from 'vitest';
import {
  actionReference,
  listsConditionKey,
  resourceTypesOf,
} from '../../../test/authorization/reference.ts';
import { account, arnOfPolicy, keyIdsOf, trusting, trustingService } from '../../../test/fixtures/account.ts';
import { asked, named } from '../../../test/fixtures/run.ts';
import type { Ask } from '../operation.ts';
import { accessKeyOperations } from './access-keys.ts';
import { groupOperations } from './groups.ts';
import { instanceProfileTagOperations } from './instance-profile-tags.ts';
import { instanceProfileOperations } from './instance-profiles.ts';
import { roleTagOperations } from './role-tags.ts';
import { roleOperations } from './roles.ts';
import { serviceLinkedRoleOperations } from './service-linked-roles.ts';
import { userOperations } from './users.ts';

const operations = [
  ...userOperations,
  ...groupOperations,
  ...accessKeyOperations,
  ...roleOperations,
  ...roleTagOperations,
  ...serviceLinkedRoleOperations,
  ...instanceProfileOperations,
  ...instanceProfileTagOperations,
];

const boundary = 'arn:aws:iam::111122223333:policy/limit';
const { state } = account()
  .policy('limit')
  .group('staff', { path: '/p/' })
  .user('alice', { path: '/p/', tags: { team: 'red' }, boundary })
  .accessKey('alice')
  .role('app', trusting('*'), { path: '/p/', tags: { team: 'red' }, boundary })
  .role('AWSServiceRoleForECS', trustingService('ecs.amazonaws.com'), {
    path: '/aws-service-role/ecs.amazonaws.com/',
    linkedService: 'ecs.amazonaws.com',
  })
  .instanceProfile('web', ['app'], { path: '/p/', tags: { team: 'red' } });

const trust = '{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}';
const user = { UserName: 'alice' };
const group = { GroupName: 'staff' };
const role = { RoleName: 'app' };
const profile = { InstanceProfileName: 'web' };
const tags = { Tags: [{ Key: 'k', Value: 'v' }] };
const untag = { TagKeys: ['k'] };
const limit = { PermissionsBoundary: arnOfPolicy(state, 'limit') };
const accessKey = { ...user, AccessKeyId: keyIdsOf(state, 'alice')[0]! };

/** An input for each operation. */
const INPUTS: Readonly<Record<string, object>> = {
  CreateUser: { UserName: 'new', ...tags, ...limit },
  GetUser: user,
  ListUsers: {},
  UpdateUser: { ...user, NewUserName: 'anna', NewPath: '/q/' },
  DeleteUser: user,
  PutUserPermissionsBoundary: { ...user, ...limit },
  DeleteUserPermissionsBoundary: user,
  TagUser: { ...user, ...tags },
  UntagUser: { ...user, ...untag },
  ListUserTags: user,
  CreateGroup: { GroupName: 'new' },
  GetGroup: group,
  ListGroups: {},
  UpdateGroup: { ...group, NewGroupName: 'crew' },
  DeleteGroup: group,
  AddUserToGroup: { ...group, ...user },
  RemoveUserFromGroup: { ...group, ...user },
  ListGroupsForUser: user,
  CreateAccessKey: user,
  UpdateAccessKey: { ...accessKey, Status: 'Inactive' },
  DeleteAccessKey: accessKey,
  ListAccessKeys: user,
  GetAccessKeyLastUsed: accessKey,
  CreateRole: { RoleName: 'new', AssumeRolePolicyDocument: trust, ...tags, ...limit },
  GetRole: role,
  ListRoles: {},
  UpdateRole: role,
  UpdateRoleDescription: { ...role, Description: '' },
  DeleteRole: role,
  UpdateAssumeRolePolicy: { ...role, PolicyDocument: trust },
  PutRolePermissionsBoundary: { ...role, ...limit },
  DeleteRolePermissionsBoundary: role,
  TagRole: { ...role, ...tags },
  UntagRole: { ...role, ...untag },
  ListRoleTags: role,
  CreateServiceLinkedRole: { AWSServiceName: 'rds.amazonaws.com' },
  DeleteServiceLinkedRole: { RoleName: 'AWSServiceRoleForECS' },
  GetServiceLinkedRoleDeletionStatus: {
    DeletionTaskId:
      'task/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS/01234567-89ab-4def-8123-456789abcdef',
  },
  CreateInstanceProfile: { InstanceProfileName: 'new', ...tags },
  GetInstanceProfile: profile,
  ListInstanceProfiles: {},
  ListInstanceProfilesForRole: role,
  AddRoleToInstanceProfile: { ...profile, ...role },
  RemoveRoleFromInstanceProfile: { ...profile, ...role },
  DeleteInstanceProfile: profile,
  TagInstanceProfile: { ...profile, ...tags },
  UntagInstanceProfile: { ...profile, ...untag },
  ListInstanceProfileTags: profile,
};

/** What operations ask for beside their own action, and why. docs/decisions/services-authorization-reference.md */
const FURTHER: Readonly<Record<string, readonly string[]>> = {
  CreateUser: ['iam:TagUser'],
  CreateRole: ['iam:TagRole'],
  CreateInstanceProfile: ['iam:TagInstanceProfile'],
  AddRoleToInstanceProfile: ['iam:PassRole'],
};

/** Listings of a whole account: the reference has no resource for them, AWS's refusals name this one. (iam.md §5) */
const COLLECTIONS: Readonly<Record<string, string>> = {
  ListUsers: 'arn:aws:iam::111122223333:user/',
  ListGroups: 'arn:aws:iam::111122223333:group/',
  ListRoles: 'arn:aws:iam::111122223333:role/',
  ListInstanceProfiles: 'arn:aws:iam::111122223333:instance-profile/',
};

/** The condition keys that an ask brings into the context. */
const keysOf = (ask: Ask): string[] => [
  ...Object.entries(ask.keys ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [key])),
  ...(ask.requestTags ?? []).map((tag) => `aws:RequestTag/${tag.Key}`),
  ...(ask.resourceTags ?? []).map((tag) => `aws:ResourceTag/${tag.Key}`),
  ...(ask.tagKeys === undefined && !ask.requestTags?.length ? [] : ['aws:TagKeys']),
];

describe('every operation', () => {
  it('has an input in this test', () => {
    expect(operations.map((operation) => operation.name).sort()).toEqual(Object.keys(INPUTS).sort());
  });

  it.each(Object.entries(INPUTS))('%s asks for what the reference says', (name, input) => {
    const operation = named(operations, name);
    const asks = asked(operation, input as never, { account: state });
    const own = `iam:${name}`;
    expect([...new Set(asks.map((ask) => ask.action))]).toEqual([own, ...(FURTHER[name] ?? [])]);
    for (const ask of asks) {
      const reference = actionReference(ask.action)!;
      expect(reference, ask.action).toBeDefined();
      if (reference.resources.length === 0) expect(ask.resource).toBe(COLLECTIONS[name]);
      else expect(resourceTypesOf(reference, ask.resource), ask.resource).toHaveLength(1);
      for (const key of keysOf(ask))
        expect(listsConditionKey(reference, key), `${ask.action} ${key}`).toBe(true);
      // And nothing is left out that this account could say.
      const knowsBoundary = listsConditionKey(reference, 'iam:PermissionsBoundary');
      expect(ask.keys?.['iam:PermissionsBoundary']).toBe(knowsBoundary ? boundary : undefined);
    }
  });
});
