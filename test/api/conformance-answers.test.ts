/**
 * IAM's answers, each held against what AWS answered (recorded in 2025 and 2026): which members are there, absent or
 * empty. A row is a rule, the section of the IAM API Reference or the User Guide it belongs to, requests by the
 * account's root, and what the last of them answers.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { type RawAnswer, rawRefusal } from './support/requests.ts';
import {
  A,
  group,
  policy,
  policyArn,
  profile,
  type Request,
  role,
  answerTo as steps,
  tag,
  user,
  version,
} from './support/steps.ts';

let server: TestServer;
let root: Credentials;

beforeAll(async () => {
  server = await startServer();
  root = server.root(A);
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const answerTo = (requests: readonly Request[], headers = {}) => steps(server, root, requests, headers);

/** The names of the members of the first structure of that name, in alphabetical order; `NAME:empty` for empty ones. */
function members(answer: RawAnswer, structure: string): string {
  expect(rawRefusal(answer)).toBeUndefined();
  const names: string[] = [];
  let depth = 0;
  const body = answer.body.slice(answer.body.search(new RegExp(`<${structure}>`)));
  for (const [, end, name, empty] of body.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
    if (end === '' && depth === 1) names.push(empty === '/' ? `${name}:empty` : name!);
    if (end === '/') depth -= 1;
    else if (empty === '') depth += 1;
    if (depth === 0) break;
  }
  return names.sort().join(' ');
}

/** The texts of all elements of that name. */
const texts = (answer: RawAnswer, name: string) =>
  [...answer.body.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text);

const ROLE = 'Arn AssumeRolePolicyDocument CreateDate Path RoleId RoleName';
const POLICY =
  'Arn AttachmentCount CreateDate DefaultVersionId IsAttachable Path PermissionsBoundaryUsageCount PolicyId PolicyName UpdateDate';
const profileOf = (more: string) => `Arn CreateDate InstanceProfileId InstanceProfileName Path ${more}`;
const NEW_KEY = 'AccessKeyId CreateDate SecretAccessKey Status UserName';

describe('the members of', () => {
  it.each<[rule: string, section: string, requests: Request[], structure: string, members: string]>([
    ['a new user', 'CreateUser', [user('m1')], 'User', 'Arn CreateDate Path UserId UserName'],
    ['a new group', 'CreateGroup', [group('m1')], 'Group', 'Arn CreateDate GroupId GroupName Path'],
    ['a new role', 'CreateRole', [role('m1')], 'Role', ROLE],
    [
      'a new role: no description, though one was given',
      'CreateRole',
      [role('m2', { Description: 'a role', MaxSessionDuration: '7200' })],
      'Role',
      ROLE,
    ],
    [
      'a role that is read: the description, and an empty last use',
      'GetRole',
      [role('m3', { Description: 'a role' }), ['GetRole', { RoleName: 'm3' }]],
      'Role',
      'Arn AssumeRolePolicyDocument CreateDate Description MaxSessionDuration Path RoleId RoleLastUsed:empty RoleName',
    ],
    [
      'a role whose description changed: no duration',
      'UpdateRoleDescription',
      [role('m4'), ['UpdateRoleDescription', { RoleName: 'm4', Description: 'new' }]],
      'Role',
      'Arn AssumeRolePolicyDocument CreateDate Description Path RoleId RoleName',
    ],
    [
      'a new service-linked role: no description',
      'CreateServiceLinkedRole',
      [['CreateServiceLinkedRole', { AWSServiceName: 'autoscaling.amazonaws.com', Description: 'ours' }]],
      'Role',
      ROLE,
    ],
    [
      'a new policy: no description',
      'CreatePolicy',
      [policy('m1', { Description: 'ours' })],
      'Policy',
      POLICY,
    ],
    [
      'a policy that is read: tags also when it has none',
      'GetPolicy',
      [policy('m2'), ['GetPolicy', policyArn('m2')]],
      'Policy',
      `${POLICY.replace(' UpdateDate', '')} Tags:empty UpdateDate`,
    ],
    [
      'a policy in a list: neither description nor tags',
      'ListPolicies',
      [
        policy('m3', { Path: '/m3/', Description: 'ours', ...tag('a', 'b') }),
        ['ListPolicies', { PathPrefix: '/m3/' }],
      ],
      'member',
      POLICY,
    ],
    [
      'a new version: no document',
      'CreatePolicyVersion',
      [policy('m4'), version('m4')],
      'PolicyVersion',
      'CreateDate IsDefaultVersion VersionId',
    ],
    [
      'a new instance profile',
      'CreateInstanceProfile',
      [profile('m1')],
      'InstanceProfile',
      profileOf('Roles:empty'),
    ],
    [
      'an instance profile that is read: tags also when it has none',
      'GetInstanceProfile',
      [profile('m2'), ['GetInstanceProfile', { InstanceProfileName: 'm2' }]],
      'InstanceProfile',
      profileOf('Roles:empty Tags:empty'),
    ],
    [
      'an instance profile in a list: no tags',
      'ListInstanceProfiles',
      [profile('m3', { Path: '/m3/', ...tag('a', 'b') }), ['ListInstanceProfiles', { PathPrefix: '/m3/' }]],
      'member',
      profileOf('Roles:empty'),
    ],
    [
      'a new login profile',
      'CreateLoginProfile',
      [user('m7'), ['CreateLoginProfile', { UserName: 'm7', Password: 'new Password 2' }]],
      'LoginProfile',
      'CreateDate PasswordResetRequired UserName',
    ],
    [
      'a new access key',
      'CreateAccessKey',
      [user('m2'), ['CreateAccessKey', { UserName: 'm2' }]],
      'AccessKey',
      NEW_KEY,
    ],
    [
      'an access key in a list: no secret',
      'ListAccessKeys',
      [user('m3'), ['CreateAccessKey', { UserName: 'm3' }], ['ListAccessKeys', { UserName: 'm3' }]],
      'member',
      NEW_KEY.replace('SecretAccessKey ', ''),
    ],
  ])('%s (%s)', async (_rule, _section, requests, structure, expected) => {
    expect(members(await answerTo(requests), structure)).toBe(expected);
  });
});

