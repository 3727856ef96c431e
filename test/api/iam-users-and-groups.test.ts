/** Users, groups and access keys through the AWS SDK: what answers hold, and what they leave out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { answerOf } from './support/answers.ts';
import { call, query, refusalOf } from './support/requests.ts';

const A = '111122223333';
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

const iam = (operation: string, input: object = {}) =>
  answerOf(call(server, root, `iam:${operation}`, input));
const refused = (operation: string, input: object = {}) =>
  refusalOf(call(server, root, `iam:${operation}`, input));
const xml = async (operation: string, input: Record<string, string> = {}) =>
  (await query(server, root, `iam:${operation}`, input)).body;

const USER_ID = expect.stringMatching(/^AIDA[A-Z2-7]{17}$/);
const date = expect.any(Date);
const BOUNDARY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

describe('users', () => {
  const plain = (name: string, path = '/') => ({
    Path: path,
    UserName: name,
    UserId: USER_ID,
    Arn: `arn:aws:iam::${A}:user${path}${name}`,
    CreateDate: date,
  });

  it('CreateUser: tags and boundary only if they were given', async () => {
    expect(await iam('CreateUser', { UserName: 'plain' })).toEqual({ User: plain('plain') });
    expect(
      await iam('CreateUser', {
        UserName: 'full',
        Path: '/a/b/',
        PermissionsBoundary: BOUNDARY,
        Tags: [{ Key: 'team', Value: '' }],
      }),
    ).toEqual({
      User: {
        ...plain('full', '/a/b/'),
        PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: BOUNDARY },
        Tags: [{ Key: 'team', Value: '' }],
      },
    });
  });

  it('GetUser: nothing that is not there; of root by root, without name and path', async () => {
    expect(await iam('GetUser', { UserName: 'plain' })).toEqual({ User: plain('plain') });
    expect(await xml('GetUser', { UserName: 'plain' })).not.toMatch(
      /Tags|PermissionsBoundary|PasswordLastUsed/,
    );
    expect(await iam('GetUser')).toEqual({
      User: { UserId: A, Arn: `arn:aws:iam::${A}:root`, CreateDate: date },
    });
  });

  it('names are found in any case and shown as they are', async () => {
    expect(await iam('GetUser', { UserName: 'PLAIN' })).toMatchObject({ User: { UserName: 'plain' } });
  });

  it('ListUsers: without tags and boundaries, by path; an empty list is an empty element', async () => {
    expect(await iam('ListUsers', { PathPrefix: '/a' })).toEqual({
      Users: [plain('full', '/a/b/')],
      IsTruncated: false,
    });
    const none = await xml('ListUsers', { PathPrefix: '/none/' });
    expect(none).toMatch(/<Users(?: ?\/>|><\/Users>)/);
    expect(none).toContain('<IsTruncated>false</IsTruncated>');
    expect(none).not.toContain('<Marker>');
  });

  it('UpdateUser: another ARN, the same id; nothing to change is success', async () => {
    const before = (await iam('GetUser', { UserName: 'plain' })) as { User: { UserId: string } };
    expect(await iam('UpdateUser', { UserName: 'plain', NewUserName: 'Plain', NewPath: '/x/' })).toEqual({});
    const { UserId } = before.User;
    expect(await iam('GetUser', { UserName: 'plain' })).toEqual({
      User: { ...plain('Plain', '/x/'), UserId },
    });
    expect(await iam('UpdateUser', { UserName: 'plain' })).toEqual({});
    expect(await refused('UpdateUser', { UserName: 'plain', NewUserName: 'FULL' })).toBe(
      'EntityAlreadyExists 409 User with name FULL already exists.',
    );
    await iam('UpdateUser', { UserName: 'plain', NewUserName: 'plain', NewPath: '/' });
  });

  it('operations without a result have no result element', async () => {
    const body = await xml('TagUser', {
      UserName: 'plain',
      'Tags.member.1.Key': 'a',
      'Tags.member.1.Value': 'b',
    });
    expect(body).toMatch(
      /^<TagUserResponse xmlns="https:\/\/iam\.amazonaws\.com\/doc\/2010-05-08\/">\s*<ResponseMetadata>/,
    );
    expect(body).not.toContain('TagUserResult');
  });

  it('tags: a key in other case replaces; an unknown key is untagged with success', async () => {
    await iam('TagUser', { UserName: 'plain', Tags: [{ Key: 'A', Value: 'c' }] });
    expect(await iam('ListUserTags', { UserName: 'plain' })).toEqual({
      Tags: [{ Key: 'A', Value: 'c' }],
      IsTruncated: false,
    });
    expect(await iam('UntagUser', { UserName: 'plain', TagKeys: ['none', 'a'] })).toEqual({});
    expect(await xml('ListUserTags', { UserName: 'plain' })).toMatch(/<Tags(?: ?\/>|><\/Tags>)/);
  });

  it('boundaries: put replaces, a second delete finds none', async () => {
    const on = { UserName: 'plain' };
    await iam('PutUserPermissionsBoundary', { ...on, PermissionsBoundary: BOUNDARY });
    await iam('PutUserPermissionsBoundary', {
      ...on,
      PermissionsBoundary: 'arn:aws:iam::aws:policy/IAMFullAccess',
    });
    expect(await iam('GetUser', on)).toMatchObject({
      User: { PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/IAMFullAccess' } },
    });
    await iam('DeleteUserPermissionsBoundary', on);
    expect(await refused('DeleteUserPermissionsBoundary', on)).toMatch(/^NoSuchEntity 404 /);
  });

  it.each([
    ['GetUser', { UserName: 'nobody' }, 'NoSuchEntity 404 The user with name nobody cannot be found.'],
    ['DeleteUser', { UserName: 'nobody' }, 'NoSuchEntity 404 The user with name nobody cannot be found.'],
    // Lookups take 128 characters, creation takes 64.
    ['GetUser', { UserName: 'n'.repeat(100) }, /^NoSuchEntity 404 /],
    [
      'CreateUser',
      { UserName: 'n'.repeat(65) },
      "ValidationError 400 1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64",
    ],
    [
      'CreateUser',
      { UserName: 'a b' },
      'ValidationError 400 The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    ],
    ['CreateUser', { UserName: 'full' }, 'EntityAlreadyExists 409 User with name full already exists.'],
    [
      'CreateUser',
      { UserName: 'x', PermissionsBoundary: 'arn:aws:iam::aws:policy/NoSuchPolicy' },
      /^NoSuchEntity 404 .*arn:aws:iam::aws:policy\/NoSuchPolicy does not exist or is not attachable\.$/,
    ],
    [
      'CreateUser',
      { UserName: 'x', PermissionsBoundary: 'this-is-not-an-arn-at-all' },
      'ValidationError 400 Invalid ARN:  Could not be parsed!',
    ],
    [
      'CreateUser',
      {
        UserName: 'x',
        Tags: [
          { Key: 'k', Value: '1' },
          { Key: 'K', Value: '2' },
        ],
      },
      'InvalidInput 400 Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    [
      'ListUsers',
      { MaxItems: 0 },
      /^ValidationError 400 1 validation error detected: Value at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1$/,
    ],
    ['ListUsers', { MaxItems: 1001 }, /Member must have value less than or equal to 1000$/],
    ['ListUsers', { PathPrefix: 'a/' }, /^ValidationError 400 .*pathPrefix/],
  ] as const)('%s %j is refused', async (operation, input, expected) => {
    const refusal = await refused(operation, input);
    if (typeof expected === 'string') expect(refusal).toBe(expected);
    else expect(refusal).toMatch(expected);
  });

  it('without a required parameter', async () => {
    const { status, body } = await query(server, root, 'iam:CreateUser');
    expect(status).toBe(400);
    expect(body).toMatch(
      /<Message>1 validation error detected: Value at (?:'|&apos;)userName(?:'|&apos;) failed to satisfy constraint: Member must not be null<\/Message>/,
    );
    expect(body).toMatch(
      /^<ErrorResponse xmlns="https:\/\/iam\.amazonaws\.com\/doc\/2010-05-08\/">\n {2}<Error>\n {4}<Type>Sender<\/Type>/,
    );
  });
});

describe('access keys', () => {
  it('their life', async () => {
    await iam('CreateUser', { UserName: 'keyed' });
    const on = { UserName: 'keyed' };
    const { AccessKey } = (await iam('CreateAccessKey', on)) as { AccessKey: Record<string, unknown> };
    expect(AccessKey).toEqual({
      UserName: 'keyed',
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      Status: 'Active',
      SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9/+]{40}$/),
      CreateDate: date,
    });
    const AccessKeyId = AccessKey['AccessKeyId'];
    const listed = { UserName: 'keyed', AccessKeyId, CreateDate: date };
    expect(await iam('ListAccessKeys', on)).toEqual({
      AccessKeyMetadata: [{ ...listed, Status: 'Active' }],
      IsTruncated: false,
    });
    expect(await iam('GetAccessKeyLastUsed', { AccessKeyId })).toEqual({
      UserName: 'keyed',
      AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
    });
    const credentials = {
      accessKeyId: String(AccessKeyId),
      secretAccessKey: String(AccessKey['SecretAccessKey']),
    };
    await call(server, credentials, 'sts:GetCallerIdentity');
    expect(await iam('GetAccessKeyLastUsed', { AccessKeyId })).toEqual({
      UserName: 'keyed',
      AccessKeyLastUsed: { LastUsedDate: date, ServiceName: 'sts', Region: 'us-east-1' },
    });
    expect(await iam('UpdateAccessKey', { ...on, AccessKeyId, Status: 'Inactive' })).toEqual({});
    expect(await iam('ListAccessKeys', on)).toMatchObject({ AccessKeyMetadata: [{ Status: 'Inactive' }] });
    expect(await refused('UpdateAccessKey', { ...on, AccessKeyId, Status: 'Expired' })).toMatch(
      /^InvalidInput 400 /,
    );
    expect(await refused('UpdateAccessKey', { ...on, AccessKeyId, Status: 'Lost' })).toMatch(
      /^ValidationError 400 1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set/,
    );
    expect(await refused('DeleteUser', on)).toBe(
      'DeleteConflict 409 Cannot delete entity, must delete access keys first.',
    );
    expect(await iam('DeleteAccessKey', { ...on, AccessKeyId })).toEqual({});
    expect(await refused('DeleteAccessKey', { ...on, AccessKeyId })).toBe(
      `NoSuchEntity 404 The Access Key with id ${AccessKeyId} cannot be found.`,
    );
    expect(await iam('DeleteUser', on)).toEqual({});
    expect(await refused('ListAccessKeys', on)).toBe(
      'NoSuchEntity 404 The user with name keyed cannot be found.',
    );
  });
});

describe('groups', () => {
  const crew = {
    Path: '/x/',
    GroupName: 'crew',
    GroupId: expect.stringMatching(/^AGPA[A-Z2-7]{17}$/),
    Arn: `arn:aws:iam::${A}:group/x/crew`,
    CreateDate: date,
  };
  it('their life', async () => {
    expect(await iam('CreateGroup', { GroupName: 'crew', Path: '/x/' })).toEqual({ Group: crew });
    expect(await iam('GetGroup', { GroupName: 'crew' })).toEqual({
      Group: crew,
      Users: [],
      IsTruncated: false,
    });
    const both = { GroupName: 'crew', UserName: 'full' };
    expect(await iam('AddUserToGroup', both)).toEqual({});
    expect(await iam('AddUserToGroup', both)).toEqual({});
    const shown = (await iam('GetGroup', { GroupName: 'crew' })) as { Users: object[] };
    expect(shown.Users).toHaveLength(1);
    expect(shown.Users[0]).not.toHaveProperty('Tags');
    expect(await iam('ListGroupsForUser', { UserName: 'full' })).toEqual({
      Groups: [crew],
      IsTruncated: false,
    });
    expect(await refused('DeleteGroup', { GroupName: 'crew' })).toBe(
      'DeleteConflict 409 Cannot delete entity, must remove users from group first.',
    );
    expect(await refused('DeleteUser', { UserName: 'full' })).toBe(
      'DeleteConflict 409 Cannot delete entity, must remove users from group first.',
    );
    await iam('UpdateGroup', { GroupName: 'crew', NewGroupName: 'team', NewPath: '/' });
    expect(await iam('ListGroupsForUser', { UserName: 'full' })).toMatchObject({
      Groups: [{ GroupName: 'team', Arn: `arn:aws:iam::${A}:group/team` }],
    });
    const renamed = { GroupName: 'team', UserName: 'full' };
    expect(await iam('RemoveUserFromGroup', renamed)).toEqual({});
    expect(await iam('DeleteGroup', { GroupName: 'team' })).toEqual({});
    expect(await refused('GetGroup', { GroupName: 'team' })).toBe(
      'NoSuchEntity 404 The group with name team cannot be found.',
    );
    expect(await iam('ListGroups')).toEqual({ Groups: [], IsTruncated: false });
  });

  it('a user is in ten groups at most', async () => {
    for (let at = 0; at < 11; at++) await iam('CreateGroup', { GroupName: `g${at}` });
    for (let at = 0; at < 10; at++) await iam('AddUserToGroup', { GroupName: `g${at}`, UserName: 'full' });
    expect(await refused('AddUserToGroup', { GroupName: 'g10', UserName: 'full' })).toBe(
      'LimitExceeded 409 Cannot exceed quota for GroupsPerUser: 10',
    );
    await iam('AddUserToGroup', { GroupName: 'g3', UserName: 'full' });
  });
});
