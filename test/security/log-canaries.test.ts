/** Case 176: nothing secret in any output of the server, at the level that says most. */
import {
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  ListUsersCommand,
  PutUserPolicyCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { adminClient, describeFault, readSettings, serve, serverLog } from '../../src/server/index.ts';
import { adminText } from '../support/admin.ts';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import type { Credentials } from '../support/server.ts';

let place: TestDirectory;
afterEach(() => place?.remove());

interface KeyPair {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
}

/** Every form in which a secret could slip out. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('hex')];
}

describe('case 176: the log and the events of a whole story', () => {
  it('hold no secret access key, session token or planted secret', async () => {
    place = testDirectory();
    const output: string[] = [];
    const settings = readSettings(
      { listen: '127.0.0.1:0', data: place.data, log: { level: 'trace' } },
      'the test',
    );
    const log = serverLog(settings, { write: (line) => void output.push(line) });
    const serving = await serve({
      settings,
      masterKey: place.masterKey,
      development: false,
      ...log,
      site: (_request, response) => response.writeHead(404).end(),
    });
    const operator = adminClient(serving.adminSocket);
    const secrets: string[] = ['PLANTED-canary-7f3a', 'PLANTED-unsigned-91bc'];
    const client = (credentials: Credentials) => ({
      endpoint: serving.url,
      region: 'us-east-1',
      credentials: credentials as { accessKeyId: string; secretAccessKey: string },
      maxAttempts: 1,
    });
    const iam = (credentials: Credentials) => new IAMClient(client(credentials));
    const sts = (credentials: Credentials) => new STSClient(client(credentials));
    const keyOf = (pair: KeyPair): Credentials => {
      secrets.push(pair.SecretAccessKey);
      return { accessKeyId: pair.AccessKeyId, secretAccessKey: pair.SecretAccessKey };
    };
    const made = await operator.call<{ RootAccessKey: KeyPair }>('CreateAccount', {
      Name: 'canary',
      AccountId: '111122223333',
    });
    const root = keyOf(made.RootAccessKey);
    await iam(root).send(new CreateUserCommand({ UserName: 'alice' }));
    const { AccessKey } = await iam(root).send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const alice = keyOf({
      AccessKeyId: AccessKey!.AccessKeyId!,
      SecretAccessKey: AccessKey!.SecretAccessKey!,
    });
    const passwords = { OldPassword: 'PLANTED-password-5d21', NewPassword: 'PLANTED-password-6e32' };
    secrets.push(passwords.OldPassword, passwords.NewPassword, 'PLANTED-refused', 'argon2');
    const profile = { UserName: 'alice', Password: passwords.OldPassword };
    await iam(root).send(new CreateLoginProfileCommand(profile));
    const policy = { AllowUsersToChangePassword: true, RequireNumbers: true };
    await iam(root).send(new UpdateAccountPasswordPolicyCommand(policy));
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }],
    });
    const allow = trust.replace('"Principal":{"AWS":"111122223333"}', '"Resource":"*"');
    await iam(root).send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: trust }));
    await iam(root).send(
      new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'p', PolicyDocument: allow }),
    );
    await iam(alice).send(new ChangePasswordCommand(passwords));
    for (const { Credentials: issued } of [
      await sts(alice).send(
        new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::111122223333:role/worker', RoleSessionName: 'work' }),
      ),
      await sts(alice).send(new GetSessionTokenCommand({})),
    ]) {
      secrets.push(issued!.SecretAccessKey!, issued!.SessionToken!);
    }
    // Refused requests, with secrets where none belong.
    const refused = await Promise.allSettled([
      sts({ ...alice, secretAccessKey: 'PLANTED-canary-7f3a' }).send(new GetCallerIdentityCommand({})),
      sts({ ...alice, sessionToken: 'PLANTED-canary-7f3a' }).send(new GetCallerIdentityCommand({})),
      iam({ ...alice, sessionToken: secrets.at(-1) }).send(new ListUsersCommand({})),
      iam(alice).send(new ChangePasswordCommand(passwords)),
      iam(root).send(new UpdateLoginProfileCommand({ ...profile, Password: 'PLANTED-refused' })),
      iam(root).send(new UpdateLoginProfileCommand({ ...profile, Password: 'PLANTED-password-5d21\u0100' })),
    ]);
    expect(refused.filter(({ status }) => status !== 'rejected')).toEqual([]);
    await fetch(`${serving.url}/?SecretAccessKey=PLANTED-unsigned-91bc`, { method: 'POST' });
    await operator
      .call('ApplySeed', { FileName: 's', Text: 'accounts: [PLANTED-canary-7f3a]' })
      .catch(() => 0);
    const { Events } = await operator.call<{ Events: { Record: string }[] }>('LookupEvents', {
      MaxResults: 1000,
    });
    const metrics = await adminText(serving.adminSocket, '/metrics');
    await serving.stop();

    expect(Events.length).toBeGreaterThan(10);
    expect(output.length).toBeGreaterThan(10);
    expect(output.join('')).toContain('"operation":"AssumeRole"');
    const everything = [...output, ...Events.map(({ Record }) => Record), metrics].join('\n');
    for (const form of secrets.flatMap(formsOf)) expect(everything).not.toContain(form);
  });
});

describe('case 176: a fault', () => {
  it.each([
    ['of a parser, which quotes what it read', () => JSON.parse('PLANTED-canary')],
    ['of a type', () => (undefined as unknown as Record<string, string>)['PLANTED-canary']!.length],
    [
      'of something unknown',
      () => {
        throw new Error('PLANTED-canary');
      },
    ],
    [
      'within another',
      () => {
        throw new Error('x', { cause: new Error('PLANTED-canary') });
      },
    ],
    [
      'that is no error',
      () => {
        throw 'PLANTED-canary';
      },
    ],
  ])('%s is told without its text', (_what, fail) => {
    let thrown: unknown;
    try {
      fail();
    } catch (error) {
      thrown = error;
    }
    const told = describeFault(thrown);
    expect(JSON.stringify(told)).not.toContain('PLANTED');
    expect(told.name).not.toBe('');
  });

  it('of the system is told with its text', () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(describeFault(error)).toMatchObject({
      code: 'ENOSPC',
      message: expect.stringContaining('no space'),
    });
  });
});
