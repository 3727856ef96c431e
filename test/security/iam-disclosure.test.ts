/** Attack cases on what refusals and pages give away. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefused, notAuthorized } from '../api/support/attack.ts';
import { type PlacedAccount, place } from '../api/support/place.ts';
import { allow, inline } from '../api/support/policies.ts';
import { call } from '../api/support/requests.ts';
import { account, trusting } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const B = '444455556666';
let server: TestServer;
let a: PlacedAccount;
let b: PlacedAccount;

const world = (accountId: string) =>
  account(accountId)
    .user('plain')
    .accessKey('plain')
    .user('reader', inline(allow(['iam:List*', 'iam:GetGroup'])))
    .accessKey('reader')
    .user('other', inline(allow('iam:List*')))
    .accessKey('other')
    .group('crew')
    .role('there', trusting(accountId))
    .policy('there')
    .instanceProfile('there')
    .many(25, 'u', (builder, name) => builder.user(name, { groups: ['crew'], tags: { k: 'v' } }))
    .many(25, 'r', (builder, name) => builder.role(name))
    .many(5, 'g', (builder, name) => builder.group(name));

beforeAll(async () => {
  server = await startServer();
  a = await place(server, world(A));
  b = await place(server, world(B));
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

describe('case 88: AccessDenied comes before NoSuchEntity', () => {
  const arn = (type: string, name: string) => `arn:aws:iam::${A}:${type}/${name}`;
  it.each([
    ['iam:GetUser', 'UserName', 'user', 'other', {}],
    ['iam:DeleteUser', 'UserName', 'user', 'other', {}],
    ['iam:ListAccessKeys', 'UserName', 'user', 'other', {}],
    ['iam:TagUser', 'UserName', 'user', 'other', { Tags: [{ Key: 'k', Value: 'v' }] }],
    ['iam:GetGroup', 'GroupName', 'group', 'crew', {}],
    ['iam:DeleteGroup', 'GroupName', 'group', 'crew', {}],
    ['iam:GetRole', 'RoleName', 'role', 'there', {}],
    ['iam:DeleteRole', 'RoleName', 'role', 'there', {}],
    ['iam:GetRolePolicy', 'RoleName', 'role', 'there', { PolicyName: 'p' }],
    ['iam:GetInstanceProfile', 'InstanceProfileName', 'instance-profile', 'there', {}],
  ] as const)('%s', async (operation, parameter, type, name, more) => {
    const reason = `because no identity-based policy allows the ${operation} action`;
    const shown = { user: 'user', group: 'group', role: 'role', 'instance-profile': 'instance profile' }[
      type
    ];
    const decision = { verdict: 'implicitDeny', by: 'identity', action: operation } as const;
    const attempt = (value: string) => () =>
      call(server, a.keyOf('plain'), operation, { [parameter]: value, ...more });
    const caller = arn('user', 'plain');
    await expectRefused(server, A, attempt(name), {
      refusal: notAuthorized(caller, operation, arn(type, name), reason),
      decision,
    });
    await expectRefused(server, A, attempt('absent'), {
      refusal: notAuthorized(caller, operation, `${shown} absent`, reason),
      decision,
    });
  });

  it('a policy, there or not, has one text', async () => {
    for (const name of ['there', 'absent']) {
      const PolicyArn = arn('policy', name);
      const refusal = notAuthorized(
        arn('user', 'plain'),
        'iam:GetPolicy',
        `policy ${PolicyArn}`,
        'because no identity-based policy allows the iam:GetPolicy action',
      );
      await expectRefused(server, A, () => call(server, a.keyOf('plain'), 'iam:GetPolicy', { PolicyArn }), {
        refusal,
        decision: { verdict: 'implicitDeny', by: 'identity' },
      });
    }
  });

  it('control: who may read learns that it is not there', async () => {
    await expectRefused(
      server,
      A,
      () => call(server, server.root(A), 'iam:GetUser', { UserName: 'absent' }),
      {
        refusal: 'NoSuchEntity 404 The user with name absent cannot be found.',
      },
    );
  });
});

describe('case 89: a marker belongs to its caller, operation and filter', () => {
  interface Page {
    readonly Marker: string;
    readonly IsTruncated: boolean;
    readonly Users: object[];
  }
  const page = (credentials: Credentials, operation: `iam:${string}`, input: object = {}) =>
    call<Page>(server, credentials, operation, { MaxItems: 2, ...input });
  let marker: string;
  beforeAll(async () => {
    marker = (await page(a.keyOf('reader'), 'iam:ListUsers')).Marker;
  });

  const INVALID = 'ValidationError 400 Invalid Marker.';
  const attempts: readonly [string, () => Promise<Page>][] = [
    ['of another user', () => page(a.keyOf('other'), 'iam:ListUsers', { Marker: marker })],
    ['of another account', () => page(b.keyOf('reader'), 'iam:ListUsers', { Marker: marker })],
    ['of root', () => page(server.root(A), 'iam:ListUsers', { Marker: marker })],
    ['in another operation', () => page(a.keyOf('reader'), 'iam:ListRoles', { Marker: marker })],
    [
      'in a listing of a group',
      () => page(a.keyOf('reader'), 'iam:GetGroup', { GroupName: 'crew', Marker: marker }),
    ],
    [
      'with another filter',
      () => page(a.keyOf('reader'), 'iam:ListUsers', { Marker: marker, PathPrefix: '/x' }),
    ],
    ['with a changed position', () => page(a.keyOf('reader'), 'iam:ListUsers', { Marker: forgedPosition() })],
    ['cut short', () => page(a.keyOf('reader'), 'iam:ListUsers', { Marker: marker.slice(0, -1) })],
    ['with something behind', () => page(a.keyOf('reader'), 'iam:ListUsers', { Marker: `${marker}A` })],
    ['made up', () => page(a.keyOf('reader'), 'iam:ListUsers', { Marker: 'u0005' })],
    ['of names of JavaScript', () => page(a.keyOf('reader'), 'iam:ListUsers', { Marker: '__proto__' })],
  ];
  const forgedPosition = () => {
    const [version, minted, , mac] = marker.split('.');
    return [version, minted, Buffer.from('u0020').toString('base64url'), mac].join('.');
  };

  it.each(attempts)('%s', async (_what, attempt) => {
    const accountId = _what === 'of another account' ? B : A;
    await expectRefused(server, accountId, attempt, { refusal: INVALID });
    expect((await page(a.keyOf('reader'), 'iam:ListUsers', { Marker: marker })).Users).toHaveLength(2);
  });

  it('too old', async () => {
    const later = await startServer();
    try {
      const placed = await place(later, world(A));
      const first = await call<Page>(later, placed.keyOf('reader'), 'iam:ListUsers', { MaxItems: 2 });
      const next = () =>
        call(later, placed.keyOf('reader'), 'iam:ListUsers', { MaxItems: 2, Marker: first.Marker });
      await next();
      const { clock } = later.serving.node;
      clock.advanceTo(clock.now() + 60 * 60 * 1000 + 1000);
      await expectRefused(later, A, next, { refusal: INVALID });
    } finally {
      await later.stop();
    }
  });
});
