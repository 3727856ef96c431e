/** Roles, service-linked roles and instance profiles through the AWS SDK. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { answerOf } from './support/answers.ts';
import { allow, document, trust } from './support/policies.ts';
import { assume, call, element, query, refusalOf } from './support/requests.ts';

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

const date = expect.any(Date);
const role = (name: string, path = '/') => ({
  Path: path,
  RoleName: name,
  RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
  Arn: `arn:aws:iam::${A}:role${path}${name}`,
  CreateDate: date,
});

/** Spread over lines, with characters that must survive: documents come back byte for byte. */
const TRUST = `{ "Version": "2012-10-17",\n\t"Statement": [ {"Effect":"Allow", "Principal": {"Service": "ec2.amazonaws.com"},\r\n "Action": "sts:AssumeRole", "Sid": "" , "Condition": {"StringEquals": {"aws:PrincipalTag/a%3Ab+c~d": "x y"}} } ] }`;

describe('roles', () => {
  it('CreateRole: without MaxSessionDuration and RoleLastUsed; GetRole: with both', async () => {
    const created = await iam('CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: TRUST });
    const AssumeRolePolicyDocument = expect.any(String);
    expect(created).toEqual({ Role: { ...role('app'), AssumeRolePolicyDocument } });
    expect(await iam('GetRole', { RoleName: 'app' })).toEqual({
      Role: { ...role('app'), AssumeRolePolicyDocument, MaxSessionDuration: 3600, RoleLastUsed: {} },
    });
    const { body } = await query(server, root, 'iam:GetRole', { RoleName: 'app' });
    expect(body).toMatch(/<RoleLastUsed(?: ?\/>|><\/RoleLastUsed>)/);
  });

  it('a trust policy is percent-encoded on the wire, and the same text byte for byte', async () => {
    const encoded = element(
      await query(server, root, 'iam:GetRole', { RoleName: 'app' }),
      'AssumeRolePolicyDocument',
    )!;
    expect(encoded).toMatch(/^(?:[A-Za-z0-9_.~-]|%[0-9A-F]{2})+$/);
    expect(decodeURIComponent(encoded)).toBe(TRUST);
  });

  it('with everything given', async () => {
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const Tags = [{ Key: 'team', Value: 'red' }];
    const given = { Description: 'd\u00e9', MaxSessionDuration: 7200, PermissionsBoundary, Tags };
    expect(
      await iam('CreateRole', { RoleName: 'full', Path: '/x/', AssumeRolePolicyDocument: TRUST, ...given }),
    ).toMatchObject({ Role: { ...role('full', '/x/'), Tags } });
    expect(await iam('GetRole', { RoleName: 'full' })).toMatchObject({
      Role: {
        Description: 'd\u00e9',
        MaxSessionDuration: 7200,
        Tags,
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: PermissionsBoundary,
        },
      },
    });
    const { Roles } = (await iam('ListRoles', { PathPrefix: '/x/' })) as { Roles: object[] };
    expect(Roles).toEqual([
      {
        ...role('full', '/x/'),
        AssumeRolePolicyDocument: expect.any(String),
        Description: 'd\u00e9',
        MaxSessionDuration: 7200,
      },
    ]);
  });

  it('UpdateRole: an empty result; UpdateRoleDescription: the role', async () => {
    const { body } = await query(server, root, 'iam:UpdateRole', {
      RoleName: 'full',
      Description: 'e',
      MaxSessionDuration: '3600',
    });
    expect(body).toMatch(/<UpdateRoleResult(?: ?\/>|><\/UpdateRoleResult>)/);
    expect(await iam('GetRole', { RoleName: 'full' })).toMatchObject({
      Role: { Description: 'e', MaxSessionDuration: 3600 },
    });
    expect(await iam('UpdateRoleDescription', { RoleName: 'full', Description: 'f' })).toMatchObject({
      Role: { Description: 'f' },
    });
  });

  it('RoleLastUsed tells of its sessions', async () => {
    await iam('CreateUser', { UserName: 'alice' });
    const { AccessKey } = (await iam('CreateAccessKey', { UserName: 'alice' })) as {
      AccessKey: { AccessKeyId: string; SecretAccessKey: string };
    };
    const AssumeRolePolicyDocument = document(trust({ AWS: `arn:aws:iam::${A}:user/alice` }));
    await iam('CreateRole', { RoleName: 'used', AssumeRolePolicyDocument });
    const alice = { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
    const session = await assume(server, alice, `arn:aws:iam::${A}:role/used`);
    await call(server, session, 'sts:GetCallerIdentity');
    expect(await iam('GetRole', { RoleName: 'used' })).toMatchObject({
      Role: { RoleLastUsed: { LastUsedDate: date, Region: 'us-east-1' } },
    });
  });

  it.each([
    [
      'CreateRole',
      { RoleName: 'APP', AssumeRolePolicyDocument: TRUST },
      'EntityAlreadyExists 409 Role with name APP already exists.',
    ],
    [
      'CreateRole',
      { RoleName: 'x', AssumeRolePolicyDocument: '{' },
      'MalformedPolicyDocument 400 This policy contains invalid Json',
    ],
    [
      'CreateRole',
      { RoleName: 'x', AssumeRolePolicyDocument: document(allow('s3:GetObject')) },
      /^MalformedPolicyDocument 400 /,
    ],
    [
      'CreateRole',
      { RoleName: 'x', AssumeRolePolicyDocument: document(trust({ AWS: `arn:aws:iam::${A}:user/nobody` })) },
      `MalformedPolicyDocument 400 Invalid principal in policy: "AWS":"arn:aws:iam::${A}:user/nobody"`,
    ],
    [
      'CreateRole',
      { RoleName: 'x', AssumeRolePolicyDocument: TRUST, MaxSessionDuration: 3599 },
      /^ValidationError 400 .* 'maxSessionDuration' .* greater than or equal to 3600$/,
    ],
    ['GetRole', { RoleName: 'nobody' }, 'NoSuchEntity 404 The role with name nobody cannot be found.'],
    [
      'UpdateAssumeRolePolicy',
      { RoleName: 'nobody', PolicyDocument: TRUST },
      'NoSuchEntity 404 The role with name nobody cannot be found.',
    ],
    [
      'CreateRole',
      {
        RoleName: 'x',
        AssumeRolePolicyDocument: document(
          ...Array.from({ length: 20 }, (_, at) => ({
            Sid: `s${at}${'x'.repeat(80)}`,
            ...trust({ Service: 'ec2.amazonaws.com' }),
          })),
        ),
      },
      'LimitExceeded 409 Cannot exceed quota for ACLSizePerRole: 2048',
    ],
  ] as const)('%s %j is refused', async (operation, input, expected) => {
    const refusal = await refused(operation, input);
    if (typeof expected === 'string') expect(refusal).toBe(expected);
    else expect(refusal).toMatch(expected);
  });

  it('DeleteRole', async () => {
    await iam('PutRolePolicy', {
      RoleName: 'full',
      PolicyName: 'p',
      PolicyDocument: document(allow('s3:*')),
    });
    expect(await refused('DeleteRole', { RoleName: 'full' })).toBe(
      'DeleteConflict 409 Cannot delete entity, must delete policies first.',
    );
    await iam('DeleteRolePolicy', { RoleName: 'full', PolicyName: 'p' });
    expect(await iam('DeleteRole', { RoleName: 'full' })).toEqual({});
    expect(await refused('DeleteRole', { RoleName: 'full' })).toMatch(/^NoSuchEntity 404 /);
  });
});

describe('service-linked roles', () => {
  const AWSServiceName = 'elasticloadbalancing.amazonaws.com';
  const RoleName = 'AWSServiceRoleForElasticLoadBalancing';
  it('are made for their service, are nobody’s to change, and are deleted by a task', async () => {
    const created = (await iam('CreateServiceLinkedRole', { AWSServiceName })) as {
      Role: { AssumeRolePolicyDocument: string };
    };
    expect(created.Role).toMatchObject(role(RoleName, `/aws-service-role/${AWSServiceName}/`));
    expect(decodeURIComponent(created.Role.AssumeRolePolicyDocument)).toContain(`"${AWSServiceName}"`);
    expect(await refused('CreateServiceLinkedRole', { AWSServiceName })).toBe(
      `InvalidInput 400 Service role name ${RoleName} has been taken in this account, please try a different suffix.`,
    );
    expect(await refused('CreateServiceLinkedRole', { AWSServiceName, CustomSuffix: 'x' })).toBe(
      `InvalidInput 400 Custom suffix is not allowed for ${AWSServiceName}`,
    );
    const protectedRole = `UnmodifiableEntity 400 Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`;
    for (const [operation, input] of [
      ['DeleteRole', {}],
      ['UpdateRole', { Description: 'x' }],
      ['UpdateAssumeRolePolicy', { PolicyDocument: TRUST }],
      ['PutRolePolicy', { PolicyName: 'p', PolicyDocument: document(allow('*')) }],
      ['AttachRolePolicy', { PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
      ['PutRolePermissionsBoundary', { PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    ] as const) {
      expect(await refused(operation, { RoleName, ...input }), operation).toBe(protectedRole);
    }
    const { DeletionTaskId } = await iam('DeleteServiceLinkedRole', { RoleName });
    expect(DeletionTaskId).toMatch(
      new RegExp(`^task/aws-service-role/${AWSServiceName}/${RoleName}/[0-9a-f-]{36}$`),
    );
    expect(await iam('GetServiceLinkedRoleDeletionStatus', { DeletionTaskId })).toEqual({
      Status: 'SUCCEEDED',
    });
    expect(await refused('GetRole', { RoleName })).toMatch(/^NoSuchEntity 404 /);
  });
});

describe('instance profiles', () => {
  const box = {
    Path: '/',
    InstanceProfileName: 'box',
    InstanceProfileId: expect.stringMatching(/^AIPA[A-Z2-7]{17}$/),
    Arn: `arn:aws:iam::${A}:instance-profile/box`,
    CreateDate: date,
  };
  const name = { InstanceProfileName: 'box' };
  it('their life', async () => {
    expect(await iam('CreateInstanceProfile', name)).toEqual({ InstanceProfile: { ...box, Roles: [] } });
    const { body } = await query(server, root, 'iam:GetInstanceProfile', name);
    expect(body).toMatch(/<Roles(?: ?\/>|><\/Roles>)/);
    expect(await refused('CreateInstanceProfile', { InstanceProfileName: 'BOX' })).toBe(
      'EntityAlreadyExists 409 Instance Profile BOX already exists.',
    );
    expect(await iam('AddRoleToInstanceProfile', { ...name, RoleName: 'app' })).toEqual({});
    expect(await refused('AddRoleToInstanceProfile', { ...name, RoleName: 'used' })).toBe(
      'LimitExceeded 409 Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    );
    const Roles = [{ ...role('app'), AssumeRolePolicyDocument: expect.any(String) }];
    expect(await iam('GetInstanceProfile', name)).toMatchObject({ InstanceProfile: { ...box, Roles } });
    const listed = { InstanceProfiles: [{ ...box, Roles }], IsTruncated: false };
    expect(await iam('ListInstanceProfiles')).toEqual(listed);
    expect(await iam('ListInstanceProfilesForRole', { RoleName: 'app' })).toEqual(listed);
    expect(await refused('ListInstanceProfilesForRole', { RoleName: 'nobody' })).toMatch(
      /^NoSuchEntity 404 /,
    );
    expect(await refused('DeleteRole', { RoleName: 'app' })).toBe(
      'DeleteConflict 409 Cannot delete entity, must remove roles from instance profile first.',
    );
    // Keys of these tags differ by case.
    const Tags = [
      { Key: 'k', Value: '1' },
      { Key: 'K', Value: '2' },
    ];
    for (const tag of Tags) await iam('TagInstanceProfile', { ...name, Tags: [tag] });
    expect(await iam('ListInstanceProfileTags', name)).toEqual({ Tags, IsTruncated: false });
    await iam('UntagInstanceProfile', { ...name, TagKeys: ['k'] });
    expect(await iam('ListInstanceProfileTags', name)).toMatchObject({ Tags: [{ Key: 'K' }] });
    expect(await iam('RemoveRoleFromInstanceProfile', { ...name, RoleName: 'app' })).toEqual({});
    expect(await refused('RemoveRoleFromInstanceProfile', { ...name, RoleName: 'app' })).toMatch(
      /^NoSuchEntity 404 /,
    );
    expect(await iam('DeleteInstanceProfile', name)).toEqual({});
    expect(await refused('GetInstanceProfile', name)).toBe(
      'NoSuchEntity 404 Instance Profile box cannot be found.',
    );
  });
});
