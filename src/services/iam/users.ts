/** IAM users: lasting identities. IAM API Reference, CreateUser and its kin. */
import type {
  CreateUserCommandInput,
  CreateUserCommandOutput,
  DeleteUserCommandInput,
  DeleteUserPermissionsBoundaryCommandInput,
  GetUserCommandInput,
  ListUsersCommandInput,
  ListUserTagsCommandInput,
  PutUserPermissionsBoundaryCommandInput,
  TagUserCommandInput,
  UntagUserCommandInput,
  UpdateUserCommandInput,
} from '@aws-sdk/client-iam';
import {
  type AccountDraft,
  type AccountView,
  accessKeysOf,
  mfaDevicesOf,
  type User,
  userArn,
  userNamed,
} from '../../directory/index.ts';
import { iamArn, mintUniqueId, rootArn } from '../../names/index.ts';
import { lastingView } from '../lasting-view.ts';
import type { Ask, Scope } from '../operation.ts';
import { read, write } from '../operation.ts';
import { only, paginate, positions } from '../pagination.ts';
import {
  boundaryDetails,
  checkPolicyArn,
  existingBoundary,
  withBoundary,
  withoutBoundary,
} from './boundary.ts';
import { callersUserName } from './default-user.ts';
import { deleteConflict, entityAlreadyExists, limitExceeded, noSuchEntity } from './errors.ts';
import { checkPath } from './path.ts';
import { checkTags, tagsIfAny, withoutTags, withTags } from './tags.ts';

/** The user of that name, or NoSuchEntity. */
export function existingUser(account: AccountView | AccountDraft, name: string): User {
  const user = userNamed(account, name);
  if (user === undefined) throw noSuchEntity('user', name);
  return user;
}

/** What an operation on one user asks: its real ARN; a name that no user has is decided on the ARN it would have. */
export function askOnUser(action: string, scope: Scope, name: string, keys?: Ask['keys']): Ask {
  const user = userNamed(scope.account, name);
  if (user === undefined) {
    return {
      action,
      resource: iamArn('user', scope.account.accountId, '/', name),
      shownAs: `user ${name}`,
      keys,
    };
  }
  return { action, resource: userArn(scope.account, user), resourceTags: user.tags, keys };
}

/** A user as most answers show it: without tags and boundary. */
export const userSummary = lastingView((account: AccountView | AccountDraft, user: User) => ({
  Path: user.path,
  UserName: user.name,
  UserId: user.id,
  Arn: userArn(account, user),
  CreateDate: new Date(user.createdAt),
}));

/** A user as those answers show it that are about it alone. */
export function userDetails(account: AccountView | AccountDraft, user: User) {
  return { ...userSummary(account, user), ...boundaryDetails(user.boundary), ...tagsIfAny(user.tags) };
}

/**
 * When a user's (or the root's) password was last used, for GetUser and ListUsers; nothing when it never was. It stays
 * when the password is taken away. IAM API Reference, User: PasswordLastUsed.
 */
function passwordLastUsed({ lastUsed }: Pick<Scope, 'lastUsed'>, owner: string) {
  const used = lastUsed(owner);
  return used && { PasswordLastUsed: new Date(used.at) };
}

