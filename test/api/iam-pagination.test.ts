/** Every listing of IAM, cut into pages by the SDK's own paginators: all items, once each, in the same order. */
import * as sdk from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/services/index.ts';
import { account, trusting } from '../fixtures/account.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { place } from './support/place.ts';
import { allow, document } from './support/policies.ts';
import { call, query } from './support/requests.ts';

const A = '111122223333';
const POLICY = `arn:aws:iam::${A}:policy/p0000`;
const DOCUMENT = document(allow('s3:GetObject'));
let server: TestServer;

const numbered = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => make(at));

beforeAll(async () => {
  server = await startServer();
  const arnOf = (at: number) => `arn:aws:iam::${A}:policy/p${String(at).padStart(4, '0')}`;
  const tags = Object.fromEntries(numbered(7, (at) => [`k${at}`, 'v']));
  const inline = numbered(7, (at) => ({ name: `i${at}`, document: DOCUMENT }));
  const attached = numbered(7, arnOf);
  const rich = { tags, inline, attached };
  const builder = account(A)
    .many(7, 'p', (to, name) => to.policy(name, DOCUMENT, { tags }))
    .many(7, 'g', (to, name) => to.group(name, { attached: [POLICY] }))
    .group('rich', { inline, attached })
    .many(7, 'u', (to, name) => to.user(name, { attached: [POLICY], groups: ['rich'] }))
    .user('rich', { ...rich, groups: numbered(7, (at) => `g000${at}`) })
    .many(7, 'r', (to, name) => to.role(name, trusting(A), { attached: [POLICY] }))
    .role('rich', trusting(A), rich)
    .many(6, 'b', (to, name) => to.instanceProfile(name, ['rich'], { tags }))
    .instanceProfile('b0006', ['rich'], { tags });
  for (let at = 0; at < 7; at++) builder.accessKey('rich').mfaDevice(`m000${at}`, 'rich', { tags });
  const first = [...builder.state.policies.values()].find((policy) => policy.name === 'p0000')!;
  builder.state.policies.put({
    ...first,
    lastVersionNumber: 7,
    versions: numbered(7, (at) => ({
      id: `v${at + 1}`,
      document: DOCUMENT,
      createdAt: first.createdAt + at,
    })),
  });
  await place(server, builder);
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

type Page = Readonly<Record<string, unknown>>;
type Paginator = (
  config: { client: sdk.IAMClient; pageSize: number },
  input: object,
) => AsyncIterable<Page & { IsTruncated?: boolean; Marker?: string }>;

const user = { UserName: 'rich' };
const group = { GroupName: 'rich' };
const role = { RoleName: 'rich' };

/** Operation, input, the list members of its answer, and how many items there are. */
const LISTINGS: readonly [operation: string, input: object, members: readonly string[], count: number][] = [
  ['ListUsers', {}, ['Users'], 8],
  ['ListGroups', {}, ['Groups'], 8],
  ['ListRoles', {}, ['Roles'], 8],
  ['ListInstanceProfiles', {}, ['InstanceProfiles'], 7],
  ['ListPolicies', { Scope: 'Local' }, ['Policies'], 7],
  ['ListAccessKeys', user, ['AccessKeyMetadata'], 7],
  ['ListUserTags', user, ['Tags'], 7],
  ['ListRoleTags', role, ['Tags'], 7],
  ['ListPolicyTags', { PolicyArn: POLICY }, ['Tags'], 7],
  ['ListVirtualMFADevices', {}, ['VirtualMFADevices'], 7],
  ['ListMFADevices', user, ['MFADevices'], 7],
  ['ListMFADeviceTags', { SerialNumber: `arn:aws:iam::${A}:mfa/m0000` }, ['Tags'], 7],
  ['ListInstanceProfileTags', { InstanceProfileName: 'b0000' }, ['Tags'], 7],
  ['ListGroupsForUser', user, ['Groups'], 7],
  ['ListInstanceProfilesForRole', role, ['InstanceProfiles'], 7],
  ['ListUserPolicies', user, ['PolicyNames'], 7],
  ['ListGroupPolicies', group, ['PolicyNames'], 7],
  ['ListRolePolicies', role, ['PolicyNames'], 7],
  ['ListAttachedUserPolicies', user, ['AttachedPolicies'], 7],
  ['ListAttachedGroupPolicies', group, ['AttachedPolicies'], 7],
  ['ListAttachedRolePolicies', role, ['AttachedPolicies'], 7],
  ['ListPolicyVersions', { PolicyArn: POLICY }, ['Versions'], 7],
  ['GetGroup', group, ['Users'], 7],
  ['ListEntitiesForPolicy', { PolicyArn: POLICY }, ['PolicyGroups', 'PolicyUsers', 'PolicyRoles'], 24],
  ['ListAccountAliases', {}, ['AccountAliases'], 0],
  [
    'GetAccountAuthorizationDetails',
    { Filter: ['User', 'Role', 'Group', 'LocalManagedPolicy'] },
    ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'],
    31,
  ],
  [
    'SimulateCustomPolicy',
    { PolicyInputList: [DOCUMENT], ActionNames: numbered(7, (at) => `s3:Action${at}`) },
    ['EvaluationResults'],
    7,
  ],
  [
    'SimulatePrincipalPolicy',
    { PolicySourceArn: `arn:aws:iam::${A}:user/rich`, ActionNames: numbered(7, (at) => `s3:Action${at}`) },
    ['EvaluationResults'],
    7,
  ],
];

describe.each(LISTINGS)('%s', (operation, input, members, count) => {
  const pagesOf = async (pageSize: number) => {
    const paginate = (sdk as unknown as Record<string, Paginator>)[`paginate${operation}`];
    if (paginate === undefined) throw new Error(`the SDK does not paginate ${operation}`);
    const client = server.iam(server.root(A));
    const pages: (Page & { IsTruncated?: boolean; Marker?: string })[] = [];
    // The paginator writes its page size into the input.
    for await (const page of paginate({ client, pageSize }, { ...input })) pages.push(page);
    return pages;
  };
  const itemsOf = (pages: readonly Page[]) =>
    members.flatMap((member) =>
      pages.flatMap((page) => (page[member] as unknown[]).map((item) => [member, item] as const)),
    );

  it('case 89: pages of two hold together what one page of a thousand holds', async () => {
    const whole = await pagesOf(1000);
    expect(whole).toHaveLength(1);
    expect(whole[0]).toMatchObject({ IsTruncated: false });
    expect(whole[0]).not.toHaveProperty('Marker');
    const all = itemsOf(whole);
    expect(all).toHaveLength(count);

    const pages = await pagesOf(2);
    expect(pages).toHaveLength(Math.max(1, Math.ceil(count / 2)));
    for (const page of pages.slice(0, -1)) {
      expect(page).toMatchObject({ IsTruncated: true, Marker: expect.stringMatching(/^[ -~]{1,320}$/) });
      expect(itemsOf([page]).length).toBeLessThanOrEqual(2);
    }
    expect(pages.at(-1)).toMatchObject({ IsTruncated: false });
    expect(itemsOf(pages)).toEqual(all);
  });
});

describe('pages', () => {
  it('every operation that the SDK paginates and Stint has is in the table', () => {
    const paginated = Object.keys(sdk).flatMap((name) => /^paginate(.+)$/.exec(name)?.[1] ?? []);
    const tested = new Set(LISTINGS.map(([operation]) => operation));
    const forgotten = paginated.filter((name) => OPERATIONS.iam.has(name) && !tested.has(name));
    expect(forgotten).toEqual([]);
  });

  it('a hundred items by default', async () => {
    const B = '222233334444';
    await place(
      server,
      account(B).many(101, 'u', (to, name) => to.user(name)),
    );
    const first = await call<{ Users: object[]; Marker: string }>(server, server.root(B), 'iam:ListUsers');
    expect(first.Users).toHaveLength(100);
    expect(await call(server, server.root(B), 'iam:ListUsers', { Marker: first.Marker })).toMatchObject({
      Users: [{ UserName: 'u0100' }],
      IsTruncated: false,
    });
  });

  it('what is created or deleted meanwhile neither repeats nor hides the others', async () => {
    const C = '333344445555';
    await place(
      server,
      account(C).many(9, 'u', (to, name) => to.user(name)),
    );
    const root = server.root(C);
    const page = (Marker?: string) =>
      call<{ Users: { UserName: string }[]; Marker: string }>(server, root, 'iam:ListUsers', {
        MaxItems: 3,
        Marker,
      });
    const first = await page();
    // The one that the marker points at goes, one before and one behind it come.
    await call(server, root, 'iam:DeleteUser', { UserName: 'u0003' });
    await call(server, root, 'iam:CreateUser', { UserName: 'u0000a' });
    await call(server, root, 'iam:CreateUser', { UserName: 'u0004a' });
    const second = await page(first.Marker);
    expect(second.Users.map((one) => one.UserName)).toEqual(['u0004', 'u0004a', 'u0005']);
    const third = await page(second.Marker);
    expect(third.Users.map((one) => one.UserName)).toEqual(['u0006', 'u0007', 'u0008']);
  });

  it('an empty marker is no marker', async () => {
    const { status, body } = await query(server, server.root(A), 'iam:ListUsers', { Marker: '' });
    expect(status).toBe(400);
    expect(body).toContain('<Code>ValidationError</Code>');
  });
});
