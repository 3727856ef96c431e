import { arn, firstKey, on, onKind, type Row, TEAM } from './row.ts';

const bob = { UserName: 'bob' };
const withKey: Row['world'] = (builder) => builder.accessKey('bob');
const keyOfBob: Row['input'] = (at) => ({ ...bob, AccessKeyId: firstKey(at, 'bob') });

/** iam.md §11; IAM API Reference for what is asked beside the operation's own action. */
export const userRows: readonly Row[] = [
  {
    operation: 'iam:CreateUser',
    input: ({ accountId }) => ({
      UserName: 'carol',
      Path: '/app/',
      Tags: TEAM,
      PermissionsBoundary: `arn:aws:iam::${accountId}:policy/limit`,
    }),
    needs: (at) => [
      { action: 'iam:CreateUser', resource: arn(at, 'user/carol') },
      { action: 'iam:TagUser', resource: arn(at, 'user/carol') },
    ],
  },
  { operation: 'iam:GetUser', input: bob, needs: on('iam:GetUser', 'user/bob') },
  { operation: 'iam:ListUsers', input: {}, needs: onKind('iam:ListUsers', 'user') },
  {
    operation: 'iam:UpdateUser',
    input: { ...bob, NewUserName: 'robert' },
    needs: (at) => [
      { action: 'iam:UpdateUser', resource: arn(at, 'user/bob') },
      { action: 'iam:UpdateUser', resource: arn(at, 'user/robert') },
    ],
  },
  { operation: 'iam:DeleteUser', input: bob, needs: on('iam:DeleteUser', 'user/bob') },
  {
    operation: 'iam:PutUserPermissionsBoundary',
    input: { ...bob, PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    needs: on('iam:PutUserPermissionsBoundary', 'user/bob'),
  },
  {
    operation: 'iam:DeleteUserPermissionsBoundary',
    input: bob,
    needs: on('iam:DeleteUserPermissionsBoundary', 'user/bob'),
  },
  { operation: 'iam:TagUser', input: { ...bob, Tags: TEAM }, needs: on('iam:TagUser', 'user/bob') },
  {
    operation: 'iam:UntagUser',
    input: { ...bob, TagKeys: ['team'] },
    needs: on('iam:UntagUser', 'user/bob'),
  },
  { operation: 'iam:ListUserTags', input: bob, needs: on('iam:ListUserTags', 'user/bob') },
  { operation: 'iam:CreateAccessKey', input: bob, needs: on('iam:CreateAccessKey', 'user/bob') },
  {
    operation: 'iam:UpdateAccessKey',
    input: (at) => ({ ...bob, AccessKeyId: firstKey(at, 'bob'), Status: 'Inactive' }),
    world: withKey,
    needs: on('iam:UpdateAccessKey', 'user/bob'),
  },
  {
    operation: 'iam:DeleteAccessKey',
    input: keyOfBob,
    world: withKey,
    needs: on('iam:DeleteAccessKey', 'user/bob'),
  },
  { operation: 'iam:ListAccessKeys', input: bob, needs: on('iam:ListAccessKeys', 'user/bob') },
  {
    operation: 'iam:GetAccessKeyLastUsed',
    input: (at) => ({ AccessKeyId: firstKey(at, 'bob') }),
    world: withKey,
    needs: on('iam:GetAccessKeyLastUsed', 'user/bob'),
  },
  { operation: 'iam:ListGroupsForUser', input: bob, needs: on('iam:ListGroupsForUser', 'user/bob') },
];

const crew = { GroupName: 'crew' };

export const groupRows: readonly Row[] = [
  {
    operation: 'iam:CreateGroup',
    input: { GroupName: 'night', Path: '/app/' },
    needs: on('iam:CreateGroup', 'group/night'),
  },
  { operation: 'iam:GetGroup', input: crew, needs: on('iam:GetGroup', 'group/crew') },
  { operation: 'iam:ListGroups', input: {}, needs: onKind('iam:ListGroups', 'group') },
  {
    operation: 'iam:UpdateGroup',
    input: { ...crew, NewPath: '/other/' },
    needs: (at) => [
      { action: 'iam:UpdateGroup', resource: arn(at, 'group/crew') },
      { action: 'iam:UpdateGroup', resource: `arn:aws:iam::${at.accountId}:group/other/crew` },
    ],
  },
  {
    operation: 'iam:DeleteGroup',
    input: { GroupName: 'idle' },
    world: (builder) => builder.group('idle', { path: '/app/' }),
    needs: on('iam:DeleteGroup', 'group/idle'),
  },
  // The group alone is asked about, whoever joins it.
  {
    operation: 'iam:AddUserToGroup',
    input: { ...crew, UserName: 'bob' },
    needs: on('iam:AddUserToGroup', 'group/crew'),
  },
  {
    operation: 'iam:RemoveUserFromGroup',
    input: { ...crew, UserName: 'armed-bob' },
    needs: on('iam:RemoveUserFromGroup', 'group/crew'),
  },
];
