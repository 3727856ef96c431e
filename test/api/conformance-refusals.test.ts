/**
 * IAM's refusals, each held against what AWS answered: recorded answers of 2025 and 2026, or reports of them, the texts
 * to the letter. A row is a rule, the section of the IAM API Reference or the User Guide it belongs to, a request by the
 * account's root, and the refusal.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { allow, document, trust } from './support/policies.ts';
import { call, query, rawRefusal } from './support/requests.ts';

const A = '111122223333';
const POLICY = `arn:aws:iam::${A}:policy/kept`;
const NO_POLICY = `arn:aws:iam::${A}:policy/none`;
const NOT_A_POLICY = `arn:aws:iam::${A}:not_a_policy/invalid`;
const NO_ARN = 'longpolicynamebutnoarn';
const TRUST = document(trust({ Service: 'ec2.amazonaws.com' }));
const GRANT = document(allow('s3:ListBucket'));
let server: TestServer;
let root: Credentials;

const iam = (operation: string, input: object = {}) => call(server, root, `iam:${operation}`, input);

beforeAll(async () => {
  server = await startServer();
  root = server.root(A);
  await iam('CreateUser', { UserName: 'alice' });
  await iam('CreateGroup', { GroupName: 'admins' });
  await iam('CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: TRUST });
  await iam('CreateInstanceProfile', { InstanceProfileName: 'web' });
  await iam('CreatePolicy', { PolicyName: 'kept', PolicyDocument: GRANT });
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

/** Operation and parameters as they stand in a Query request. */
type Request = readonly [operation: string, parameters: Readonly<Record<string, string>>];
type Row = readonly [rule: string, section: string, request: Request, refusal: string];

const refusalOf = async ([operation, parameters]: Request) =>
  rawRefusal(await query(server, root, `iam:${operation}`, parameters));

/** `Tags.member.N…` of pairs. */
function tags(...pairs: readonly (readonly [key: string, value: string])[]): Record<string, string> {
  return Object.fromEntries(
    pairs.flatMap(([key, value], at) => [
      [`Tags.member.${at + 1}.Key`, key],
      [`Tags.member.${at + 1}.Value`, value],
    ]),
  );
}

const characters = (member: string) =>
  `ValidationError 400 The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`;
const path = (member: string) =>
  `ValidationError 400 The specified value for ${member} is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.`;
const prefix =
  'ValidationError 400 The specified value for pathPrefix is invalid. It must begin with the / character and contain only alphanumeric characters and/or / characters.';
const ascii = (member: string) =>
  `ValidationError 400 The specified value for ${member} is invalid. It must contain only printable ASCII characters.`;
const constraint = (member: string, text: string) =>
  `ValidationError 400 1 validation error detected: Value at '${member}' failed to satisfy constraint: ${text}`;
const TAG_KEY = '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+';
const TAG_KEYS = `Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ${TAG_KEY}, Member must not be null]`;

