/** The administrator's socket as a file, and what it shows; the audit log that cannot be written; the cost of metrics. */
import { chmodSync, existsSync, linkSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailingFiles } from '../../src/audit/testing/failing-files.ts';
import { adminClient, operatorConnection, readSettings } from '../../src/server/index.ts';
import { adminText } from '../support/admin.ts';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import { startServer, type TestServer } from '../support/server.ts';

const ACCOUNT = '111122223333';

let place: TestDirectory;
let server: TestServer | undefined;

beforeEach(() => {
  place = testDirectory();
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  place.remove();
});

const start = async (): Promise<TestServer> => {
  server = await startServer({ data: place.data }, { masterKey: place.masterKey });
  return server;
};

const mode = (path: string): number => statSync(path).mode & 0o777;

describe('case 189: the socket', () => {
  it('is open to its owner only, in a directory that is so, whatever the umask; and is gone after the stop', async () => {
    const before = process.umask(0);
    try {
      const { serving } = await start();
      expect(serving.adminSocket).toBe(join(place.data, 'admin.sock'));
      expect([mode(place.data), mode(serving.adminSocket)]).toEqual([0o700, 0o600]);
      await serving.stop();
      expect(existsSync(serving.adminSocket)).toBe(false);
    } finally {
      process.umask(before);
      server = undefined;
    }
  });

  it('of a server in memory is in a private directory, which is gone after the stop', async () => {
    const { serving } = await startServer();
    const directory = join(serving.adminSocket, '..');
    expect([mode(directory), mode(serving.adminSocket)]).toEqual([0o700, 0o600]);
    expect(await adminClient(serving.adminSocket).call('ListAccounts', {})).toEqual({ Accounts: [] });
    await serving.stop();
    expect(existsSync(directory)).toBe(false);
  });

  it('that a dead process left is replaced', async () => {
    const { serving } = await start();
    await serving.stop();
    // A process that is killed leaves the file behind.
    const path = join(place.path, 's');
    const dead = createServer().listen(path);
    await new Promise((resolve) => dead.once('listening', resolve));
    linkSync(path, join(place.data, 'admin.sock'));
    await new Promise((resolve) => dead.close(resolve));
    const again = await start();
    await adminClient(again.serving.adminSocket).call('ListAccounts', {});
  });

  it.each([
    ['a file', (path: string) => writeFileSync(path, '')],
    ['a symbolic link', (path: string) => symlinkSync('/tmp/elsewhere', path)],
    ['a directory', (path: string) => mkdirSync(path)],
  ])('is not made over %s', async (_what, plant) => {
    const { serving } = await start();
    await serving.stop();
    plant(join(place.data, 'admin.sock'));
    server = undefined;
    await expect(start()).rejects.toThrow(/is not a socket: remove it/);
  });

  it('of a directory that others can open is not believed', async () => {
    await start();
    chmodSync(place.data, 0o755);
    const connecting = operatorConnection({
      settings: readSettings({ data: place.data }, 'the test'),
      masterKey: place.masterKey,
      onFault: () => undefined,
      onAlarm: () => undefined,
    });
    await expect(connecting).rejects.toThrow(/open to group or others/);
    chmodSync(place.data, 0o700);
  });

  it('shows metrics', async () => {
    const { serving, iam, root } = await start();
    await iam(root(ACCOUNT)).send(new CreateUserCommand({ UserName: 'alice' }));
    await expect(iam(root(ACCOUNT)).send(new CreateUserCommand({ UserName: 'alice' }))).rejects.toThrow();
    const text = await adminText(serving.adminSocket, '/metrics');
    expect(text).toContain('stint_requests_total{service="iam",operation="CreateUser",code="OK"} 1');
    expect(text).toContain(
      'stint_requests_total{service="iam",operation="CreateUser",code="EntityAlreadyExists"} 1',
    );
    expect(text).toContain('stint_request_duration_seconds_count{service="iam",operation="CreateUser"} 2');
    for (const name of [
      'stint_store_commits_total',
      'stint_account_drafts_total',
      'stint_password_hashes_total 0',
      'stint_password_hashes_waiting 0',
      'stint_audit_writable 1',
      'stint_accounts_loaded 1',
      'nodejs_eventloop_lag_seconds',
      'process_resident_memory_bytes',
    ]) {
      expect(text).toContain(name);
    }
  });
});

describe('case 181: the audit log cannot be written', () => {
  it('nothing is changed and no credentials are issued, reads go on, and it recovers by itself', async () => {
    const files = new FailingFiles();
    server = await startServer(
      { data: place.data },
      { masterKey: place.masterKey, openAuditFile: files.open },
    );
    const { serving, iam, sts, root, faults } = server;
    const client = iam(root(ACCOUNT));
    await client.send(new CreateUserCommand({ UserName: 'alice' }));
    await serving.node.audit.flush();
    files.plan = (call) => (call === 'write' ? 'ENOSPC' : undefined);
    // The event of this read is the first that cannot be kept.
    await client.send(new ListUsersCommand({}));
    await serving.node.audit.flush();
    await expect(client.send(new CreateUserCommand({ UserName: 'bob' }))).rejects.toMatchObject({
      name: 'ServiceUnavailable',
      $metadata: { httpStatusCode: 503 },
    });
    await expect(sts(root(ACCOUNT)).send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
      name: 'ServiceUnavailable',
    });
    await expect(adminClient(serving.adminSocket).call('CreateAccount', { Name: 'a' })).rejects.toMatchObject(
      { code: 'ServiceUnavailable' },
    );
    expect((await client.send(new ListUsersCommand({}))).Users).toHaveLength(1);
    expect(faults).toEqual([expect.stringMatching(/^the audit log cannot be written: .*ENOSPC/)]);
    files.plan = () => undefined;
    await expect.poll(() => serving.node.audit.writable, { timeout: 5_000, interval: 50 }).toBe(true);
    await client.send(new CreateUserCommand({ UserName: 'bob' }));
    expect(faults.at(-1)).toBe('the audit log is written again');
    const { Events } = await adminClient(serving.adminSocket).call<{ Events: { Record: string }[] }>(
      'LookupEvents',
      {},
    );
    const names = Events.map(({ Record }) => JSON.parse(Record).event?.eventName).reverse();
    // Without a gap: what was refused and read meanwhile is there too.
    expect(names.filter((name) => name === 'CreateUser')).toHaveLength(3);
    expect(names).toContain('GetSessionToken');
    expect(await adminClient(serving.adminSocket).call('VerifyEvents', {})).toMatchObject({ Verified: true });
  });
});