const createUser = write('CreateUser', {
  check: (input: CreateUserCommandInput) => {
    checkPath(input.Path);
    checkTags(input.Tags, 'ignoring-case');
    checkPolicyArn(input.PermissionsBoundary);
  },
  asks: (input, scope) => {
    const tags = checkTags(input.Tags, 'ignoring-case');
    const resource = iamArn('user', scope.account.accountId, input.Path ?? '/', input.UserName ?? '');
    const asked = { resource, requestTags: tags, resourceTags: tags };
    return [
      {
        action: 'iam:CreateUser',
        ...asked,
        keys: { 'iam:PermissionsBoundary': input.PermissionsBoundary },
      },
      ...(tags.length > 0 ? [{ action: 'iam:TagUser', ...asked }] : []),
    ];
  },
  handle: (input, { account, now, random, quotas }): Pick<CreateUserCommandOutput, 'User'> => {
    const name = input.UserName!;
    const boundary = existingBoundary(account, input.PermissionsBoundary);
    if (userNamed(account, name) !== undefined) throw entityAlreadyExists('user', name);
    if (account.users.size >= quotas.usersPerAccount) {
      throw limitExceeded('UsersPerAccount', quotas.usersPerAccount);
    }
    const user: User = {
      id: mintUniqueId('AIDA', random),
      name,
      path: input.Path ?? '/',
      createdAt: now,
      inlinePolicies: [],
      attachedPolicies: [],
      tags: withTags([], checkTags(input.Tags, 'ignoring-case'), 'ignoring-case', quotas),
      ...(boundary === undefined ? {} : { boundary }),
      groups: [],
    };
    account.users.put(user);
    return { User: userDetails(account, user) };
  },
});

const getUser = read('GetUser', {
  asks: (input: GetUserCommandInput, scope) => {
    const name = input.UserName ?? callersUserName(scope);
    return name === undefined
      ? [{ action: 'iam:GetUser', resource: rootArn(scope.account.accountId) }]
      : [askOnUser('iam:GetUser', scope, name)];
  },
  handle: (input, scope) => {
    const { account } = scope;
    const name = input.UserName ?? callersUserName(scope);
    if (name === undefined) {
      return {
        User: {
          UserId: account.accountId,
          Arn: rootArn(account.accountId),
          CreateDate: new Date(account.record.createdAt),
          ...passwordLastUsed(scope, 'root'),
        },
      };
    }
    const user = existingUser(account, name);
    return { User: { ...userDetails(account, user), ...passwordLastUsed(scope, user.id) } };
  },
});

const listUsers = read('ListUsers', {
  asks: (_input: ListUsersCommandInput, { account }) => [
    { action: 'iam:ListUsers', resource: iamArn('user', account.accountId, '/', '') },
  ],
  handle: (input, scope) => {
    const prefix = input.PathPrefix ?? '/';
    const { items, ...page } = paginate(scope, 'ListUsers', prefix, input, (from) =>
      only(scope.account.users.scan('name', from), (user) => user.path.startsWith(prefix)),
    );
    const users = items.map((user) => {
      const summary = userSummary(scope.account, user);
      const lastUsed = passwordLastUsed(scope, user.id);
      return lastUsed === undefined ? summary : { ...summary, ...lastUsed };
    });
    return { Users: users, ...page };
  },
});

const updateUser = write('UpdateUser', {
  check: (input: UpdateUserCommandInput) => checkPath(input.NewPath),
  // Renaming or moving is decided on the old ARN and on the new one.
  asks: (input, scope) => {
    const before = askOnUser('iam:UpdateUser', scope, input.UserName!);
    const user = userNamed(scope.account, input.UserName!);
    const after = iamArn(
      'user',
      scope.account.accountId,
      input.NewPath ?? user?.path ?? '/',
      input.NewUserName ?? user?.name ?? input.UserName!,
    );
    return after === before.resource
      ? [before]
      : [before, { ...before, resource: after, shownAs: undefined }];
  },
  handle: (input, { account }) => {
    const user = existingUser(account, input.UserName!);
    const name = input.NewUserName ?? user.name;
    const holder = userNamed(account, name);
    if (holder !== undefined && holder.id !== user.id) throw entityAlreadyExists('user', name);
    account.users.put({ ...user, name, path: input.NewPath ?? user.path });
  },
});

