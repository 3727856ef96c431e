import { describe, expect, it } from 'vitest';
import { account, EPOCH, theRole, trusting } from '../../../test/fixtures/account.ts';
import { asked, NOW, named, refusal, run } from '../../../test/fixtures/run.ts';
import { roleTagOperations } from './role-tags.ts';
import { roleOperations } from './roles.ts';

const operation = (name: string) => named([...roleOperations, ...roleTagOperations], name);
const A = '111122223333';
const arn = (pathAndName: string) => `arn:aws:iam::${A}:role${pathAndName}`;
const policy = (name: string) => `arn:aws:iam::${A}:policy/${name}`;
const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}';

describe('CreateRole', () => {
  it('answers without MaxSessionDuration, RoleLastUsed and what was not given', () => {
    const input = { RoleName: 'app', AssumeRolePolicyDocument: TRUST, MaxSessionDuration: 7200 };
    const ran = run(operation('CreateRole'), input, { account: account().state });
    expect(ran.output).toEqual({
      Role: {
        Path: '/',
        RoleName: 'app',
        RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
        Arn: arn('/app'),
        CreateDate: new Date(NOW),
        AssumeRolePolicyDocument: encodeURIComponent(TRUST).replaceAll('*', '%2A'),
      },
    });
    expect(theRole(ran.account, 'app').maxSessionDuration).toBe(7200);
  });

  it('answers with tags and boundary when they were given, and never with the description', () => {
    const { state } = account().policy('limit');
    const Tags = [{ Key: 'team', Value: 'red' }];
    const input = {
      RoleName: 'app',
      Path: '/p/',
      AssumeRolePolicyDocument: TRUST,
      Description: '',
      PermissionsBoundary: policy('limit'),
      Tags,
    };
    const ran = run(operation('CreateRole'), input, { account: state });
    expect(ran.output).toMatchObject({
      Role: {
        Tags,
        PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: policy('limit') },
      },
    });
    expect(ran.output).not.toHaveProperty('Role.Description');
    expect(theRole(ran.account, 'app').description).toBe('');
    const asks = { resource: arn('/p/app'), requestTags: Tags, resourceTags: Tags };
    expect(ran.asks).toEqual([
      { action: 'iam:CreateRole', ...asks, keys: { 'iam:PermissionsBoundary': policy('limit') } },
      { action: 'iam:TagRole', ...asks },
    ]);
  });

  it.each([
    [
      'the name of another role',
      { RoleName: 'APP' },
      {},
      'EntityAlreadyExists 409 Role with name APP already exists.',
    ],
    [
      'one more than the quota',
      { RoleName: 'new' },
      { rolesPerAccount: 1 },
      'LimitExceeded 409 Cannot exceed quota for RolesPerAccount: 1',
    ],
    [
      'a boundary that does not exist',
      { RoleName: 'new', PermissionsBoundary: policy('none') },
      {},
      `NoSuchEntity 404 Scope ARN: ${policy('none')} does not exist or is not attachable.`,
    ],
    [
      'a path of service-linked roles',
      { RoleName: 'new', Path: '/aws-service-role/x/' },
      {},
      'InvalidInput 400',
    ],
    ['a path of Identity Center', { RoleName: 'new', Path: '/aws-reserved/sso/' }, {}, 'InvalidInput 400'],
  ])('refuses %s', (_, input, quotas, expected) => {
    const { state } = account().role('app');
    const whole = { AssumeRolePolicyDocument: TRUST, ...input };
    expect(refusal(() => run(operation('CreateRole'), whole, { account: state, quotas }))).toContain(
      expected,
    );
  });
});

