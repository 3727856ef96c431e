/** Attack cases on access keys: whose they are, how many, and who sees their secrets. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefused, notAuthorized } from '../api/support/attack.ts';
import { type PlacedAccount, place } from '../api/support/place.ts';
import { allow, document, inline } from '../api/support/policies.ts';
import { call, query, refusalOf } from '../api/support/requests.ts';
import { watch } from '../api/support/watch.ts';
import { account } from '../fixtures/account.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const A = '111122223333';
const user = (name: string) => `arn:aws:iam::${A}:user/${name}`;
const KEYS = ['iam:CreateAccessKey', 'iam:ListAccessKeys', 'iam:UpdateAccessKey', 'iam:DeleteAccessKey'];
const MANAGE_OWN = inline(allow(KEYS, `arn:aws:iam::${A}:user/\${aws:username}`));

interface Created {
  readonly AccessKey: {
    readonly UserName?: string;
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
  };
}

let server: TestServer;
let a: PlacedAccount;

beforeAll(async () => {
  server = await startServer();
  a = await place(
    server,
    account(A)
      .user('alice', MANAGE_OWN)
      .user('bob', MANAGE_OWN)
      .user('admin', inline(allow('iam:*')))
      .accessKey('alice')
      .accessKey('bob')
      .accessKey('admin'),
  );
});
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

const create = (credentials: Credentials, input: object = {}) =>
  call<Created>(server, credentials, 'iam:CreateAccessKey', input);

describe('case 72: whose key CreateAccessKey makes', () => {
  it('without UserName, the caller’s', async () => {
    const { AccessKey } = await create(a.keyOf('alice'));
    expect(AccessKey.UserName).toBe('alice');
    await call(server, a.keyOf('alice'), 'iam:DeleteAccessKey', { AccessKeyId: AccessKey.AccessKeyId });
  });

  it("with another's UserName, it needs the right to that user's ARN", async () => {
    await expectRefused(server, A, () => create(a.keyOf('alice'), { UserName: 'bob' }), {
      refusal: notAuthorized(
        user('alice'),
        'iam:CreateAccessKey',
        user('bob'),
        'because no identity-based policy allows the iam:CreateAccessKey action',
      ),
      decision: { verdict: 'implicitDeny', by: 'identity', resource: user('bob') },
      secrets: [a.keyOf('alice')],
    });
    const { AccessKey } = await create(a.keyOf('admin'), { UserName: 'bob' });
    expect(AccessKey.UserName).toBe('bob');
    await call(server, a.keyOf('admin'), 'iam:DeleteAccessKey', {
      UserName: 'bob',
      AccessKeyId: AccessKey.AccessKeyId,
    });
  });

  it("root without UserName makes root's; an administrator never does", async () => {
    const B = '222233334444';
    const root = server.root(B);
    const { AccessKey } = await create(root);
    expect(AccessKey.UserName).toBeUndefined();
    const credentials = { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
    expect(await call(server, credentials, 'sts:GetCallerIdentity')).toMatchObject({
      Arn: `arn:aws:iam::${B}:root`,
    });
    for (const UserName of ['root', '<root_account>', `arn:aws:iam::${A}:root`, A]) {
      expect(await refusalOf(create(a.keyOf('admin'), { UserName })), UserName).toMatch(
        /^(?:NoSuchEntity 404|ValidationError 400) /,
      );
    }
  });
});

describe("case 73: another user's keys", () => {
  it('through the own name they are not there', async () => {
    const AccessKeyId = a.keyOf('bob').accessKeyId;
    const refusal = `NoSuchEntity 404 The Access Key with id ${AccessKeyId} cannot be found.`;
    for (const [operation, input] of [
      ['iam:UpdateAccessKey', { Status: 'Inactive' }],
      ['iam:DeleteAccessKey', {}],
    ] as const) {
      for (const names of [{}, { UserName: 'alice' }]) {
        const attempt = () => call(server, a.keyOf('alice'), operation, { ...names, ...input, AccessKeyId });
        await expectRefused(server, A, attempt, { refusal, secrets: [a.keyOf('bob')] });
      }
    }
    expect(await call(server, a.keyOf('bob'), 'iam:ListAccessKeys')).toMatchObject({
      AccessKeyMetadata: [{ UserName: 'bob', AccessKeyId, Status: 'Active' }],
    });
  });

  it.each([
    ['iam:ListAccessKeys', {}],
    ['iam:UpdateAccessKey', { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Inactive' }],
    ['iam:DeleteAccessKey', { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }],
  ] as const)('%s of another user needs the right to that user', async (operation, input) => {
    await expectRefused(
      server,
      A,
      () => call(server, a.keyOf('alice'), operation, { UserName: 'bob', ...input }),
      {
        refusal: new RegExp(
          `^AccessDenied 403 User: ${user('alice')} .* ${operation} on resource: ${user('bob')} `,
        ),
        decision: { verdict: 'implicitDeny', by: 'identity', resource: user('bob') },
      },
    );
  });

  it.each([
    ['in lower case', (id: string) => id.toLowerCase()],
    ['with a blank behind', (id: string) => `${id} `],
    ['with a blank before', (id: string) => ` ${id}`],
    ['with a line break', (id: string) => `${id}\n`],
    ['shortened', (id: string) => id.slice(0, -1)],
    ['lengthened', (id: string) => `${id}A`],
  ])('case 81: an access key id %s is another id', async (_what, change) => {
    const AccessKeyId = change(a.keyOf('alice').accessKeyId);
    const attempt = () =>
      call(server, a.keyOf('alice'), 'iam:UpdateAccessKey', { AccessKeyId, Status: 'Inactive' });
    await expectRefused(server, A, attempt, { refusal: /^(?:ValidationError 400|NoSuchEntity 404) / });
    await call(server, a.keyOf('alice'), 'iam:ListAccessKeys');
  });
});

describe('case 75: a secret is shown once', () => {
  it('in the answer that made it, and never again', async () => {
    const made = await watch(server, A, () => create(a.keyOf('admin'), { UserName: 'bob' }));
    const { AccessKeyId, SecretAccessKey } = made.output!.AccessKey;
    expect(SecretAccessKey).toMatch(/^[A-Za-z0-9/+]{40}$/);
    expect(made.event.responseElements).toMatchObject({ accessKey: { accessKeyId: AccessKeyId } });
    const told = [JSON.stringify(made.event)];
    for (const [operation, input] of [
      ['iam:ListAccessKeys', { UserName: 'bob' }],
      ['iam:GetUser', { UserName: 'bob' }],
      ['iam:GetAccessKeyLastUsed', { AccessKeyId }],
      ['iam:ListUsers', {}],
      ['iam:GetAccountAuthorizationDetails', {}],
      ['iam:GenerateCredentialReport', {}],
      ['iam:GetCredentialReport', {}],
    ] as const) {
      const { body, status } = await query(
        server,
        a.keyOf('admin'),
        operation,
        input as Record<string, string>,
      );
      expect(status, operation).toBe(200);
      told.push(body);
    }
    const everything = told.join('\n');
    expect(everything).toContain(AccessKeyId);
    for (const encoding of ['utf8', 'base64', 'hex'] as const) {
      expect(everything).not.toContain(Buffer.from(SecretAccessKey).toString(encoding));
    }
    await call(server, a.keyOf('admin'), 'iam:DeleteAccessKey', { UserName: 'bob', AccessKeyId });
  });
});

describe('case 76: an inactive key', () => {
  it('stays so after a restart, and its secret is nowhere on the disk', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'stint-keys-'));
    const data = join(directory, 'data');
    const masterKey = { kind: 'file', path: join(directory, 'master.key'), create: true } as const;
    try {
      const first = await startServer({ data }, { masterKey });
      const root = first.root(A);
      await call(first, root, 'iam:CreateUser', { UserName: 'carol' });
      const { AccessKey } = await call<Created>(first, root, 'iam:CreateAccessKey', { UserName: 'carol' });
      const { AccessKeyId, SecretAccessKey } = AccessKey;
      const carol = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
      const whoami = (at: TestServer) => call(at, carol, 'sts:GetCallerIdentity');
      await whoami(first);
      const set = (at: TestServer, Status: string) =>
        call(at, root, 'iam:UpdateAccessKey', { UserName: 'carol', AccessKeyId, Status });
      await set(first, 'Inactive');
      const refused = 'InvalidClientTokenId 403 The security token included in the request is invalid.';
      expect(await refusalOf(whoami(first))).toBe(refused);
      await first.stop();

      for (const name of readdirSync(data, { recursive: true, withFileTypes: true })) {
        if (!name.isFile()) continue;
        const bytes = readFileSync(join(name.parentPath, name.name));
        expect(bytes.includes(SecretAccessKey), name.name).toBe(false);
        expect(bytes.includes(Buffer.from(SecretAccessKey).toString('base64')), name.name).toBe(false);
      }

      const second = await startServer({ data }, { masterKey });
      expect(await refusalOf(whoami(second))).toBe(refused);
      await set(second, 'Active');
      expect(await whoami(second)).toMatchObject({ Arn: user('carol') });
      await second.stop();
      expect([...first.faults, ...second.faults]).toEqual([]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('case 74: a third key', () => {
  it('is refused, also when fifty are asked for at once', async () => {
    const B = '333344445555';
    const root = server.root(B);
    await call(server, root, 'iam:CreateUser', { UserName: 'carol' });
    const seen = await watch(server, B, () =>
      Promise.all(Array.from({ length: 50 }, () => refusalOf(create(root, { UserName: 'carol' })))),
    );
    const refusals = seen.output!.filter((refusal) => refusal !== undefined);
    expect(refusals).toHaveLength(48);
    expect(new Set(refusals)).toEqual(
      new Set(['LimitExceeded 409 Cannot exceed quota for AccessKeysPerUser: 2']),
    );
    expect(seen.events).toHaveLength(50);
    expect(await call(server, root, 'iam:ListAccessKeys', { UserName: 'carol' })).toMatchObject({
      AccessKeyMetadata: [{ Status: 'Active' }, { Status: 'Active' }],
    });
    // Inactive keys count.
    const { AccessKeyMetadata } = await call<{ AccessKeyMetadata: { AccessKeyId: string }[] }>(
      server,
      root,
      'iam:ListAccessKeys',
      { UserName: 'carol' },
    );
    const { AccessKeyId } = AccessKeyMetadata[0]!;
    await call(server, root, 'iam:UpdateAccessKey', { UserName: 'carol', AccessKeyId, Status: 'Inactive' });
    expect(await refusalOf(create(root, { UserName: 'carol' }))).toMatch(/^LimitExceeded 409 /);
    await call(server, root, 'iam:DeleteAccessKey', { UserName: 'carol', AccessKeyId });
    await create(root, { UserName: 'carol' });
  });

  it('the same race for users, policy versions, attachments, memberships and instance profiles', async () => {
    const small = await startServer({
      quotas: { usersPerAccount: 3, rolesPerAccount: 2, groupsPerAccount: 2 },
    });
    const C = '555566667777';
    const root = small.root(C);
    const race = async (operation: `iam:${string}`, inputs: readonly object[]) =>
      (await Promise.all(inputs.map((input) => refusalOf(call(small, root, operation, input))))).filter(
        (refusal) => refusal === undefined,
      ).length;
    const fifty = <Item>(make: (at: number) => Item) => Array.from({ length: 50 }, (_, at) => make(at));
    try {
      expect(
        await race(
          'iam:CreateUser',
          fifty((at) => ({ UserName: `u${at}` })),
        ),
      ).toBe(3);
      const DOCUMENT = document(allow('s3:GetObject'));
      const AssumeRolePolicyDocument = document({
        Effect: 'Allow',
        Principal: { AWS: C },
        Action: 'sts:AssumeRole',
      });
      expect(
        await race(
          'iam:CreateRole',
          fifty((at) => ({ RoleName: `r${at}`, AssumeRolePolicyDocument })),
        ),
      ).toBe(2);
      expect(
        await race(
          'iam:CreateGroup',
          fifty((at) => ({ GroupName: `g${at}` })),
        ),
      ).toBe(2);
      const PolicyArn = `arn:aws:iam::${C}:policy/p`;
      await call(small, root, 'iam:CreatePolicy', { PolicyName: 'p', PolicyDocument: DOCUMENT });
      expect(
        await race(
          'iam:CreatePolicyVersion',
          fifty(() => ({ PolicyArn, PolicyDocument: DOCUMENT })),
        ),
      ).toBe(4);
      const { Users } = await call<{ Users: { UserName: string }[] }>(small, root, 'iam:ListUsers');
      const { UserName } = Users[0]!;
      for (let at = 0; at < 12; at++) {
        await call(small, root, 'iam:CreatePolicy', { PolicyName: `p${at}`, PolicyDocument: DOCUMENT });
      }
      expect(
        await race(
          'iam:AttachUserPolicy',
          Array.from({ length: 12 }, (_, at) => ({ UserName, PolicyArn: `${PolicyArn}${at}` })),
        ),
      ).toBe(10);
      expect(await call(small, root, 'iam:GetAccountSummary')).toMatchObject({
        SummaryMap: { Users: 3, Roles: 2, Groups: 2 },
      });
      // Names are unique whoever comes first.
      await call(small, root, 'iam:DeleteUser', { UserName: Users[1]!.UserName });
      expect(
        await race(
          'iam:CreateUser',
          fifty((at) => ({ UserName: at % 2 ? 'twin' : 'TWIN' })),
        ),
      ).toBe(1);
    } finally {
      await small.stop();
    }
    expect(small.faults).toEqual([]);
  });
});
