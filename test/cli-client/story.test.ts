/** A story told with the AWS CLI: what its users type, and what it prints. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { aws, awsJson, missingClient, presignedIdentity } from './support/aws.ts';

const A = '111122223333';
/** Milliseconds; each call of the CLI takes most of a second of a core. */
const TIMEOUT = 60_000;

const missing = missingClient();
if (missing !== undefined) console.warn(`The tests with the AWS CLI are left out: ${missing}`);

describe.skipIf(missing !== undefined)('the AWS CLI', () => {
  let server: TestServer;
  let root: Credentials;
  let directory: string;
  let alice: Credentials;

  beforeAll(async () => {
    server = await startServer();
    root = server.root(A);
    directory = mkdtempSync(join(tmpdir(), 'stint-cli-'));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
    expect(server.faults).toEqual([]);
  });

  const file = (name: string, text: string): string => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return `file://${path}`;
  };
  const iam = <Answer>(...command: readonly string[]) => awsJson<Answer>(server.url, root, 'iam', ...command);

  it(
    'makes a user with a key, a policy and tags',
    async () => {
      expect(
        await iam('create-user', '--user-name', 'alice', '--path', '/staff/', '--tags', 'Key=team,Value=red'),
      ).toMatchObject({
        User: {
          Arn: `arn:aws:iam::${A}:user/staff/alice`,
          CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
          Tags: [{ Key: 'team', Value: 'red' }],
        },
      });
      const [, { AccessKey }, attached] = await Promise.all([
        iam('wait', 'user-exists', '--user-name', 'alice'),
        iam<{ AccessKey: { AccessKeyId: string; SecretAccessKey: string } }>(
          'create-access-key',
          '--user-name',
          'alice',
        ),
        iam(
          'put-user-policy',
          '--user-name',
          'alice',
          '--policy-name',
          'p',
          '--policy-document',
          file(
            'alice.json',
            JSON.stringify({
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: 'iam:Get*', Resource: '*' }],
            }),
          ),
        ),
      ]);
      expect(attached).toBeUndefined();
      alice = { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
      const [user, policy, identity] = await Promise.all([
        iam('get-user', '--user-name', 'alice'),
        iam('get-user-policy', '--user-name', 'alice', '--policy-name', 'p'),
        awsJson(server.url, alice, 'sts', 'get-caller-identity'),
      ]);
      expect(user).toMatchObject({ User: { Tags: [{ Key: 'team', Value: 'red' }] } });
      expect(policy).toMatchObject({ PolicyDocument: { Version: '2012-10-17' } });
      expect(identity).toMatchObject({ Arn: `arn:aws:iam::${A}:user/staff/alice`, Account: A });
    },
    TIMEOUT,
  );

  it(
    'prints refusals as AWS words them',
    async () => {
      const [denied, absent, invalid, twice] = await Promise.all([
        aws(server.url, alice, 'iam', 'list-users'),
        aws(server.url, root, 'iam', 'get-user', '--user-name', 'nobody'),
        aws(server.url, root, 'iam', 'create-user', '--user-name', 'a b'),
        aws(server.url, root, 'iam', 'create-user', '--user-name', 'ALICE'),
      ]);
      expect(denied).toMatchObject({
        code: 254,
        stderr: `An error occurred (AccessDenied) when calling the ListUsers operation: User: arn:aws:iam::${A}:user/staff/alice is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${A}:user/ because no identity-based policy allows the iam:ListUsers action`,
      });
      expect(absent).toMatchObject({
        code: 254,
        stderr:
          'An error occurred (NoSuchEntity) when calling the GetUser operation: The user with name nobody cannot be found.',
      });
      expect(invalid.stderr).toBe(
        'An error occurred (ValidationError) when calling the CreateUser operation: The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
      );
      expect(twice.stderr).toBe(
        'An error occurred (EntityAlreadyExists) when calling the CreateUser operation: User with name ALICE already exists.',
      );
    },
    TIMEOUT,
  );

  it(
    'makes a role, and assumes it',
    async () => {
      const trust = file(
        'trust.json',
        JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${A}:user/staff/alice` },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      );
      expect(
        await iam('create-role', '--role-name', 'auditor', '--assume-role-policy-document', trust),
      ).toMatchObject({ Role: { AssumeRolePolicyDocument: { Version: '2012-10-17' } } });
      const RoleArn = `arn:aws:iam::${A}:role/auditor`;
      const [, assumed] = await Promise.all([
        iam(
          'attach-role-policy',
          '--role-name',
          'auditor',
          '--policy-arn',
          'arn:aws:iam::aws:policy/IAMReadOnlyAccess',
        ),
        awsJson<{ Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string } }>(
          server.url,
          alice,
          'sts',
          'assume-role',
          '--role-arn',
          RoleArn,
          '--role-session-name',
          'work',
        ),
      ]);
      const { AccessKeyId, SecretAccessKey, SessionToken } = assumed.Credentials;
      const session = {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      };
      const [identity, listed, written] = await Promise.all([
        awsJson(server.url, session, 'sts', 'get-caller-identity'),
        awsJson(server.url, session, 'iam', 'list-users'),
        aws(server.url, session, 'iam', 'create-user', '--user-name', 'eve'),
      ]);
      expect(identity).toMatchObject({ Arn: `arn:aws:sts::${A}:assumed-role/auditor/work` });
      expect(listed).toMatchObject({ Users: [{ UserName: 'alice' }] });
      expect(written.stderr).toMatch(
        /^An error occurred \(AccessDenied\) when calling the CreateUser operation: /,
      );
    },
    TIMEOUT,
  );

  it(
    'pages with --max-items and --starting-token',
    async () => {
      const names = ['u1', 'u2', 'u3', 'u4', 'u5'];
      const clients = server.iam(root);
      const { CreateUserCommand } = await import('@aws-sdk/client-iam');
      for (const UserName of names) await clients.send(new CreateUserCommand({ UserName, Path: '/paged/' }));
      const list = (...more: readonly string[]) =>
        iam<{ Users: { UserName: string }[]; NextToken?: string }>(
          'list-users',
          '--path-prefix',
          '/paged/',
          '--page-size',
          '2',
          ...more,
        );
      const first = await list('--max-items', '3');
      expect(first.Users.map((one) => one.UserName)).toEqual(['u1', 'u2', 'u3']);
      const second = await list('--starting-token', first.NextToken!);
      expect(second.Users.map((one) => one.UserName)).toEqual(['u4', 'u5']);
    },
    TIMEOUT,
  );

  it(
    'a URL that botocore presigned is fetched by anyone, once more within its time',
    async () => {
      const url = await presignedIdentity(server.url, alice);
      for (let time = 0; time < 2; time++) {
        const answer = await fetch(url);
        expect(answer.status).toBe(200);
        expect(await answer.text()).toContain(`<Arn>arn:aws:iam::${A}:user/staff/alice</Arn>`);
      }
      const forged = await fetch(url.replace('GetCallerIdentity', 'GetSessionToken'));
      expect(forged.status).toBe(403);
      await forged.text();
    },
    TIMEOUT,
  );

  it(
    'gives a password, which its user changes',
    async () => {
      const [made] = await Promise.all([
        iam(
          'create-login-profile',
          '--user-name',
          'alice',
          '--password',
          'old Password 1',
          '--password-reset-required',
        ),
        iam('update-account-password-policy', '--allow-users-to-change-password', '--require-numbers'),
      ]);
      expect(made).toMatchObject({ LoginProfile: { UserName: 'alice', PasswordResetRequired: true } });
      const change = ['iam', 'change-password', '--old-password', 'old Password 1', '--new-password'];
      expect((await aws(server.url, alice, ...change, 'Password')).stderr).toBe(
        'An error occurred (PasswordPolicyViolation) when calling the ChangePassword operation: Password should have at least one number',
      );
      expect((await aws(server.url, alice, ...change, 'new Password 2')).stderr).toBe('');
      const shown = await iam('get-login-profile', '--user-name', 'alice');
      expect(shown).toMatchObject({ LoginProfile: { UserName: 'alice', PasswordResetRequired: false } });
      await iam('delete-login-profile', '--user-name', 'alice');
    },
    TIMEOUT,
  );

  it(
    'takes everything down again',
    async () => {
      await Promise.all([
        iam('delete-user-policy', '--user-name', 'alice', '--policy-name', 'p'),
        iam('delete-access-key', '--user-name', 'alice', '--access-key-id', alice.accessKeyId),
      ]);
      const [, gone, conflict] = await Promise.all([
        iam('delete-user', '--user-name', 'alice'),
        aws(server.url, alice, 'sts', 'get-caller-identity'),
        aws(server.url, root, 'iam', 'delete-role', '--role-name', 'auditor'),
      ]);
      expect(gone.stderr).toBe(
        'An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.',
      );
      expect(conflict.stderr).toBe(
        'An error occurred (DeleteConflict) when calling the DeleteRole operation: Cannot delete entity, must detach all policies first.',
      );
    },
    TIMEOUT,
  );
});