describe('what stays and what is told', () => {
  it.each<[rule: string, section: string, requests: Request[], element: string, texts: string[]]>([
    [
      'the duration of a session, when UpdateRole does not name it',
      'UpdateRole',
      [
        role('s1', { MaxSessionDuration: '7200' }),
        ['UpdateRole', { RoleName: 's1', Description: 'new' }],
        ['GetRole', { RoleName: 's1' }],
      ],
      'MaxSessionDuration',
      ['7200'],
    ],
    [
      'tags of a role: one for the keys that differ in case, the later one',
      'Tagging IAM resources',
      [
        role('s2', tag('Team', 'a')),
        ['TagRole', { RoleName: 's2', ...tag('team', 'b') }],
        ['ListRoleTags', { RoleName: 's2' }],
      ],
      'Value',
      ['b'],
    ],
    [
      'tags of a policy: one for each spelling',
      'Tagging IAM resources',
      [
        policy('s1', tag('Team', 'a')),
        ['TagPolicy', { ...policyArn('s1'), ...tag('team', 'b') }],
        ['ListPolicyTags', policyArn('s1')],
      ],
      'Key',
      ['Team', 'team'],
    ],
    [
      'the other spelling, when one is taken from a policy',
      'Tagging IAM resources',
      [
        policy('s2', tag('Team', 'a')),
        ['UntagPolicy', { ...policyArn('s2'), 'TagKeys.member.1': 'team' }],
        ['ListPolicyTags', policyArn('s2')],
      ],
      'Key',
      ['Team'],
    ],
    [
      'versions from the newest to the oldest, and no number twice',
      'ListPolicyVersions',
      [
        policy('s3'),
        version('s3'),
        version('s3'),
        ['DeletePolicyVersion', { ...policyArn('s3'), VersionId: 'v3' }],
        version('s3'),
        ['ListPolicyVersions', policyArn('s3')],
      ],
      'VersionId',
      ['v4', 'v2', 'v1'],
    ],
  ])('%s (%s)', async (_rule, _section, requests, name, expected) => {
    const answer = await answerTo(requests);
    expect(rawRefusal(answer)).toBeUndefined();
    expect(texts(answer, name)).toEqual(expected);
  });

  it('dates in whole seconds, also in JSON (ListUsers)', async () => {
    const answer = await answerTo([user('s9'), ['ListUsers']], { accept: 'application/json' });
    const { Users } = JSON.parse(answer.body).ListUsersResponse.ListUsersResult;
    expect(Users.at(-1)).toMatchObject({ UserName: 's9', CreateDate: expect.any(Number) });
    expect(Users.every((one: { CreateDate: number }) => Number.isInteger(one.CreateDate))).toBe(true);
  });
});
