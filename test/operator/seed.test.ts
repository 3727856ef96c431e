/** Seeds: what a file says about accounts becomes so, all of it or nothing. */
import {
  GetRoleCommand,
  GetUserCommand,
  ListAttachedRolePoliciesCommand,
  ListGroupsForUserCommand,
  ListPoliciesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient, type OperatorConnection } from '../../src/server/index.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let operator: OperatorConnection;

beforeAll(async () => {
  server = await startServer();
  operator = adminClient(server.serving.adminSocket);
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const apply = (Text: string) =>
  operator.call<{ Accounts: { AccountId: string; Created: boolean; AccessKeys: KeyPair[] }[] }>('ApplySeed', {
    Text,
    FileName: 'seed.yaml',
  });

interface KeyPair {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
}

const SEED = `
accounts:
  - id: 000000000042
    name: production
    alias: acme-production
    policies:
      - name: assume-auditor
        path: /team/
        tags: {owner: security}
        document:
          Version: 2012-10-17
          Statement: [{Effect: Allow, Action: sts:AssumeRole, Resource: 'arn:aws:iam::111111111111:role/auditor'}]
    groups:
      - {name: auditors, policies: [assume-auditor]}
    users:
      - name: alice
        groups: [auditors]
        tags: {team: data}
        accessKey: true
        inline:
          self: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetUser","Resource":"*"}]}'
  - id: 111111111111
    roles:
      - name: auditor
        description: reads everything
        maxSessionDuration: 7200
        trust:
          Version: 2012-10-17
          Statement: [{Effect: Allow, Principal: {AWS: 'arn:aws:iam::000000000042:user/alice'}, Action: sts:AssumeRole}]
        policies: ['arn:aws:iam::aws:policy/ReadOnlyAccess']
`;

describe('a seed', () => {
  it('makes what it says, over several accounts, so that it works', async () => {
    const { Accounts } = await apply(SEED);
    expect(Accounts).toMatchObject([
      { AccountId: '000000000042', Created: true, AccessKeys: [{ UserName: 'alice' }] },
      { AccountId: '111111111111', Created: true },
    ]);
    const [key] = Accounts[0]!.AccessKeys;
    const alice = { accessKeyId: key!.AccessKeyId, secretAccessKey: key!.SecretAccessKey };
    await server.iam(alice).send(new GetUserCommand({ UserName: 'alice' }));
    const assumed = await server.sts(alice).send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::111111111111:role/auditor',
        RoleSessionName: 'audit',
      }),
    );
    expect(assumed.AssumedRoleUser?.Arn).toBe('arn:aws:sts::111111111111:assumed-role/auditor/audit');
    const iam = server.iam(server.root('000000000042'));
    expect((await iam.send(new ListGroupsForUserCommand({ UserName: 'alice' }))).Groups).toMatchObject([
      { GroupName: 'auditors' },
    ]);
    expect((await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies).toMatchObject([
      { PolicyName: 'assume-auditor', Path: '/team/', AttachmentCount: 1 },
    ]);
  });

  it('applied again changes nothing that is so, and takes over what it says now', async () => {
    const { Accounts } = await apply(SEED.replace('reads everything', 'reads all').replace('7200', '3600'));
    expect(Accounts).toEqual([
      { AccountId: '000000000042', Created: false, AccessKeys: [] },
      { AccountId: '111111111111', Created: false, AccessKeys: [] },
    ]);
    const iam = server.iam(server.root('111111111111'));
    expect((await iam.send(new GetRoleCommand({ RoleName: 'auditor' }))).Role).toMatchObject({
      Description: 'reads all',
      MaxSessionDuration: 3600,
    });
    expect(
      (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'auditor' }))).AttachedPolicies,
    ).toHaveLength(1);
  });

  it('leaves one event, without its text and without secrets', async () => {
    const { Events } = await operator.call<{ Events: { Record: string }[] }>('LookupEvents', {
      Action: 'stint:ApplySeed',
    });
    const { event } = JSON.parse(Events.at(-1)!.Record);
    expect(event.requestParameters).toEqual({ fileName: 'seed.yaml' });
    expect(event.responseElements).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.stringify(event)).not.toMatch(/secretAccessKey|reads everything/);
  });

  it('that fails at its end has done nothing', async () => {
    await expect(
      apply(`
accounts:
  - id: 222222222222
    users: [{name: bob}]
  - id: 000000000042
    users: [{name: carol}, {name: dave, groups: [nowhere]}]
`),
    ).rejects.toMatchObject({
      code: 'MalformedSeed',
      message: 'seed.yaml:6:50: NoSuchEntity: The group with name nowhere cannot be found.',
    });
    const { Accounts } = await operator.call<{ Accounts: { AccountId: string }[] }>('ListAccounts', {});
    expect(Accounts.map(({ AccountId }) => AccountId)).not.toContain('222222222222');
    const iam = server.iam(server.root('000000000042'));
    expect((await iam.send(new ListUsersCommand({}))).Users).toHaveLength(1);
    // Nothing of the account that was not made is left behind.
    await operator.call('CreateAccount', { Name: 'x', AccountId: '222222222222' });
  });

  it.each([
    ['not YAML', 'accounts: [', /^seed\.yaml:1:\d+: /],
    ['no accounts', '{}', /^seed\.yaml:1:1: the seed has no accounts$/],
    [
      'an unknown member',
      'accounts:\n  - id: 111111111111\n    user: []',
      /^seed\.yaml:3:5: an account has no member 'user'/,
    ],
    ['an id that is none', 'accounts: [{id: 42}]', /^seed\.yaml:1:17: the id of an account is 12 digits$/],
    ['no id', 'accounts:\n  - name: x', /^seed\.yaml:2:5: the id of an account is missing$/],
    [
      'an account twice',
      'accounts: [{id: 111111111111}, {id: 111111111111}]',
      /:1:37: account 111111111111 is in the seed twice/,
    ],
    ['a key twice', 'accounts: []\naccounts: []', /^seed\.yaml:2:1: /],
    [
      'a list for a text',
      'accounts: [{id: 111111111111, name: [x]}]',
      /:1:37: the name of an account is text/,
    ],
    ['an alias', 'x: &a {}\naccounts: *a', /anchors and aliases are not read/],
    ['a tag of YAML', 'accounts: !!js/function x', /^seed\.yaml:1:11: /],
    [
      'a policy of another account',
      'accounts: [{id: 333333333333, groups: [{name: g, policies: [p]}]}]',
      /:1:61: there is no policy 'p'/,
    ],
    [
      'a document that is no policy',
      'accounts: [{id: 333333333333, users: [{name: u, inline: {p: {a: b}}}]}]',
      /:1:61: MalformedPolicyDocument: /,
    ],
    [
      'a name that IAM refuses',
      'accounts: [{id: 333333333333, users: [{name: "a b"}]}]',
      /:1:46: ValidationError: /,
    ],
    [
      'a boolean that is none',
      'accounts: [{id: 333333333333, users: [{name: u, accessKey: yes}]}]',
      /:1:60: accessKey is true or false/,
    ],
    ['prototype pollution', 'accounts: [{id: 333333333333, __proto__: {a: b}}]', /has no member '__proto__'/],
  ])('with %s is refused, with its place', async (_what, text, message) => {
    await expect(apply(text)).rejects.toMatchObject({ code: 'MalformedSeed', message });
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('with thousands of nested aliases costs nothing', async () => {
    const levels = Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n},*a${n},*a${n}]`);
    const started = performance.now();
    await expect(apply(`a0: &a0 x\n${levels.join('\n')}\naccounts: *a30`)).rejects.toMatchObject({
      code: 'MalformedSeed',
    });
    expect(performance.now() - started).toBeLessThan(500);
  });
});
