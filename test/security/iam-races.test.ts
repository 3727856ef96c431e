/** Attack cases on requests that meet: deletions against attachments, changes of policies against decisions. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefused } from '../api/support/attack.ts';
import { place } from '../api/support/place.ts';
import { allow, document, inline, trust } from '../api/support/policies.ts';
import { call, refusalOf } from '../api/support/requests.ts';
import { account } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const DOCUMENT = document(allow('s3:GetObject'));
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

const iam = (operation: string, input: object = {}) => call(server, root, `iam:${operation}`, input);

describe('case 85: an entity that something depends on', () => {
  const PolicyArn = `arn:aws:iam::${A}:policy/p`;
  beforeAll(async () => {
    await iam('CreatePolicy', { PolicyName: 'p', PolicyDocument: DOCUMENT });
    await iam('CreateUser', { UserName: 'alice' });
    await iam('CreateGroup', { GroupName: 'crew' });
    await iam('CreateRole', {
      RoleName: 'app',
      AssumeRolePolicyDocument: document(trust({ AWS: A })),
    });
    await iam('CreateInstanceProfile', { InstanceProfileName: 'box' });
  });

  const user = { UserName: 'alice' };
  const role = { RoleName: 'app' };
  const group = { GroupName: 'crew' };
  const box = { InstanceProfileName: 'box' };
  const inlinePolicy = { PolicyName: 'i', PolicyDocument: DOCUMENT };
  const text = (what: string) => `DeleteConflict 409 Cannot delete entity, must ${what} first.`;

  it.each([
    [
      'a member',
      'AddUserToGroup',
      { ...user, ...group },
      'DeleteUser',
      user,
      text('remove users from group'),
      'RemoveUserFromGroup',
    ],
    [
      'members',
      'AddUserToGroup',
      { ...user, ...group },
      'DeleteGroup',
      group,
      text('remove users from group'),
      'RemoveUserFromGroup',
    ],
    [
      'a managed policy',
      'AttachUserPolicy',
      { ...user, PolicyArn },
      'DeleteUser',
      user,
      text('detach all policies'),
      'DetachUserPolicy',
    ],
    [
      'a managed policy',
      'AttachGroupPolicy',
      { ...group, PolicyArn },
      'DeleteGroup',
      group,
      text('detach all policies'),
      'DetachGroupPolicy',
    ],
    [
      'a managed policy',
      'AttachRolePolicy',
      { ...role, PolicyArn },
      'DeleteRole',
      role,
      text('detach all policies'),
      'DetachRolePolicy',
    ],
    [
      'an inline policy',
      'PutUserPolicy',
      { ...user, ...inlinePolicy },
      'DeleteUser',
      user,
      text('delete policies'),
      'DeleteUserPolicy',
    ],
    [
      'an inline policy',
      'PutGroupPolicy',
      { ...group, ...inlinePolicy },
      'DeleteGroup',
      group,
      text('delete policies'),
      'DeleteGroupPolicy',
    ],
    [
      'an inline policy',
      'PutRolePolicy',
      { ...role, ...inlinePolicy },
      'DeleteRole',
      role,
      text('delete policies'),
      'DeleteRolePolicy',
    ],
    [
      'an instance profile',
      'AddRoleToInstanceProfile',
      { ...role, ...box },
      'DeleteRole',
      role,
      text('remove roles from instance profile'),
      'RemoveRoleFromInstanceProfile',
    ],
    [
      'a role',
      'AddRoleToInstanceProfile',
      { ...role, ...box },
      'DeleteInstanceProfile',
      box,
      text('remove roles from instance profile'),
      'RemoveRoleFromInstanceProfile',
    ],
    [
      'an attachment',
      'AttachUserPolicy',
      { ...user, PolicyArn },
      'DeletePolicy',
      { PolicyArn },
      'DeleteConflict 409 Cannot delete a policy attached to entities.',
      'DetachUserPolicy',
    ],
    [
      'use as a boundary',
      'PutUserPermissionsBoundary',
      { ...user, PermissionsBoundary: PolicyArn },
      'DeletePolicy',
      { PolicyArn },
      'DeleteConflict 409 Cannot delete a policy attached to entities.',
      'DeleteUserPermissionsBoundary',
    ],
    [
      'use as a boundary',
      'PutRolePermissionsBoundary',
      { ...role, PermissionsBoundary: PolicyArn },
      'DeletePolicy',
      { PolicyArn },
      'DeleteConflict 409 Cannot delete a policy attached to entities.',
      'DeleteRolePermissionsBoundary',
    ],
  ] as const)('%s, by %s, is in the way', async (_what, bind, bound, remove, target, refusal, unbind) => {
    await iam(bind, bound);
    await expectRefused(server, A, () => iam(remove, target), { refusal });
    await iam(unbind, bound);
  });

  it('attached and deleted at the same time: either, never a grant without its policy or user', async () => {
    const trials = 2_000;
    const together = 100;
    for (let done = 0; done < trials; done += together) {
      await Promise.all(Array.from({ length: together }, (_, at) => trial(`t${done + at}`, at)));
    }
    expect(outcomes.bound).toBeGreaterThan(100);
    expect(outcomes.removed).toBeGreaterThan(100);
    const { users, policies, groups } = server.serving.node.accounts.peek(A)!.durable;
    for (const one of users.values()) {
      for (const arn of one.attachedPolicies) {
        expect(
          [...policies.values()].some((policy) => arn.endsWith(`/${policy.name}`)),
          arn,
        ).toBe(true);
      }
      for (const id of one.groups) expect(groups.get(id)).toBeDefined();
    }
  }, 60_000);

  const outcomes = { bound: 0, removed: 0 };

  /** One race, prepared behind the API so that thousands fit. */
  async function trial(name: string, at: number): Promise<void> {
    const { accounts } = server.serving.node;
    const state = accounts.peek(A)!;
    const draft = state.draft();
    const fixture = account(A).user(name).policy(name).group(name).state;
    const unique = <E extends { id: string }>(entity: E): E => ({
      ...entity,
      id: entity.id.slice(0, 4) + name.toUpperCase().padEnd(17, 'Z'),
    });
    for (const one of fixture.users.values()) draft.users.put(unique(one));
    for (const one of fixture.policies.values()) draft.policies.put(unique(one));
    for (const one of fixture.groups.values()) draft.groups.put(unique(one));
    await accounts.commit(state, draft, []);
    const arn = `arn:aws:iam::${A}:policy/${name}`;
    const RACES = [
      ['AttachUserPolicy', { UserName: name, PolicyArn: arn }, 'DeletePolicy', { PolicyArn: arn }],
      ['AttachUserPolicy', { UserName: name, PolicyArn: arn }, 'DeleteUser', { UserName: name }],
      ['AddUserToGroup', { UserName: name, GroupName: name }, 'DeleteGroup', { GroupName: name }],
      ['CreateAccessKey', { UserName: name }, 'DeleteUser', { UserName: name }],
    ] as const;
    const [bind, bound, remove, removed] = RACES[at % RACES.length]!;
    const binding = () => refusalOf(iam(bind, bound));
    const removal = () => refusalOf(iam(remove, removed));
    // Whoever is sent first mostly comes first: each order half of the time.
    const isBoundFirst = at % 8 < 4;
    const answers = await Promise.all(isBoundFirst ? [binding(), removal()] : [removal(), binding()]);
    const [onBinding, onRemoval] = isBoundFirst ? answers : answers.reverse();
    if (onBinding === undefined) {
      expect(onRemoval).toMatch(/^DeleteConflict 409 /);
      outcomes.bound += 1;
    } else {
      expect(onBinding).toMatch(/^NoSuchEntity 404 /);
      expect(onRemoval).toBeUndefined();
      outcomes.removed += 1;
    }
  }
});