/** What must be gone before a user can be deleted, in the order in which AWS names it. */
const USER_DEPENDANTS: readonly [holds: (account: AccountDraft, user: User) => boolean, text: string][] = [
  [(_, user) => user.groups.length > 0, 'Cannot delete entity, must remove users from group first.'],
  [(_, user) => user.attachedPolicies.length > 0, 'Cannot delete entity, must detach all policies first.'],
  [(_, user) => user.inlinePolicies.length > 0, 'Cannot delete entity, must delete policies first.'],
  [
    (account, user) => accessKeysOf(account, user.id).length > 0,
    'Cannot delete entity, must delete access keys first.',
  ],
  [
    (account, user) => account.loginProfiles.get(user.id) !== undefined,
    'Cannot delete entity, must delete login profile first.',
  ],
  [
    (account, user) => mfaDevicesOf(account, user.id).length > 0,
    'Cannot delete entity, must delete MFA device first.',
  ],
];

const deleteUser = write('DeleteUser', {
  asks: (input: DeleteUserCommandInput, scope) => [askOnUser('iam:DeleteUser', scope, input.UserName!)],
  handle: (input, { account }) => {
    const user = existingUser(account, input.UserName!);
    for (const [holds, text] of USER_DEPENDANTS) if (holds(account, user)) throw deleteConflict(text);
    account.users.delete(user.id);
  },
});

const putUserPermissionsBoundary = write('PutUserPermissionsBoundary', {
  check: (input: PutUserPermissionsBoundaryCommandInput) => checkPolicyArn(input.PermissionsBoundary),
  asks: (input, scope) => [
    askOnUser('iam:PutUserPermissionsBoundary', scope, input.UserName!, {
      'iam:PermissionsBoundary': input.PermissionsBoundary,
    }),
  ],
  handle: (input, { account }) => {
    const user = existingUser(account, input.UserName!);
    account.users.put(withBoundary(account, user, input.PermissionsBoundary!));
  },
});

const deleteUserPermissionsBoundary = write('DeleteUserPermissionsBoundary', {
  asks: (input: DeleteUserPermissionsBoundaryCommandInput, scope) => [
    askOnUser('iam:DeleteUserPermissionsBoundary', scope, input.UserName!, {
      'iam:PermissionsBoundary': userNamed(scope.account, input.UserName!)?.boundary,
    }),
  ],
  handle: (input, { account }) => {
    const user = existingUser(account, input.UserName!);
    account.users.put(withoutBoundary('user', user));
  },
});

const tagUser = write('TagUser', {
  check: (input: TagUserCommandInput) => void checkTags(input.Tags, 'ignoring-case'),
  asks: (input, scope) => [
    {
      ...askOnUser('iam:TagUser', scope, input.UserName!),
      requestTags: checkTags(input.Tags, 'ignoring-case'),
    },
  ],
  handle: (input, { account, quotas }) => {
    const user = existingUser(account, input.UserName!);
    account.users.put({
      ...user,
      tags: withTags(user.tags, checkTags(input.Tags, 'ignoring-case'), 'ignoring-case', quotas),
    });
  },
});

const untagUser = write('UntagUser', {
  asks: (input: UntagUserCommandInput, scope) => [
    { ...askOnUser('iam:UntagUser', scope, input.UserName!), tagKeys: input.TagKeys ?? [] },
  ],
  handle: (input, { account }) => {
    const user = existingUser(account, input.UserName!);
    account.users.put({ ...user, tags: withoutTags(user.tags, input.TagKeys ?? [], 'ignoring-case') });
  },
});

const listUserTags = read('ListUserTags', {
  asks: (input: ListUserTagsCommandInput, scope) => [askOnUser('iam:ListUserTags', scope, input.UserName!)],
  handle: (input, scope) => {
    const user = existingUser(scope.account, input.UserName!);
    const { items, ...page } = paginate(scope, 'ListUserTags', user.id, input, (from) =>
      positions(user.tags, from),
    );
    return { Tags: items, ...page };
  },
});

export const userOperations = [
  createUser,
  getUser,
  listUsers,
  updateUser,
  deleteUser,
  putUserPermissionsBoundary,
  deleteUserPermissionsBoundary,
  tagUser,
  untagUser,
  listUserTags,
];