const CHARACTERS: readonly Row[] = [
  ['of a user’s name', 'CreateUser', ['CreateUser', { UserName: 'bad/name' }], characters('userName')],
  ['of a user that is read', 'GetUser', ['GetUser', { UserName: 'bad/name' }], characters('userName')],
  ['of no name at all', 'GetUser', ['GetUser', { UserName: '' }], characters('userName')],
  [
    'of a new name',
    'UpdateUser',
    ['UpdateUser', { UserName: 'alice', NewUserName: 'a b' }],
    characters('newUserName'),
  ],
  ['of a group’s name', 'GetGroup', ['GetGroup', { GroupName: 'group*' }], characters('groupName')],
  [
    'of a role’s name',
    'CreateRole',
    ['CreateRole', { RoleName: '^^^^', AssumeRolePolicyDocument: TRUST }],
    characters('roleName'),
  ],
  [
    'of an ARN in the place of a role’s name',
    'AddRoleToInstanceProfile',
    ['AddRoleToInstanceProfile', { InstanceProfileName: 'web', RoleName: `arn:aws:iam::${A}:role/app` }],
    characters('roleName'),
  ],
  [
    'of an inline policy’s name',
    'DeleteGroupPolicy',
    ['DeleteGroupPolicy', { GroupName: 'admins', PolicyName: 'arn:aws:iam::aws:policy/X' }],
    characters('policyName'),
  ],
  [
    'of an instance profile’s name',
    'CreateInstanceProfile',
    ['CreateInstanceProfile', { InstanceProfileName: 'a b' }],
    characters('instanceProfileName'),
  ],
  ['of a path', 'CreateUser', ['CreateUser', { UserName: 'x', Path: 'bad' }], path('path')],
  ['of a new path', 'UpdateUser', ['UpdateUser', { UserName: 'alice', NewPath: 'x' }], path('newPath')],
  [
    'of a policy’s path',
    'CreatePolicy',
    ['CreatePolicy', { PolicyName: 'x', Path: '/a b/', PolicyDocument: GRANT }],
    path('path'),
  ],
  ['of a path prefix', 'ListUsers', ['ListUsers', { PathPrefix: 'team' }], prefix],
  ['of an empty path prefix', 'ListRoles', ['ListRoles', { PathPrefix: '' }], prefix],
  ['of a path prefix of policies', 'ListPolicies', ['ListPolicies', { PathPrefix: '/bad path/' }], prefix],
  [
    'of a path prefix of entities',
    'ListEntitiesForPolicy',
    ['ListEntitiesForPolicy', { PolicyArn: POLICY, PathPrefix: 'x' }],
    prefix,
  ],
  [
    'of a policy document',
    'PutUserPolicy',
    ['PutUserPolicy', { UserName: 'alice', PolicyName: 'p', PolicyDocument: 'emoji\u{1F600}' }],
    ascii('policyDocument'),
  ],
  [
    'of an access key’s id',
    'DeleteAccessKey',
    ['DeleteAccessKey', { UserName: 'alice', AccessKeyId: 'AKIA-1234567890123' }],
    'ValidationError 400 The specified value for accessKeyId is invalid. It must contain only alphanumeric characters.',
  ],
];

const CONSTRAINTS: readonly Row[] = [
  [
    'a role’s name has 64 characters at most',
    'CreateRole',
    ['CreateRole', { RoleName: 'r'.repeat(65), AssumeRolePolicyDocument: TRUST }],
    constraint('roleName', 'Member must have length less than or equal to 64'),
  ],
  [
    'a path has 512 characters at most',
    'CreateUser',
    ['CreateUser', { UserName: 'x', Path: `/${'a'.repeat(511)}/` }],
    constraint('path', 'Member must have length less than or equal to 512'),
  ],
  [
    'a path prefix has 512 characters at most',
    'ListUsers',
    ['ListUsers', { PathPrefix: `/${'a'.repeat(511)}/` }],
    constraint('pathPrefix', 'Member must have length less than or equal to 512'),
  ],
  [
    'a description is refused by its pattern',
    'CreateRole',
    ['CreateRole', { RoleName: 'x', AssumeRolePolicyDocument: TRUST, Description: 'emoji\u{1F600}' }],
    constraint(
      'description',
      'Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*',
    ),
  ],
  [
    'a tag’s key is refused by its pattern, with its place in the list',
    'TagRole',
    ['TagRole', { RoleName: 'app', ...tags(['NOWAY!', '']) }],
    constraint('tags.1.member.key', `Member must satisfy regular expression pattern: ${TAG_KEY}`),
  ],
  [
    'a key to untag is refused by its list, with all that holds for keys',
    'UntagRole',
    ['UntagRole', { RoleName: 'app', 'TagKeys.member.1': '0'.repeat(129) }],
    constraint('tagKeys', TAG_KEYS),
  ],
  [
    'the same for a policy',
    'UntagPolicy',
    ['UntagPolicy', { PolicyArn: POLICY, 'TagKeys.member.1': 'NOWAY!' }],
    constraint('tagKeys', TAG_KEYS),
  ],
  [
    'a version is named v and a number',
    'SetDefaultPolicyVersion',
    ['SetDefaultPolicyVersion', { PolicyArn: POLICY, VersionId: 'wrong_version_id' }],
    constraint(
      'versionId',
      'Member must satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?',
    ),
  ],
  [
    'a document has 131072 characters at most',
    'CreateRole',
    ['CreateRole', { RoleName: 'x', AssumeRolePolicyDocument: 'x'.repeat(131_073) }],
    constraint('assumeRolePolicyDocument', 'Member must have length less than or equal to 131072'),
  ],
];

