/** Attack cases on names, paths, tags and parameters that nobody asked for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefused } from '../api/support/attack.ts';
import { call, query, rawRefusal } from '../api/support/requests.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
let server: TestServer;
let root: Credentials;

beforeAll(async () => {
  server = await startServer();
  root = server.root(A);
  await call(server, root, 'iam:CreateUser', { UserName: 'Admin' });
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: A }, Action: 'sts:AssumeRole' },
});
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
});

/** What can be made, with the parameter that names it. */
const CREATIONS = [
  ['iam:CreateUser', 'UserName', {}],
  ['iam:CreateGroup', 'GroupName', {}],
  ['iam:CreateRole', 'RoleName', { AssumeRolePolicyDocument: TRUST }],
  ['iam:CreateInstanceProfile', 'InstanceProfileName', {}],
  ['iam:CreatePolicy', 'PolicyName', { PolicyDocument: POLICY }],
] as const;

describe('case 80: names', () => {
  it.each(CREATIONS)('%s: unique whatever the case', async (operation, name, more) => {
    const make = (value: string) => call(server, root, operation, { [name]: value, ...more });
    await make('Night-Watch').catch(() => undefined);
    for (const twin of ['night-watch', 'NIGHT-WATCH', 'Night-Watch']) {
      await expectRefused(server, A, () => make(twin), { refusal: /^EntityAlreadyExists 409 / });
      await expectRefused(
        server,
        A,
        () => call(server, root, operation, { [name]: twin, ...more, Path: '/x/' }),
        { refusal: /^EntityAlreadyExists 409 / },
      );
    }
    await make('Night-Watch2');
  });

  it('two names that differ in ASCII only by case are one; a letter that merely folds to one is none', async () => {
    for (const name of ['admin', 'ADMIN']) {
      await expectRefused(server, A, () => call(server, root, 'iam:CreateUser', { UserName: name }), {
        refusal: `EntityAlreadyExists 409 User with name ${name} already exists.`,
      });
    }
  });

  const REFUSED: readonly [what: string, name: string][] = [
    ['full-width letters', '\uff21dmin'],
    ['a Kelvin sign', 'admi\u212a'],
    ['a long s', 'u\u017fer'],
    ['a zero-width space', 'admin\u200b'],
    ['a blank at the end', 'admin '],
    ['a line break at the end', 'admin\n'],
    ['a right-to-left mark', '\u200fadmin'],
    ['a percent escape', 'a%2e'],
    ['a slash', 'a/b'],
    ['a NUL', 'a\u0000'],
    ['a combining accent', 'admin\u0301'],
    ['an emoji', 'a\u{1f600}'],
    ['a star', '*'],
    ['nothing', ''],
    ['a variable', '$' + '{aws:username}'],
    ['too many characters', 'a'.repeat(129)],
  ];
  describe.each(CREATIONS)('%s', (operation, name, more) => {
    it.each(REFUSED)('a name with %s', async (_what, value) => {
      await expectRefused(server, A, () => call(server, root, operation, { [name]: value, ...more }), {
        refusal:
          /^ValidationError 400 (?:[12] validation errors? detected: Value at '[a-zA-Z]+' failed |The specified value for [a-zA-Z]+ is invalid\. )/,
      });
    });
  });

  it('dots are characters like others', async () => {
    expect(await call(server, root, 'iam:CreateUser', { UserName: '..' })).toMatchObject({
      User: { Arn: `arn:aws:iam::${A}:user/..` },
    });
  });
});

describe('case 81: paths', () => {
  it.each([
    ['two slashes', '//'],
    ['no slash before', 'a/'],
    ['no slash behind', '/a'],
    ['513 characters', `/${'a'.repeat(511)}/`],
    ['a blank', '/a b/'],
    ['a line break', '/a\n/'],
    ['beyond ASCII', '/\u00e4/'],
    ['dot segments', '/a/../b/'],
    ['nothing', ''],
  ])('%s', async (_what, Path) => {
    await expectRefused(server, A, () => call(server, root, 'iam:CreateUser', { UserName: 'path', Path }), {
      refusal: /^ValidationError 400 /,
    });
  });

  it('512 characters are taken', async () => {
    const Path = `/${'a'.repeat(510)}/`;
    await call(server, root, 'iam:CreateUser', { UserName: 'long-path', Path });
    expect(await call(server, root, 'iam:GetUser', { UserName: 'long-path' })).toMatchObject({
      User: { Path, Arn: `arn:aws:iam::${A}:user${Path}long-path` },
    });
  });
});

