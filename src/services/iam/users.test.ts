import { describe, expect, it } from 'vitest';
import { account, arnOfPolicy, theUser } from '../../../test/fixtures/account.ts';
import { asFederatedUser, asRoleSession, asRoot, asUser } from '../../../test/fixtures/caller.ts';
import { asked, NOW, named, refusal, run } from '../../../test/fixtures/run.ts';
import { userOperations } from './users.ts';

const operation = (name: string) => named(userOperations, name);
const A = '111122223333';
const arn = (pathAndName: string) => `arn:aws:iam::${A}:user${pathAndName}`;

describe('CreateUser', () => {
  it('answers without tags and boundary when none were given', () => {
    const { output } = run(operation('CreateUser'), { UserName: 'alice' }, { account: account().state });
    expect(output).toEqual({
      User: {
        Path: '/',
        UserName: 'alice',
        UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
        Arn: arn('/alice'),
        CreateDate: new Date(NOW),
      },
    });
  });

  it('answers with tags and boundary when they were given', () => {
    const before = account().policy('limit').state;
    const boundary = arnOfPolicy(before, 'limit');
    const input = {
      UserName: 'alice',
      Path: '/a/b/',
      PermissionsBoundary: boundary,
      Tags: [{ Key: 'team', Value: '' }],
    };
    const ran = run(operation('CreateUser'), input, { account: before });
    expect(ran.output).toMatchObject({
      User: {
        Arn: arn('/a/b/alice'),
        PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary },
        Tags: [{ Key: 'team', Value: '' }],
      },
    });
    const asked = {
      resource: arn('/a/b/alice'),
      requestTags: input.Tags,
      resourceTags: input.Tags,
    };
    expect(ran.asks).toEqual([
      { action: 'iam:CreateUser', ...asked, keys: { 'iam:PermissionsBoundary': boundary } },
      { action: 'iam:TagUser', ...asked },
    ]);
  });

  it.each([
    ['alice', 'the same name'],
    ['ALICE', 'case 80: the name in other case'],
  ])('refuses %s: %s', (name) => {
    const before = account().user('alice', { path: '/other/' }).state;
    expect(refusal(() => run(operation('CreateUser'), { UserName: name }, { account: before }))).toBe(
      `EntityAlreadyExists 409 User with name ${name} already exists.`,
    );
  });

  it('never gives an id twice', () => {
    const first = run(operation('CreateUser'), { UserName: 'alice' }, { account: account().state });
    const gone = run(operation('DeleteUser'), { UserName: 'alice' }, { account: first.account });
    const second = run(operation('CreateUser'), { UserName: 'alice' }, { account: gone.account });
    expect(theUser(second.account, 'alice').id).not.toBe(theUser(first.account, 'alice').id);
  });

  it('case 74: makes the last user of the quota and not one more', () => {
    const before = account().many(2, 'user', (builder, name) => builder.user(name)).state;
    const quotas = { usersPerAccount: 3 };
    const full = run(operation('CreateUser'), { UserName: 'last' }, { account: before, quotas }).account;
    expect(refusal(() => run(operation('CreateUser'), { UserName: 'more' }, { account: full, quotas }))).toBe(
      'LimitExceeded 409 Cannot exceed quota for UsersPerAccount: 3',
    );
  });

  it.each([
    ['arn:aws:iam::111122223333:policy/none', 'NoSuchEntity 404'],
    ['arn:aws:iam::999999999999:policy/limit', 'NoSuchEntity 404'],
    ['this is not an ARN at all', 'ValidationError 400 Invalid ARN:  Could not be parsed!'],
    ['arn:aws:iam::aws:policy/aws-service-role/AmazonRDSServiceRolePolicy', 'PolicyNotAttachable 400'],
  ])('refuses the boundary %s', (boundary, expected) => {
    const before = account().policy('limit').state;
    const input = { UserName: 'alice', PermissionsBoundary: boundary };
    expect(refusal(() => run(operation('CreateUser'), input, { account: before }))).toContain(expected);
  });
});