const TAGS: readonly Row[] = [
  [
    'a role has a key once, in whatever case',
    'TagRole',
    ['TagRole', { RoleName: 'app', ...tags(['a', '1'], ['A', '2']) }],
    'InvalidInput 400 Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  ],
  [
    'a policy has a key once in one case',
    'TagPolicy',
    ['TagPolicy', { PolicyArn: POLICY, ...tags(['0', ''], ['0', '']) }],
    'InvalidInput 400 Duplicate tag keys found.',
  ],
  [
    'also when it is created',
    'CreatePolicy',
    ['CreatePolicy', { PolicyName: 'x', PolicyDocument: GRANT, ...tags(['0', ''], ['0', '']) }],
    'InvalidInput 400 Duplicate tag keys found.',
  ],
];

const ARNS: readonly Row[] = [
  [
    'text that is no ARN cannot be attached to a role',
    'AttachRolePolicy',
    ['AttachRolePolicy', { RoleName: 'app', PolicyArn: NO_ARN }],
    `ValidationError 400 ARN ${NO_ARN} is not valid.`,
  ],
  [
    'nor to a user',
    'AttachUserPolicy',
    ['AttachUserPolicy', { UserName: 'alice', PolicyArn: NO_ARN }],
    `ValidationError 400 ARN ${NO_ARN} is not valid.`,
  ],
  [
    'text that is no ARN names no policy',
    'GetPolicy',
    ['GetPolicy', { PolicyArn: NO_ARN }],
    'ValidationError 400 Invalid ARN:  Could not be parsed!',
  ],
  [
    'an ARN of something else cannot be a boundary',
    'PutRolePermissionsBoundary',
    ['PutRolePermissionsBoundary', { RoleName: 'app', PermissionsBoundary: NOT_A_POLICY }],
    `InvalidInput 400 ARN ${NOT_A_POLICY} is not valid.`,
  ],
  [
    'nor at creation',
    'CreateRole',
    ['CreateRole', { RoleName: 'x', AssumeRolePolicyDocument: TRUST, PermissionsBoundary: NOT_A_POLICY }],
    `InvalidInput 400 ARN ${NOT_A_POLICY} is not valid.`,
  ],
  [
    'a boundary that is not there',
    'PutRolePermissionsBoundary',
    ['PutRolePermissionsBoundary', { RoleName: 'app', PermissionsBoundary: NO_POLICY }],
    `NoSuchEntity 404 Scope ARN: ${NO_POLICY} does not exist or is not attachable.`,
  ],
  [
    'a boundary that is not there, at creation',
    'CreateRole',
    ['CreateRole', { RoleName: 'x', AssumeRolePolicyDocument: TRUST, PermissionsBoundary: NO_POLICY }],
    `NoSuchEntity 404 Scope ARN: ${NO_POLICY} does not exist or is not attachable.`,
  ],
  [
    'a policy that is not there cannot be attached',
    'AttachRolePolicy',
    ['AttachRolePolicy', { RoleName: 'app', PolicyArn: NO_POLICY }],
    `NoSuchEntity 404 Policy ${NO_POLICY} does not exist or is not attachable.`,
  ],
  [
    'a policy that is not attached cannot be detached',
    'DetachGroupPolicy',
    ['DetachGroupPolicy', { GroupName: 'admins', PolicyArn: POLICY }],
    `NoSuchEntity 404 Policy ${POLICY} was not found.`,
  ],
  [
    'a version of a policy that is not there cannot be read',
    'GetPolicyVersion',
    ['GetPolicyVersion', { PolicyArn: NO_POLICY, VersionId: 'v1' }],
    `NoSuchEntity 404 Policy ${NO_POLICY} version v1 does not exist or is not attachable.`,
  ],
  [
    'nor put in force',
    'SetDefaultPolicyVersion',
    ['SetDefaultPolicyVersion', { PolicyArn: NO_POLICY, VersionId: 'v1' }],
    `NoSuchEntity 404 Policy ${NO_POLICY} version v1 does not exist or is not attachable.`,
  ],
  [
    'nor deleted',
    'DeletePolicyVersion',
    ['DeletePolicyVersion', { PolicyArn: NO_POLICY, VersionId: 'v1' }],
    `NoSuchEntity 404 Policy ${NO_POLICY} version v1 does not exist or is not attachable.`,
  ],
  [
    'a policy that is not there has no entities',
    'ListEntitiesForPolicy',
    ['ListEntitiesForPolicy', { PolicyArn: NO_POLICY }],
    `NoSuchEntity 404 Policy ${NO_POLICY} does not exist or is not attachable.`,
  ],
  [
    'a policy that is not there has no tags',
    'UntagPolicy',
    ['UntagPolicy', { PolicyArn: NO_POLICY, 'TagKeys.member.1': 'k' }],
    `NoSuchEntity 404 Policy ${NO_POLICY} was not found.`,
  ],
];

const ENTITIES: readonly Row[] = [
  [
    'a membership looks for the user before the group',
    'RemoveUserFromGroup',
    ['RemoveUserFromGroup', { GroupName: 'none', UserName: 'nobody' }],
    'NoSuchEntity 404 The user with name nobody cannot be found.',
  ],
  [
    'and for the group then',
    'RemoveUserFromGroup',
    ['RemoveUserFromGroup', { GroupName: 'none', UserName: 'alice' }],
    'NoSuchEntity 404 The group with name none cannot be found.',
  ],
  [
    'a role that is not in the profile',
    'RemoveRoleFromInstanceProfile',
    ['RemoveRoleFromInstanceProfile', { InstanceProfileName: 'web', RoleName: 'app' }],
    'NoSuchEntity 404 Role app in Instance Profile web cannot be found.',
  ],
  [
    'the use of a key that is not there is nobody’s to know',
    'GetAccessKeyLastUsed',
    ['GetAccessKeyLastUsed', { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }],
    `AccessDenied 403 User: arn:aws:iam::${A}:root is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key AKIAIOSFODNN7EXAMPLE`,
  ],
  [
    'the user is looked for before the document is read',
    'PutUserPolicy',
    ['PutUserPolicy', { UserName: 'nobody', PolicyName: 'p', PolicyDocument: '{no json' }],
    'NoSuchEntity 404 The user with name nobody cannot be found.',
  ],
  [
    'the role too',
    'PutRolePolicy',
    ['PutRolePolicy', { RoleName: 'none', PolicyName: 'p', PolicyDocument: '{no json' }],
    'NoSuchEntity 404 The role with name none cannot be found.',
  ],
  [
    'a document that is no JSON',
    'PutUserPolicy',
    ['PutUserPolicy', { UserName: 'alice', PolicyName: 'p', PolicyDocument: '{no json' }],
    'MalformedPolicyDocument 400 Syntax errors in policy.',
  ],
  [
    'an IAM resource of no known kind',
    'CreatePolicy',
    [
      'CreatePolicy',
      { PolicyName: 'x', PolicyDocument: document(allow('iam:*', 'arn:aws:iam:::example_bucket')) },
    ],
    'MalformedPolicyDocument 400 IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
  ],
];

describe.each<[about: string, rows: readonly Row[]]>([
  ['characters have a sentence of their own for names, paths and documents', CHARACTERS],
  ['what breaks the API model otherwise is listed', CONSTRAINTS],
  ['tags', TAGS],
  ['ARNs of policies', ARNS],
  ['entities and documents', ENTITIES],
])('%s', (_about, rows) => {
  it.each(rows)('%s (%s)', async (_rule, _section, request, refusal) => {
    expect(await refusalOf(request)).toBe(refusal);
  });
});

describe('quotas', () => {
  it('the fifty-first tag (TagUser)', async () => {
    const fifty = Array.from({ length: 50 }, (_, n) => [`k${n}`, ''] as const);
    expect(await refusalOf(['TagUser', { UserName: 'alice', ...tags(...fifty) }])).toBeUndefined();
    expect(await refusalOf(['TagUser', { UserName: 'alice', ...tags(['one', 'more']) }])).toBe(
      'LimitExceeded 409 The number of tags has reached the maximum limit.',
    );
  });
});
