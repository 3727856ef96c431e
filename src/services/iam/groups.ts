/** IAM groups: sets of users that share policies. IAM API Reference, CreateGroup and its kin. */
import type {
  AddUserToGroupCommandInput,
  CreateGroupCommandInput,
  DeleteGroupCommandInput,
  GetGroupCommandInput,
  ListGroupsCommandInput,
  ListGroupsForUserCommandInput,
  RemoveUserFromGroupCommandInput,
  UpdateGroupCommandInput,
} from '@aws-sdk/client-iam';
import {
  type AccountDraft,
  type AccountView,
  type Group,
  groupArn,
  groupNamed,
  nameKey,
  type User,
} from '../../directory/index.ts';
import { iamArn, mintUniqueId } from '../../names/index.ts';
import { lastingView } from '../lasting-view.ts';
import { type Ask, read, type Scope, write } from '../operation.ts';
import { only, paginate, under } from '../pagination.ts';
import { deleteConflict, entityAlreadyExists, limitExceeded, noSuchEntity } from './errors.ts';
import { checkPath } from './path.ts';
import { askOnUser, existingUser, userSummary } from './users.ts';

/** The group of that name, or NoSuchEntity. */
export function existingGroup(account: AccountView | AccountDraft, name: string): Group {
  const group = groupNamed(account, name);
  if (group === undefined) throw noSuchEntity('group', name);
  return group;
}

/** What an operation on one group asks: its real ARN; a name that no group has is decided on the ARN it would have. */
export function askOnGroup(action: string, scope: Scope, name: string, keys?: Ask['keys']): Ask {
  const group = groupNamed(scope.account, name);
  return group === undefined
    ? {
        action,
        resource: iamArn('group', scope.account.accountId, '/', name),
        shownAs: `group ${name}`,
        keys,
      }
    : { action, resource: groupArn(scope.account, group), keys };
}

/** A group as every answer shows it. */
export const groupSummary = lastingView((account: AccountView | AccountDraft, group: Group) => ({
  Path: group.path,
  GroupName: group.name,
  GroupId: group.id,
  Arn: groupArn(account, group),
  CreateDate: new Date(group.createdAt),
}));

const createGroup = write('CreateGroup', {
  check: (input: CreateGroupCommandInput) => checkPath(input.Path),
  asks: (input, { account }) => [
    {
      action: 'iam:CreateGroup',
      resource: iamArn('group', account.accountId, input.Path ?? '/', input.GroupName!),
    },
  ],
  handle: (input, { account, now, random, quotas }) => {
    const name = input.GroupName!;
    if (groupNamed(account, name) !== undefined) throw entityAlreadyExists('group', name);
    if (account.groups.size >= quotas.groupsPerAccount) {
      throw limitExceeded('GroupsPerAccount', quotas.groupsPerAccount);
    }
    const group: Group = {
      id: mintUniqueId('AGPA', random),
      name,
      path: input.Path ?? '/',
      createdAt: now,
      inlinePolicies: [],
      attachedPolicies: [],
    };
    account.groups.put(group);
    return { Group: groupSummary(account, group) };
  },
});

const getGroup = read('GetGroup', {
  asks: (input: GetGroupCommandInput, scope) => [askOnGroup('iam:GetGroup', scope, input.GroupName!)],
  handle: (input, scope) => {
    const { account } = scope;
    const group = existingGroup(account, input.GroupName!);
    const { items, ...page } = paginate(scope, 'GetGroup', group.id, input, (from) =>
      under(account.users, 'group', `${group.id} `, from),
    );
    return {
      Group: groupSummary(account, group),
      Users: items.map((user) => userSummary(account, user)),
      ...page,
    };
  },
});

const listGroups = read('ListGroups', {
  asks: (_input: ListGroupsCommandInput, { account }) => [
    { action: 'iam:ListGroups', resource: iamArn('group', account.accountId, '/', '') },
  ],
  handle: (input, scope) => {
    const prefix = input.PathPrefix ?? '/';
    const { items, ...page } = paginate(scope, 'ListGroups', prefix, input, (from) =>
      only(scope.account.groups.scan('name', from), (group) => group.path.startsWith(prefix)),
    );
    return { Groups: items.map((group) => groupSummary(scope.account, group)), ...page };
  },
});