describe('GetUser', () => {
  const state = account()
    .policy('limit')
    .user('alice', { tags: { team: 'red' }, boundary: `arn:aws:iam::${A}:policy/limit` })
    .role('auditor').state;

  it('shows tags and boundary', () => {
    expect(run(operation('GetUser'), { UserName: 'ALICE' }, { account: state }).output).toMatchObject({
      User: {
        UserName: 'alice',
        Tags: [{ Key: 'team', Value: 'red' }],
        PermissionsBoundary: { PermissionsBoundaryArn: `arn:aws:iam::${A}:policy/limit` },
      },
    });
  });

  it('without a name means the user who calls', () => {
    const { output, asks } = run(
      operation('GetUser'),
      {},
      { account: state, caller: asUser(state, 'alice') },
    );
    expect(output).toMatchObject({ User: { UserName: 'alice' } });
    expect(asks).toEqual([
      { action: 'iam:GetUser', resource: arn('/alice'), resourceTags: [{ Key: 'team', Value: 'red' }] },
    ]);
  });

  it('without a name means the caller by its new name after a renaming', () => {
    const caller = asUser(state, 'alice');
    const renamed = run(
      operation('UpdateUser'),
      { UserName: 'alice', NewUserName: 'anna' },
      { account: state },
    );
    const { output } = run(operation('GetUser'), {}, { account: renamed.account, caller });
    expect(output).toMatchObject({ User: { UserName: 'anna' } });
  });

  it('without a name means the root when the root calls', () => {
    expect(run(operation('GetUser'), {}, { account: state, caller: asRoot(state) }).output).toEqual({
      User: { UserId: A, Arn: `arn:aws:iam::${A}:root`, CreateDate: expect.any(Date) },
    });
  });

  it.each([
    ['role session', asRoleSession(state, 'auditor')],
    ['federated user', asFederatedUser(state, 'alice')],
  ])('without a name is refused to a %s', (_, caller) => {
    expect(refusal(() => run(operation('GetUser'), {}, { account: state, caller }))).toBe(
      'ValidationError 400 Must specify userName when calling with non-User credentials',
    );
  });

  it('case 88: asks about a user that does not exist before it says so', () => {
    const options = { account: state };
    expect(asked(operation('GetUser'), { UserName: 'bob' }, options)).toEqual([
      { action: 'iam:GetUser', resource: arn('/bob'), shownAs: 'user bob' },
    ]);
    expect(refusal(() => run(operation('GetUser'), { UserName: 'bob' }, options))).toBe(
      'NoSuchEntity 404 The user with name bob cannot be found.',
    );
  });
});

describe('ListUsers', () => {
  const state = account()
    .user('carol', { path: '/b/' })
    .user('Bob', { path: '/a/x/' })
    .user('alice', { path: '/a/', tags: { team: 'red' } }).state;
  const list = (input: object, caller = asRoot(state)) =>
    run(operation('ListUsers'), input, { account: state, caller }).output as {
      Users: { UserName: string }[];
      IsTruncated: boolean;
      Marker?: string;
    };
  const names = (input: object) => list(input).Users.map((user) => user.UserName);

  it.each([
    [undefined, ['alice', 'Bob', 'carol']],
    ['/a/', ['alice', 'Bob']],
    ['/a', ['alice', 'Bob']],
    ['/a/x/', ['Bob']],
    ['/A/', []],
    ['/x/', []],
  ])('by path prefix %s in order of name', (PathPrefix, expected) => {
    expect(names({ PathPrefix })).toEqual(expected);
  });

  it('shows neither tags nor boundaries, and says that it is complete', () => {
    const { Users, ...page } = list({ MaxItems: 1, PathPrefix: '/b/' });
    expect(Object.keys(Users[0]!)).toEqual(['Path', 'UserName', 'UserId', 'Arn', 'CreateDate']);
    expect(page).toEqual({ IsTruncated: false });
  });

  it('goes on where the page before ended', () => {
    const first = list({ MaxItems: 2 });
    expect(first).toMatchObject({ IsTruncated: true, Marker: expect.any(String) });
    const second = list({ MaxItems: 2, Marker: first.Marker });
    expect([...first.Users, ...second.Users].map((user) => user.UserName)).toEqual(['alice', 'Bob', 'carol']);
    expect(second.IsTruncated).toBe(false);
  });

  it.each([
    ['forged', { Marker: 'AAAA' }, asRoot(state)],
    ['of another filter', { PathPrefix: '/a/', Marker: list({ MaxItems: 1 }).Marker }, asRoot(state)],
    ['of another caller', { Marker: list({ MaxItems: 1 }).Marker }, undefined],
  ])('case 89: refuses a marker that is %s', (_, input, caller) => {
    const options = { account: state, caller: caller ?? asUser(state, 'alice') };
    expect(refusal(() => run(operation('ListUsers'), input, options))).toBe(
      'ValidationError 400 Invalid Marker.',
    );
  });
});

