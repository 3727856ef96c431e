/** Rotation of keys, backups and the proof of the events, on a data directory of its own. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateAccessKeyCommand, CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminClient, type OperatorConnection, restoreData } from '../../src/server/index.ts';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';

const ACCOUNT = '111122223333';

let place: TestDirectory;
let server: TestServer;
let operator: OperatorConnection;
let root: Credentials;
let alice: Credentials;

const start = async (data: string): Promise<void> => {
  server = await startServer({ data }, { development: false, masterKey: place.masterKey });
  operator = adminClient(server.serving.adminSocket);
};

const whoIs = (credentials: Credentials) => server.sts(credentials).send(new GetCallerIdentityCommand({}));

const sessionOf = async (credentials: Credentials): Promise<Credentials> => {
  const { Credentials: issued } = await server.sts(credentials).send(new GetSessionTokenCommand({}));
  return {
    accessKeyId: issued!.AccessKeyId!,
    secretAccessKey: issued!.SecretAccessKey!,
    sessionToken: issued!.SessionToken,
  };
};

beforeEach(async () => {
  place = testDirectory();
  await start(place.data);
  const { RootAccessKey } = await operator.call<{
    RootAccessKey: { AccessKeyId: string; SecretAccessKey: string };
  }>('CreateAccount', { Name: 'a', AccountId: ACCOUNT });
  root = { accessKeyId: RootAccessKey.AccessKeyId, secretAccessKey: RootAccessKey.SecretAccessKey };
  await server.iam(root).send(new CreateUserCommand({ UserName: 'alice' }));
  const { AccessKey } = await server.iam(root).send(new CreateAccessKeyCommand({ UserName: 'alice' }));
  alice = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
});
afterEach(async () => {
  await server.stop();
  place.remove();
  expect(server.faults).toEqual([]);
});

describe('RotateKeyring', () => {
  it('case 178: seals every secret anew, so that the older key can go, and all is readable after a restart', async () => {
    const rotated = await operator.call('RotateKeyring', { Retire: true });
    expect(rotated).toMatchObject({
      Purposes: [
        { Purpose: 'secrets', Version: 2, Renewed: 2, RetiredVersions: [1] },
        { Purpose: 'session-tokens', Version: 2, RetiredVersions: [1] },
        { Purpose: 'markers', Version: 2, RetiredVersions: [1] },
        { Purpose: 'audit-checkpoints', Version: 2, RetiredVersions: [] },
        { Purpose: 'row-digests', Version: 2, Renewed: 1, RetiredVersions: [1] },
      ],
    });
    await whoIs(alice);
    await server.iam(root).send(new CreateUserCommand({ UserName: 'bob' }));
    await server.stop();
    await start(place.data);
    await whoIs(alice);
    await whoIs(root);
    expect((await server.iam(root).send(new ListUsersCommand({}))).Users).toHaveLength(2);
    expect(await operator.call('VerifyEvents', {})).toMatchObject({ Verified: true });
  });

  it('case 179: session tokens outlive a rotation, and die at once with the key that sealed them', async () => {
    const session = await sessionOf(alice);
    await operator.call('RotateKeyring', { Purposes: ['session-tokens'] });
    await whoIs(session);
    const younger = await sessionOf(alice);
    await operator.call('RotateKeyring', { Purposes: ['session-tokens'], Resume: true, Retire: true });
    await expect(whoIs(session)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    await whoIs(younger);
  });

  it('that was cut off goes on without another version', async () => {
    await server.serving.node.keyring.rotate('secrets');
    expect(
      await operator.call('RotateKeyring', { Purposes: ['secrets'], Resume: true, Retire: true }),
    ).toMatchObject({ Purposes: [{ Version: 2, Renewed: 2, RetiredVersions: [1] }] });
    await whoIs(alice);
    expect(await operator.call('DescribeKeyring', {})).toMatchObject({
      Purposes: expect.arrayContaining([
        { Purpose: 'secrets', Versions: [{ Version: 2, CreateDate: expect.any(Number) }] },
      ]),
    });
  });
});

describe('CreateBackup', () => {
  it('holds accounts, secrets and events, and restores them', async () => {
    const File = join(place.path, 'backup');
    await operator.call('SetRootPassword', { AccountId: ACCOUNT, Password: 'saved Password 1' });
    const made = await operator.call<{ AuditDirectory: string; Records: string }>('CreateBackup', { File });
    expect(Number(made.Records)).toBeGreaterThan(0);
    expect(statSync(File).mode & 0o777).toBe(0o600);
    expect(statSync(made.AuditDirectory).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(made.AuditDirectory)) {
      expect(statSync(join(made.AuditDirectory, name)).mode & 0o777).toBe(0o600);
    }
    await server.iam(root).send(new CreateUserCommand({ UserName: 'later' }));
    await operator.call('SetRootPassword', { AccountId: ACCOUNT, Password: 'later Password 2' });
    await server.stop();
    const restored = join(place.path, 'restored');
    await restoreData(File, restored);
    await start(restored);
    await whoIs(alice);
    const signIn = (password: string) =>
      server.serving.node.signIn.verify({ account: ACCOUNT, password, address: '192.0.2.1' });
    expect(await signIn('saved Password 1')).toMatchObject({ state: 'good' });
    expect(await signIn('later Password 2')).toBeUndefined();
    expect((await server.iam(root).send(new ListUsersCommand({}))).Users).toHaveLength(1);
    expect(await operator.call('VerifyEvents', {})).toMatchObject({ Verified: true });
    expect(await operator.call('LookupEvents', { Action: 'iam:CreateUser' })).toMatchObject({
      Events: [{ Record: expect.stringContaining('"alice"') }],
    });
    await expect(restoreData(File, restored)).rejects.toThrow(/not empty|in use/);
  });

  it('while requests are served, is whole', async () => {
    const iam = server.iam(root);
    const writes = Array.from({ length: 30 }, (_, n) =>
      iam.send(new CreateUserCommand({ UserName: `user-${n}` })),
    );
    const File = join(place.path, 'busy');
    await operator.call('CreateBackup', { File });
    await Promise.all(writes);
    await server.stop();
    await restoreData(File, join(place.path, 'restored'));
    await start(join(place.path, 'restored'));
    await whoIs(alice);
    expect(await operator.call('VerifyEvents', {})).toMatchObject({ Verified: true });
  });

  it.each([
    ['a relative path', 'backup', 'InvalidRequest'],
    ['a directory that is not there', '/nowhere/at/all/backup', 'BackupFailed'],
  ])('to %s is refused', async (_what, File, code) => {
    await expect(operator.call('CreateBackup', { File })).rejects.toMatchObject({ code });
  });

  it('over another one is refused, and leaves that as it is', async () => {
    const File = join(place.path, 'backup');
    writeFileSync(File, 'mine');
    await expect(operator.call('CreateBackup', { File })).rejects.toMatchObject({ code: 'BackupFailed' });
    expect(readFileSync(File, 'utf8')).toBe('mine');
  });
});

describe('VerifyEvents', () => {
  it('case 180: names the first record that was changed', async () => {
    await server.serving.node.audit.flush();
    const directory = join(place.data, 'audit');
    const segment = join(directory, readdirSync(directory).find((name) => name.startsWith('events-'))!);
    const text = readFileSync(segment, 'utf8');
    writeFileSync(segment, text.replace('"userName":"alice"', '"userName":"mallo"'));
    const verdict = await operator.call('VerifyEvents', {});
    expect(verdict).toMatchObject({ Verified: false, BadRecord: { Defect: 'modified', Position: '2' } });
    writeFileSync(segment, text);
  });
});

describe('LookupEvents', () => {
  it('filters, and goes on behind what was seen', async () => {
    const { Events, NextPosition } = await operator.call<{
      Events: { Position: string; Record: string }[];
      NextPosition: string;
    }>('LookupEvents', { AccountId: ACCOUNT, MaxResults: 2 });
    expect(Events.map(({ Record }) => JSON.parse(Record).event.eventName)).toEqual([
      'CreateAccessKey',
      'CreateUser',
    ]);
    expect(
      await operator.call('LookupEvents', { AccountId: ACCOUNT, BeforePosition: NextPosition }),
    ).toMatchObject({ Events: [{ Position: '1' }] });
    expect(await operator.call('LookupEvents', { Principal: 'nobody' })).toEqual({ Events: [] });
    expect(await operator.call('LookupEvents', { Until: new Date(0) })).toEqual({ Events: [] });
  });

  it('follows them as they come', async () => {
    const ending = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const { Record } of operator.follow({ Action: 'iam:*' }, ending.signal)) {
        seen.push(JSON.parse(Record).event.requestParameters.userName);
        if (seen.length === 2) ending.abort();
      }
    })();
    const names = ['carol', 'dave'];
    // The follower begins behind what was recorded before it came.
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const UserName of names) await server.iam(root).send(new CreateUserCommand({ UserName }));
    await following;
    expect(seen).toEqual(names);
  });
});