describe('GetRole', () => {
  const { state } = account()
    .policy('limit')
    .role('plain', trusting('*'))
    .role('full', trusting('*'), {
      tags: { a: 'b' },
      boundary: policy('limit'),
      description: 'd',
      maxSessionDuration: 43200,
    });
  const get = (RoleName: string, options: object = {}) =>
    run(operation('GetRole'), { RoleName }, { account: state, ...options });

  it('shows RoleLastUsed even when there was no use', () => {
    expect(get('PLAIN').output).toEqual({
      Role: {
        Path: '/',
        RoleName: 'plain',
        RoleId: theRole(state, 'plain').id,
        Arn: arn('/plain'),
        CreateDate: expect.any(Date),
        AssumeRolePolicyDocument: expect.any(String),
        MaxSessionDuration: 3600,
        RoleLastUsed: {},
      },
    });
  });

  it('shows tags, boundary and description', () => {
    expect(get('full').output).toMatchObject({
      Role: {
        Description: 'd',
        MaxSessionDuration: 43200,
        Tags: [{ Key: 'a', Value: 'b' }],
        PermissionsBoundary: { PermissionsBoundaryArn: policy('limit') },
      },
    });
    expect(get('full').asks).toEqual([
      {
        action: 'iam:GetRole',
        resource: arn('/full'),
        resourceTags: [{ Key: 'a', Value: 'b' }],
        keys: { 'iam:PermissionsBoundary': policy('limit') },
      },
    ]);
  });

  it.each([
    [400, { LastUsedDate: new Date(EPOCH), Region: 'us-east-1' }],
    [401, {}],
  ])('reports a use of %i days ago as %j', (days, expected) => {
    const lastUsed = { [theRole(state, 'plain').id]: { at: EPOCH, service: 'sts', region: 'us-east-1' } };
    const now = EPOCH + days * 86_400_000;
    const { Role } = get('plain', { lastUsed, now }).output as { Role: { RoleLastUsed: object } };
    expect(Role.RoleLastUsed).toEqual(expected);
  });

  it('case 88: asks about a role that does not exist before it says so', () => {
    expect(asked(operation('GetRole'), { RoleName: 'none' }, { account: state })).toMatchObject([
      { action: 'iam:GetRole', resource: arn('/none'), shownAs: 'role none' },
    ]);
    expect(refusal(() => get('none'))).toBe('NoSuchEntity 404 The role with name none cannot be found.');
  });
});

describe('ListRoles', () => {
  it('shows the longest session, and neither last use nor tags nor boundary', () => {
    const { state } = account()
      .policy('limit')
      .role('b', trusting('*'), { path: '/x/', tags: { a: 'b' }, boundary: policy('limit') })
      .role('A', trusting('*'), { path: '/x/', description: 'd' })
      .role('c');
    const { output, asks } = run(operation('ListRoles'), { PathPrefix: '/x/' }, { account: state });
    const { Roles } = output as { Roles: object[] };
    expect(Roles).toMatchObject([
      { RoleName: 'A', Description: 'd', MaxSessionDuration: 3600 },
      { RoleName: 'b' },
    ]);
    for (const absent of ['Tags', 'PermissionsBoundary', 'RoleLastUsed']) {
      expect(Roles[1]).not.toHaveProperty(absent);
    }
    expect(output).toMatchObject({ IsTruncated: false });
    expect(asks).toEqual([{ action: 'iam:ListRoles', resource: arn('/') }]);
  });

  it('pages', () => {
    const { state } = account().many(3, 'r', (builder, name) => builder.role(name));
    const list = (input: object) =>
      run(operation('ListRoles'), input, { account: state }).output as {
        Roles: { RoleName: string }[];
        Marker?: string;
      };
    const first = list({ MaxItems: 2 });
    const second = list({ Marker: first.Marker });
    expect([...first.Roles, ...second.Roles].map((role) => role.RoleName)).toEqual([
      'r0000',
      'r0001',
      'r0002',
    ]);
  });
});