describe('UpdateUser', () => {
  const state = account()
    .group('staff')
    .user('alice', { groups: ['staff'] })
    .user('bob').state;

  it('keeps the id and the groups, and asks for the old ARN and the new', () => {
    const before = theUser(state, 'alice');
    const input = { UserName: 'alice', NewUserName: 'anna', NewPath: '/p/' };
    const ran = run(operation('UpdateUser'), input, { account: state });
    expect(theUser(ran.account, 'anna')).toEqual({ ...before, name: 'anna', path: '/p/' });
    expect(ran.account.users.find('name', 'alice')).toBeUndefined();
    expect(ran.asks.map((ask) => ask.resource)).toEqual([arn('/alice'), arn('/p/anna')]);
    expect(ran.output).toBeUndefined();
  });

  it('stays on its path when only the name changes', () => {
    const { state: pathed } = account().user('carol', { path: '/p/' });
    const ran = run(operation('UpdateUser'), { UserName: 'carol', NewUserName: 'cara' }, { account: pathed });
    expect(ran.asks.map((ask) => ask.resource)).toEqual([arn('/p/carol'), arn('/p/cara')]);
    expect(theUser(ran.account, 'cara').path).toBe('/p/');
  });

  it('may change the case of a name', () => {
    const input = { UserName: 'alice', NewUserName: 'Alice' };
    const ran = run(operation('UpdateUser'), input, { account: state });
    expect(theUser(ran.account, 'alice').name).toBe('Alice');
  });

  it('without anything new changes nothing', () => {
    const ran = run(operation('UpdateUser'), { UserName: 'alice' }, { account: state });
    expect(theUser(ran.account, 'alice')).toEqual(theUser(state, 'alice'));
    expect(ran.asks).toHaveLength(1);
  });

  it.each([
    [{ UserName: 'alice', NewUserName: 'BOB' }, 'EntityAlreadyExists 409 User with name BOB already exists.'],
    [{ UserName: 'carol' }, 'NoSuchEntity 404 The user with name carol cannot be found.'],
  ])('%j is refused', (input, expected) => {
    expect(refusal(() => run(operation('UpdateUser'), input, { account: state }))).toBe(expected);
  });
});

describe('DeleteUser', () => {
  it.each([
    [
      'in a group',
      account()
        .group('staff')
        .user('alice', { groups: ['staff'] }),
      'Cannot delete entity, must remove users from group first.',
    ],
    [
      'with an attached policy',
      account()
        .policy('p')
        .user('alice', { attached: [`arn:aws:iam::${A}:policy/p`] }),
      'Cannot delete entity, must detach all policies first.',
    ],
    [
      'with an inline policy',
      account().user('alice', { inline: [{ name: 'p', document: '{}' }] }),
      'Cannot delete entity, must delete policies first.',
    ],
    [
      'with an inactive access key',
      account().user('alice').accessKey('alice', 'Inactive'),
      'Cannot delete entity, must delete access keys first.',
    ],
  ])('case 85: refuses a user %s', (_, { state }, text) => {
    expect(refusal(() => run(operation('DeleteUser'), { UserName: 'alice' }, { account: state }))).toBe(
      `DeleteConflict 409 ${text}`,
    );
  });

  it('takes tags and boundary along', () => {
    const before = account()
      .policy('limit')
      .user('alice', { tags: { a: 'b' }, boundary: `arn:aws:iam::${A}:policy/limit` }).state;
    const ran = run(operation('DeleteUser'), { UserName: 'alice' }, { account: before });
    expect(ran.account.users.size).toBe(0);
    expect([...ran.account.users.withPrefix('boundary', '')]).toEqual([]);
  });

  it('twice is refused', () => {
    const { state } = account();
    expect(refusal(() => run(operation('DeleteUser'), { UserName: 'alice' }, { account: state }))).toBe(
      'NoSuchEntity 404 The user with name alice cannot be found.',
    );
  });
});