describe('case 74: an alias', () => {
  it('is one account’s, also when twenty ask for it at once', async () => {
    const roots = Array.from({ length: 20 }, (_, at) => server.root(`6000000000${at + 10}`));
    for (const one of roots) await call(server, one, 'iam:GetAccountSummary');
    const refusals = await Promise.all(
      roots.map((one) => refusalOf(call(server, one, 'iam:CreateAccountAlias', { AccountAlias: 'wanted' }))),
    );
    expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(1);
    expect(new Set(refusals.filter((refusal) => refusal !== undefined))).toEqual(
      new Set(['EntityAlreadyExists 409 The account alias wanted already exists.']),
    );
  });
});

describe('case 69: a decision while a policy changes', () => {
  it('is made by the old policy or the new one, never by neither', async () => {
    const B = '444455556666';
    const placed = await place(
      server,
      account(B)
        .user('alice', inline(allow('iam:ListUsers')))
        .accessKey('alice'),
    );
    const put = (more: boolean) =>
      call(server, server.root(B), 'iam:PutUserPolicy', {
        UserName: 'alice',
        PolicyName: 'granted',
        PolicyDocument: document(allow(more ? ['iam:ListUsers', 'iam:ListRoles'] : 'iam:ListUsers')),
      });
    let writing = true;
    const writer = (async () => {
      for (let at = 0; at < 150; at++) await put(at % 2 === 0);
      writing = false;
    })();
    const refusals: (string | undefined)[] = [];
    while (writing) {
      refusals.push(
        ...(await Promise.all(
          Array.from({ length: 8 }, () => refusalOf(call(server, placed.keyOf('alice'), 'iam:ListUsers'))),
        )),
      );
    }
    await writer;
    expect(refusals.length).toBeGreaterThan(50);
    expect(refusals.filter((refusal) => refusal !== undefined)).toEqual([]);
  });
});