describe('changing a role', () => {
  const { state } = account()
    .policy('limit')
    .role('app', trusting('*'), { description: 'old', maxSessionDuration: 7200, boundary: policy('limit') })
    .role('unbounded')
    .role('AWSServiceRoleForECS', trusting('*'), {
      path: '/aws-service-role/ecs.amazonaws.com/',
      linkedService: 'ecs.amazonaws.com',
    })
    .role('AWSReservedSSO_Admin', trusting('*'), { path: '/aws-reserved/sso.amazonaws.com/' });
  const roleAfter = (name: string, input: object, from = state) =>
    theRole(run(operation(name), { RoleName: 'app', ...input }, { account: from }).account, 'app');

  it.each([
    [
      'UpdateRole',
      { Description: 'new', MaxSessionDuration: 3601 },
      { description: 'new', maxSessionDuration: 3601 },
    ],
    ['UpdateRole', { MaxSessionDuration: 3601 }, { description: 'old', maxSessionDuration: 3601 }],
    ['UpdateRole', { Description: 'new' }, { description: 'new', maxSessionDuration: 7200 }],
    ['UpdateRole', { Description: '' }, { description: '' }],
    ['UpdateRoleDescription', { Description: 'new' }, { description: 'new', maxSessionDuration: 7200 }],
    ['PutRolePermissionsBoundary', { PermissionsBoundary: policy('limit') }, { boundary: policy('limit') }],
    ['UpdateAssumeRolePolicy', { PolicyDocument: TRUST }, { trustPolicy: { document: TRUST, bindings: {} } }],
  ])('%s %j', (name, input, expected) => {
    expect(roleAfter(name, input)).toMatchObject(expected);
  });

  it('UpdateRole answers an empty result, UpdateRoleDescription the role', () => {
    expect(run(operation('UpdateRole'), { RoleName: 'app' }, { account: state }).output).toEqual({});
    const input = { RoleName: 'app', Description: 'new' };
    const { output } = run(operation('UpdateRoleDescription'), input, { account: state });
    expect(output).toMatchObject({ Role: { RoleName: 'app', Description: 'new' } });
    expect(output).not.toHaveProperty('Role.MaxSessionDuration');
  });

  it('DeleteRolePermissionsBoundary removes it, and is refused when there is none', () => {
    expect(roleAfter('DeleteRolePermissionsBoundary', {})).not.toHaveProperty('boundary');
    expect(
      refusal(() =>
        run(operation('DeleteRolePermissionsBoundary'), { RoleName: 'unbounded' }, { account: state }),
      ),
    ).toContain('NoSuchEntity 404');
  });

  it.each([
    ['UpdateRole', {}],
    ['UpdateRoleDescription', { Description: 'x' }],
    ['UpdateAssumeRolePolicy', { PolicyDocument: TRUST }],
    ['PutRolePermissionsBoundary', { PermissionsBoundary: policy('none') }],
    ['DeleteRolePermissionsBoundary', {}],
    ['DeleteRole', {}],
  ])('%s leaves the roles of AWS as they are', (name, input) => {
    for (const RoleName of ['AWSServiceRoleForECS', 'AWSReservedSSO_Admin']) {
      expect(refusal(() => run(operation(name), { RoleName, ...input }, { account: state }))).toBe(
        `UnmodifiableEntity 400 Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`,
      );
    }
  });

  it.each([
    ['UpdateRole', {}, policy('limit')],
    ['UpdateRoleDescription', { Description: 'x' }, policy('limit')],
    ['UpdateAssumeRolePolicy', { PolicyDocument: TRUST }, policy('limit')],
    ['DeleteRole', {}, policy('limit')],
    ['DeleteRolePermissionsBoundary', {}, policy('limit')],
    ['PutRolePermissionsBoundary', { PermissionsBoundary: policy('new') }, policy('new')],
  ])('case 78: %s asks with the boundary %s', (name, input, boundary) => {
    expect(asked(operation(name), { RoleName: 'app', ...input }, { account: state })).toEqual([
      {
        action: `iam:${name}`,
        resource: arn('/app'),
        resourceTags: [],
        keys: { 'iam:PermissionsBoundary': boundary },
      },
    ]);
  });
});

describe('DeleteRole', () => {
  it.each([
    [
      'in an instance profile',
      account().role('app').instanceProfile('web', ['app']),
      'must remove roles from instance profile first.',
    ],
    [
      'with an attached policy',
      account()
        .policy('p')
        .role('app', trusting('*'), { attached: [policy('p')] }),
      'must detach all policies first.',
    ],
    [
      'with an inline policy',
      account().role('app', trusting('*'), { inline: [{ name: 'p', document: '{}' }] }),
      'must delete policies first.',
    ],
  ])('case 85: refuses a role %s', (_, { state }, text) => {
    expect(refusal(() => run(operation('DeleteRole'), { RoleName: 'app' }, { account: state }))).toBe(
      `DeleteConflict 409 Cannot delete entity, ${text}`,
    );
  });

  it('deletes one that nothing depends on', () => {
    const { state } = account().role('app').instanceProfile('web');
    expect(run(operation('DeleteRole'), { RoleName: 'app' }, { account: state }).account.roles.size).toBe(0);
  });
});

describe('tags of a role', () => {
  const { state } = account().role('app', trusting('*'), { tags: { Team: 'red' } });
  const tagsAfter = (name: string, input: object) =>
    theRole(run(operation(name), { RoleName: 'app', ...input }, { account: state }).account, 'app').tags;

  it('are compared without case', () => {
    expect(tagsAfter('TagRole', { Tags: [{ Key: 'TEAM', Value: 'blue' }] })).toEqual([
      { Key: 'TEAM', Value: 'blue' },
    ]);
    expect(tagsAfter('UntagRole', { TagKeys: ['tEAM'] })).toEqual([]);
  });

  it('are listed', () => {
    expect(run(operation('ListRoleTags'), { RoleName: 'app' }, { account: state }).output).toEqual({
      Tags: [{ Key: 'Team', Value: 'red' }],
      IsTruncated: false,
    });
  });
});
