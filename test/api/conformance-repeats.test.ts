/**
 * What IAM answers when something is done twice, and what keeps an entity from being deleted, held against what AWS
 * answered (recorded in 2025 and 2026). Requests are the account's root's.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { rawRefusal } from './support/requests.ts';
import {
  A,
  GRANT,
  group,
  policy,
  policyArn,
  profile,
  type Request,
  role,
  answerTo as steps,
  tag,
  user,
} from './support/steps.ts';

let server: TestServer;
let root: Credentials;
const answerTo = (requests: readonly Request[]) => steps(server, root, requests);

beforeAll(async () => {
  server = await startServer();
  root = server.root(A);
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

describe('a second time', () => {
  const member = { GroupName: 'r1', UserName: 'r1' };
  const attached = { UserName: 'r2', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
  const inline = { UserName: 'r3', PolicyName: 'p', PolicyDocument: GRANT };
  const held = { InstanceProfileName: 'r1', RoleName: 'r1' };
  const missing = (what: string) => `NoSuchEntity 404 ${what} cannot be found.`;
  it.each<[rule: string, requests: Request[], refusal: string | undefined]>([
    [
      'AddUserToGroup',
      [user('r1'), group('r1'), ['AddUserToGroup', member], ['AddUserToGroup', member]],
      undefined,
    ],
    [
      'RemoveUserFromGroup',
      [
        ['RemoveUserFromGroup', member],
        ['RemoveUserFromGroup', member],
      ],
      undefined,
    ],
    [
      'AttachUserPolicy',
      [user('r2'), ['AttachUserPolicy', attached], ['AttachUserPolicy', attached]],
      undefined,
    ],
    [
      'DetachUserPolicy',
      [
        ['DetachUserPolicy', attached],
        ['DetachUserPolicy', attached],
      ],
      `NoSuchEntity 404 Policy ${attached.PolicyArn} was not found.`,
    ],
    ['PutUserPolicy', [user('r3'), ['PutUserPolicy', inline], ['PutUserPolicy', inline]], undefined],
    [
      'DeleteUserPolicy',
      [
        ['DeleteUserPolicy', { UserName: 'r3', PolicyName: 'p' }],
        ['DeleteUserPolicy', { UserName: 'r3', PolicyName: 'p' }],
      ],
      'NoSuchEntity 404 The user policy with name p cannot be found.',
    ],
    [
      'SetDefaultPolicyVersion',
      [policy('r1'), ['SetDefaultPolicyVersion', { ...policyArn('r1'), VersionId: 'v1' }]],
      undefined,
    ],
    [
      'UntagUser',
      [
        ['TagUser', { UserName: 'r1', ...tag('a', 'b') }],
        ['UntagUser', { UserName: 'r1', 'TagKeys.member.1': 'a' }],
        ['UntagUser', { UserName: 'r1', 'TagKeys.member.1': 'a' }],
      ],
      undefined,
    ],
    [
      'RemoveRoleFromInstanceProfile',
      [
        role('r1'),
        profile('r1'),
        ['AddRoleToInstanceProfile', held],
        ['RemoveRoleFromInstanceProfile', held],
        ['RemoveRoleFromInstanceProfile', held],
      ],
      missing('Role r1 in Instance Profile r1'),
    ],
    [
      'DeleteUser',
      [user('r4'), ['DeleteUser', { UserName: 'r4' }], ['DeleteUser', { UserName: 'r4' }]],
      missing('The user with name r4'),
    ],
  ])('%s', async (_rule, requests, refusal) => {
    expect(rawRefusal(await answerTo(requests))).toBe(refusal);
  });
});

describe('what keeps an entity (IAM User Guide, deleting users, groups and roles)', () => {
  /** What is in the way of a deletion: how it comes, how it goes, and what AWS says while it is there. */
  type Obstacle = readonly [comes: Request[], goes: Request, text: string];
  const d = { UserName: 'd', GroupName: 'd', RoleName: 'd', InstanceProfileName: 'd' };
  const of = (kind: keyof typeof d, more = {}) => ({ [kind]: d[kind], ...more });
  const inGroup = of('UserName', of('GroupName'));
  const inProfile = of('RoleName', of('InstanceProfileName'));
  const ofAws = { PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
  const permissions = (kind: 'User' | 'Group' | 'Role'): Obstacle[] => [
    [
      [[`Attach${kind}Policy`, of(`${kind}Name`, ofAws)]],
      [`Detach${kind}Policy`, of(`${kind}Name`, ofAws)],
      'must detach all policies first.',
    ],
    [
      [[`Put${kind}Policy`, of(`${kind}Name`, { PolicyName: 'p', PolicyDocument: GRANT })]],
      [`Delete${kind}Policy`, of(`${kind}Name`, { PolicyName: 'p' })],
      'must delete policies first.',
    ],
  ];
  const membership: Obstacle = [
    [['AddUserToGroup', inGroup]],
    ['RemoveUserFromGroup', inGroup],
    'must remove users from group first.',
  ];
  const holding: Obstacle = [
    [profile('d'), ['AddRoleToInstanceProfile', inProfile]],
    ['RemoveRoleFromInstanceProfile', inProfile],
    'must remove roles from instance profile first.',
  ];

  it.each<[deletion: string, parameters: object, creation: Request[], obstacles: Obstacle[]]>([
    ['DeleteUser', of('UserName'), [user('d'), group('d')], [membership, ...permissions('User')]],
    ['DeleteGroup', of('GroupName'), [user('d')], [membership, ...permissions('Group')]],
    ['DeleteRole', of('RoleName'), [role('d')], [holding, ...permissions('Role')]],
  ])('%s names one obstacle after the other', async (deletion, parameters, creation, obstacles) => {
    const remove: Request = [deletion, parameters as Record<string, string>];
    await answerTo([...creation, ...obstacles.flatMap(([comes]) => comes), ['GetAccountSummary']]);
    for (const [, goes, text] of obstacles) {
      expect(rawRefusal(await answerTo([remove]))).toBe(`DeleteConflict 409 Cannot delete entity, ${text}`);
      expect(rawRefusal(await answerTo([goes]))).toBeUndefined();
    }
    expect(rawRefusal(await answerTo([remove]))).toBeUndefined();
  });
});