describe('the permissions boundary of a user', () => {
  const limit = `arn:aws:iam::${A}:policy/limit`;
  const other = `arn:aws:iam::${A}:policy/other`;
  const state = account()
    .policy('limit')
    .policy('other')
    .user('alice', { boundary: limit })
    .user('bob').state;

  it('case 78: is replaced; the boundary asked about is the one in the request', () => {
    const input = { UserName: 'alice', PermissionsBoundary: other };
    const ran = run(operation('PutUserPermissionsBoundary'), input, { account: state });
    expect(theUser(ran.account, 'alice').boundary).toBe(other);
    expect(ran.asks[0]!.keys).toEqual({ 'iam:PermissionsBoundary': other });
  });

  it('case 78: is removed; the boundary asked about is the one it had', () => {
    const ran = run(operation('DeleteUserPermissionsBoundary'), { UserName: 'alice' }, { account: state });
    expect(theUser(ran.account, 'alice')).not.toHaveProperty('boundary');
    expect(ran.asks[0]!.keys).toEqual({ 'iam:PermissionsBoundary': limit });
  });

  it.each([
    ['DeleteUserPermissionsBoundary', { UserName: 'bob' }, 'NoSuchEntity 404'],
    [
      'PutUserPermissionsBoundary',
      { UserName: 'bob', PermissionsBoundary: `arn:aws:iam::${A}:policy/none` },
      'NoSuchEntity 404',
    ],
    [
      'PutUserPermissionsBoundary',
      { UserName: 'carol', PermissionsBoundary: `arn:aws:iam::${A}:policy/none` },
      'NoSuchEntity 404 The user with name carol cannot be found.',
    ],
    [
      'PutUserPermissionsBoundary',
      { UserName: 'carol', PermissionsBoundary: 'x'.repeat(20) },
      'ValidationError 400 Invalid ARN:  Could not be parsed!',
    ],
  ])('%s %j is refused', (name, input, expected) => {
    expect(refusal(() => run(operation(name), input, { account: state }))).toContain(expected);
  });
});

describe('tags of a user', () => {
  const state = account().user('alice', { tags: { Team: 'red', cost: '1' } }).state;
  const tagsAfter = (name: string, input: object) =>
    theUser(run(operation(name), { UserName: 'alice', ...input }, { account: state }).account, 'alice').tags;

  it('are one and the same whatever their case: the new call spells the key', () => {
    expect(tagsAfter('TagUser', { Tags: [{ Key: 'TEAM', Value: 'blue' }] })).toEqual([
      { Key: 'TEAM', Value: 'blue' },
      { Key: 'cost', Value: '1' },
    ]);
  });

  it('go by their key, whatever its case; others are no error', () => {
    expect(tagsAfter('UntagUser', { TagKeys: ['team', 'none'] })).toEqual([{ Key: 'cost', Value: '1' }]);
  });

  it('are listed in the order stored, in pages', () => {
    const list = (input: object) =>
      run(operation('ListUserTags'), { UserName: 'alice', ...input }, { account: state }).output as {
        Tags: object[];
        Marker?: string;
      };
    const first = list({ MaxItems: 1 });
    expect(first).toMatchObject({ Tags: [{ Key: 'Team', Value: 'red' }], IsTruncated: true });
    expect(list({ Marker: first.Marker })).toEqual({
      Tags: [{ Key: 'cost', Value: '1' }],
      IsTruncated: false,
    });
  });

  it('asks with what is there and what is new', () => {
    const tags = [{ Key: 'a', Value: 'b' }];
    const present = theUser(state, 'alice').tags;
    const user = { resource: arn('/alice'), resourceTags: present, keys: undefined };
    expect(asked(operation('TagUser'), { UserName: 'alice', Tags: tags }, { account: state })).toEqual([
      { action: 'iam:TagUser', ...user, requestTags: tags },
    ]);
    expect(asked(operation('UntagUser'), { UserName: 'alice', TagKeys: ['x'] }, { account: state })).toEqual([
      { action: 'iam:UntagUser', ...user, tagKeys: ['x'] },
    ]);
  });
});