describe('case 82: tags', () => {
  const tag = (Key: string, Value = 'x') => ({ Key, Value });
  it.each([
    ['a reserved key', [tag('aws:x')]],
    ['a reserved key in other case', [tag('AWS:x')]],
    ['a key of 129 characters', [tag('k'.repeat(129))]],
    ['a value of 257 characters', [tag('k', 'v'.repeat(257))]],
    ['an empty key', [tag('')]],
    ['a value in markup', [tag('k', '<script>alert(1)</script>')]],
    ['a value with a line break', [tag('k', 'a\r\nb')]],
    ['a star', [tag('k', '*')]],
    ['keys that differ by case', [tag('Team'), tag('team')]],
    ['51 of them', Array.from({ length: 51 }, (_, at) => tag(`k${at}`))],
  ])('%s', async (_what, Tags) => {
    await expectRefused(server, A, () => call(server, root, 'iam:TagUser', { UserName: 'Admin', Tags }), {
      refusal: /^(?:ValidationError|InvalidInput) 400 /,
    });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('names of JavaScript are keys like others, and text comes back as it was given', async () => {
    const Tags = [
      tag('__proto__', 'polluted'),
      tag('constructor.prototype', 'polluted'),
      tag('toString', '\u00e9\u4e2d @=+-_.:/'),
      tag('empty', ''),
    ];
    await call(server, root, 'iam:TagUser', { UserName: 'Admin', Tags });
    expect(await call(server, root, 'iam:ListUserTags', { UserName: 'Admin' })).toMatchObject({ Tags });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('prototype');
    await call(server, root, 'iam:UntagUser', {
      UserName: 'Admin',
      TagKeys: ['__PROTO__', 'nothing-such', ...Tags.slice(1).map(({ Key }) => Key)],
    });
    expect(await call(server, root, 'iam:ListUserTags', { UserName: 'Admin' })).toMatchObject({ Tags: [] });
  });

  it('50 are kept, the 51st is over the quota', async () => {
    await call(server, root, 'iam:CreateUser', {
      UserName: 'tagged',
      Tags: Array.from({ length: 50 }, (_, at) => tag(`k${at}`)),
    });
    await expectRefused(
      server,
      A,
      () => call(server, root, 'iam:TagUser', { UserName: 'tagged', Tags: [tag('one-more')] }),
      { refusal: /^LimitExceeded 409 / },
    );
    await call(server, root, 'iam:TagUser', { UserName: 'tagged', Tags: [tag('K0', 'other')] });
  });
});

describe('case 90: parameters that set what only the service sets', () => {
  const CLAIMS = {
    Arn: 'arn:aws:iam::999999999999:user/eve',
    UserId: 'AIDAEVEEVEEVEEVEEVEEV',
    'User.UserId': 'AIDAEVEEVEEVEEVEEVEEV',
    IsRoot: 'true',
    AccountId: '999999999999',
    CreateDate: '2000-01-01T00:00:00Z',
    AttachedPolicies: 'arn:aws:iam::aws:policy/AdministratorAccess',
    'attachedPolicies.member.1': 'arn:aws:iam::aws:policy/AdministratorAccess',
    id: 'AIDAEVEEVEEVEEVEEVEEV',
    '__proto__.isRoot': 'true',
    'constructor.prototype.isRoot': 'true',
  };
  it('CreateUser takes its name and path, and nothing of the rest', async () => {
    const answer = await query(server, root, 'iam:CreateUser', { UserName: 'plain', ...CLAIMS });
    expect(rawRefusal(answer)).toBeUndefined();
    expect(answer.body).not.toMatch(/999999999999|AIDAEVE|2000-01-01/);
    const stored = [...server.serving.node.accounts.peek(A)!.durable.users.values()].find(
      (user) => user.name === 'plain',
    )!;
    expect(Object.keys(stored).sort()).toEqual(
      ['attachedPolicies', 'createdAt', 'groups', 'id', 'inlinePolicies', 'name', 'path', 'tags'].sort(),
    );
    expect(stored.attachedPolicies).toEqual([]);
    expect(({} as Record<string, unknown>)['isRoot']).toBeUndefined();
  });
});