const updateGroup = write('UpdateGroup', {
  check: (input: UpdateGroupCommandInput) => checkPath(input.NewPath),
  // Renaming or moving is decided on the old ARN and on the new one.
  asks: (input, scope) => {
    const before = askOnGroup('iam:UpdateGroup', scope, input.GroupName!);
    const group = groupNamed(scope.account, input.GroupName!);
    const after = iamArn(
      'group',
      scope.account.accountId,
      input.NewPath ?? group?.path ?? '/',
      input.NewGroupName ?? group?.name ?? input.GroupName!,
    );
    return after === before.resource
      ? [before]
      : [before, { ...before, resource: after, shownAs: undefined }];
  },
  handle: (input, { account }) => {
    const group = existingGroup(account, input.GroupName!);
    const name = input.NewGroupName ?? group.name;
    const holder = groupNamed(account, name);
    if (holder !== undefined && holder.id !== group.id) throw entityAlreadyExists('group', name);
    account.groups.put({ ...group, name, path: input.NewPath ?? group.path });
  },
});

/** What must be gone before a group can be deleted, in the order in which AWS names it. */
const GROUP_DEPENDANTS: readonly [holds: (account: AccountDraft, group: Group) => boolean, text: string][] = [
  [
    (account, group) => !account.users.withPrefix('group', `${group.id} `).next().done,
    'Cannot delete entity, must remove users from group first.',
  ],
  [(_, group) => group.attachedPolicies.length > 0, 'Cannot delete entity, must detach all policies first.'],
  [(_, group) => group.inlinePolicies.length > 0, 'Cannot delete entity, must delete policies first.'],
];

const deleteGroup = write('DeleteGroup', {
  asks: (input: DeleteGroupCommandInput, scope) => [askOnGroup('iam:DeleteGroup', scope, input.GroupName!)],
  handle: (input, { account }) => {
    const group = existingGroup(account, input.GroupName!);
    for (const [holds, text] of GROUP_DEPENDANTS) if (holds(account, group)) throw deleteConflict(text);
    account.groups.delete(group.id);
  },
});

const addUserToGroup = write('AddUserToGroup', {
  // Membership is decided on the group alone. Service Authorization Reference, IAM: AddUserToGroup.
  asks: (input: AddUserToGroupCommandInput, scope) => [
    askOnGroup('iam:AddUserToGroup', scope, input.GroupName!),
  ],
  handle: (input, { account, quotas }) => {
    const user = existingUser(account, input.UserName!);
    const group = existingGroup(account, input.GroupName!);
    if (user.groups.includes(group.id)) return;
    if (user.groups.length >= quotas.groupsPerUser) {
      throw limitExceeded('GroupsPerUser', quotas.groupsPerUser);
    }
    account.users.put({ ...user, groups: [...user.groups, group.id] });
  },
});

const removeUserFromGroup = write('RemoveUserFromGroup', {
  asks: (input: RemoveUserFromGroupCommandInput, scope) => [
    askOnGroup('iam:RemoveUserFromGroup', scope, input.GroupName!),
  ],
  handle: (input, { account }) => {
    const user = existingUser(account, input.UserName!);
    const group = existingGroup(account, input.GroupName!);
    // With success, as recorded in 2026.
    if (!user.groups.includes(group.id)) return;
    account.users.put({ ...user, groups: user.groups.filter((id) => id !== group.id) });
  },
});

/** The groups of a user from a name on, by name. */
function* groupsOf(
  account: AccountView,
  user: User,
  from: string | undefined,
): Generator<[key: string, group: Group]> {
  const groups = user.groups.flatMap((id) => account.groups.get(id) ?? []);
  const keyed = groups.map((group): [string, Group] => [nameKey(group.name), group]);
  keyed.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const entry of keyed) if (from === undefined || entry[0] >= from) yield entry;
}

const listGroupsForUser = read('ListGroupsForUser', {
  asks: (input: ListGroupsForUserCommandInput, scope) => [
    askOnUser('iam:ListGroupsForUser', scope, input.UserName!),
  ],
  handle: (input, scope) => {
    const user = existingUser(scope.account, input.UserName!);
    const { items, ...page } = paginate(scope, 'ListGroupsForUser', user.id, input, (from) =>
      groupsOf(scope.account, user, from),
    );
    return { Groups: items.map((group) => groupSummary(scope.account, group)), ...page };
  },
});

export const groupOperations = [
  createGroup,
  getGroup,
  listGroups,
  updateGroup,
  deleteGroup,
  addUserToGroup,
  removeUserFromGroup,
  listGroupsForUser,
];
