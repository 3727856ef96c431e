/** The operator's commands as processes, with a server and without one. */
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PURPOSES } from '../../src/cli/operator/command.ts';
import { eventLine } from '../../src/cli/operator/event-line.ts';
import { momentOf } from '../../src/cli/operator/moment.ts';
import { purposes } from '../../src/store/index.ts';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import { json, type Running, run, start } from './support/stint.ts';

const ACCOUNT = '111122223333';

interface KeyPair {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
}

let place: TestDirectory;
let server: Running;
let url: string;
let here: { cwd: string; env: Record<string, string> };

const iam = ({ AccessKeyId, SecretAccessKey }: KeyPair): IAMClient =>
  new IAMClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey },
    maxAttempts: 1,
  });

beforeAll(async () => {
  place = testDirectory();
  here = { cwd: place.path, env: { STINT_DATA: 'data' } };
  server = start(['serve', '--listen', '127.0.0.1:0', '--json'], here);
  ({ url } = JSON.parse(await server.line()) as { url: string });
});
afterAll(async () => {
  await server.stop('SIGKILL');
  place.remove();
});

// One installation lives through this file: each part begins where the one before ended.
describe('with a server', () => {
  let root: KeyPair;

  it('an account is made, with a root key that works and an id that is taken once', async () => {
    const words = ['accounts', 'create', 'production', '--account-id', ACCOUNT];
    const made = await run(words, here);
    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining('this once') });
    const found = /AWS_ACCESS_KEY_ID=(\S+)\n {2}AWS_SECRET_ACCESS_KEY=(\S+)\n$/.exec(made.stdout)!;
    root = { AccessKeyId: found[1]!, SecretAccessKey: found[2]! };
    await iam(root).send(new CreateUserCommand({ UserName: 'alice' }));
    const again = await run(words, here);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toMatch(new RegExp(`^stint: .*${ACCOUNT}.*\\n$`));
  });

  it('an account is disabled and enabled', async () => {
    const disabled = await run(['accounts', 'disable', ACCOUNT], here);
    expect(disabled).toMatchObject({ code: 0, stdout: expect.stringContaining('is disabled') });
    await expect(iam(root).send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    const listed = await run(['accounts', 'list'], here);
    expect(listed.stdout).toMatch(/^ACCOUNT +STATUS +CREATED +ALIAS +NAME$/m);
    expect(listed.stdout).toMatch(new RegExp(`^${ACCOUNT} +Disabled +\\S+Z +- +production$`, 'm'));
    await json(['accounts', 'enable', ACCOUNT], here);
    expect((await iam(root).send(new ListUsersCommand({}))).Users).toHaveLength(1);
  });

  it("case 72: root's keys are replaced, and the one from before is refused at once", async () => {
    const reset = await json<{ RootAccessKey: KeyPair; DeletedAccessKeyIds: string[] }>(
      ['root', 'reset', ACCOUNT],
      here,
    );
    expect(reset.DeletedAccessKeyIds).toEqual([root.AccessKeyId]);
    await expect(iam(root).send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    root = reset.RootAccessKey;
    expect((await iam(root).send(new ListUsersCommand({}))).Users).toHaveLength(1);
    const shown = await run(['accounts', 'show', ACCOUNT], here);
    expect(shown.stdout).toMatch(/^ {2}users +1$/m);
    expect(shown.stdout).toMatch(new RegExp(`root's key +${root.AccessKeyId} +Active`));
  });

  it('its root gets a password, made or given, which is printed once at most, and which a reset takes away', async () => {
    const made = await run(['root', 'reset', ACCOUNT, '--password'], here);
    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining('this once') });
    const found = /^The password of the root of 111122223333: ([A-Za-z0-9]{24})\n$/.exec(made.stdout);
    expect(found).not.toBeNull();
    // Keys stay.
    await iam(root).send(new ListUsersCommand({}));
    const given = { ...here, input: 'given Password 1\nand more\n' };
    const set = await run(['root', 'reset', ACCOUNT, '--password-stdin'], given);
    expect(set).toEqual({ code: 0, stdout: `The root of ${ACCOUNT} has its new password.\n`, stderr: '' });
    expect((await run(['accounts', 'show', ACCOUNT], here)).stdout).toMatch(
      /^ {2}root's password +set \S+Z, last used never$/m,
    );
    const weak = await run(['root', 'reset', ACCOUNT, '--password-stdin'], { ...here, input: 'weak' });
    expect(weak).toMatchObject({ code: 1, stderr: expect.stringContaining('minimum length of 8') });
    const none = await run(['root', 'reset', ACCOUNT, '--password-stdin'], { ...here, input: '\n' });
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('--password-stdin') });
    const both = await run(['root', 'reset', ACCOUNT, '--password', '--password-stdin'], here);
    expect(both.code).toBe(2);

    const events = await run(['events', '--action', 'SetRootPassword', '--json'], here);
    expect(events.stdout.trim().split('\n')).toHaveLength(3);
    expect(events.stdout).not.toMatch(new RegExp(`${found![1]}|given Password|weak|argon2`));
    const reset = await json<{ RootAccessKey: KeyPair; DeletedPassword: boolean }>(
      ['root', 'reset', ACCOUNT],
      here,
    );
    expect(reset.DeletedPassword).toBe(true);
    root = reset.RootAccessKey;
    expect((await run(['accounts', 'show', ACCOUNT], here)).stdout).not.toContain("root's password");
  });

  it('events are followed and looked up, with the reason of a refusal', async () => {
    const following = start(['events', '--follow', '--limit', '1', '--action', 'iam:*', '--json'], here);
    // The newest of before, and thus it follows.
    expect(JSON.parse(await following.line())).toMatchObject({ event: { eventName: 'ListUsers' } });
    const { AccessKey } = await iam(root).send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const alice = { AccessKeyId: AccessKey!.AccessKeyId!, SecretAccessKey: AccessKey!.SecretAccessKey! };
    await expect(iam(alice).send(new ListUsersCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(JSON.parse(await following.line())).toMatchObject({ event: { eventName: 'CreateAccessKey' } });
    expect(JSON.parse(await following.line())).toMatchObject({ event: { errorCode: 'AccessDenied' } });
    expect((await following.stop('SIGINT')).code).toBe(130);

    const refused = ['events', '--principal', 'alice', '--decision', 'refused', '--since', '1h'];
    const { stdout } = await run(refused, here);
    expect(stdout).toMatch(
      new RegExp(
        `^\\S+Z {2}iam:ListUsers {2}on \\S+ {2}by arn:aws:iam::${ACCOUNT}:user/alice {2}from 127\\.0\\.0\\.1 {2}AccessDenied: .*\\n$`,
      ),
    );
    expect((await run([...refused, '--until', '1h'], here)).stdout).toBe('');
    const mutations = [
      'events',
      '--account',
      ACCOUNT,
      '--text',
      '"readOnly":false',
      '--limit',
      '2',
      '--json',
    ];
    expect(
      (await run(mutations, here)).stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).event.eventName),
    ).toEqual(['ResetRootCredentials', 'CreateAccessKey']);
  });

  it('keys are rotated and retired', async () => {
    const rotated = await run(['keyring', 'rotate', 'secrets', 'markers', '--retire'], here);
    expect(rotated.stdout).toMatch(/^secrets +2 +3 +1$/m);
    expect(rotated.stdout).toMatch(/^markers +2 +0 +1$/m);
    const { Purposes } = await json<{ Purposes: { Purpose: string; Versions: object[] }[] }>(
      ['keyring', 'show'],
      here,
    );
    expect(Purposes.find(({ Purpose }) => Purpose === 'secrets')!.Versions).toEqual([
      { Version: 2, CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
    ]);
    await iam(root).send(new ListUsersCommand({}));
  });

  it('a backup is written beside the caller, and not over another one', async () => {
    const made = await run(['backup', 'saved'], here);
    expect(made.stdout).toContain(join(place.path, 'saved.audit'));
    expect(statSync(join(place.path, 'saved')).mode & 0o777).toBe(0o600);
    expect((await run(['backup', 'saved'], here)).code).toBe(1);
  });

  it('a follower is told when the server ends', async () => {
    const following = start(['events', '--follow', '--limit', '1'], here);
    await following.line();
    expect((await server.stop()).code).toBe(0);
    const { code, stderr } = await following.ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'stint: the server ended\n' });
  });
});

describe('without a server', () => {
  it('the data directory is opened, with its key only', async () => {
    const { Accounts } = await json<{ Accounts: { AccountId: string }[] }>(['accounts', 'list'], here);
    expect(Accounts.map(({ AccountId }) => AccountId)).toContain(ACCOUNT);
    copyFileSync(join(place.path, 'data.key'), join(place.path, 'kept.key'));
    writeFileSync(join(place.path, 'other.key'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
    const other = await run(['accounts', 'list', '--master-key-file', 'other.key'], here);
    expect(other).toMatchObject({ code: 4, stdout: '' });
  });

  it.each([
    ['nothing is followed', ['events', '--follow'], 1, /no server runs/],
    [
      'no directory is made',
      ['accounts', 'list', '--data', 'nowhere'],
      3,
      /there is no data directory \S+nowhere/,
    ],
    ['memory is nobody else’s', ['accounts', 'list', '--data', ':memory:'], 3, /belongs to the server/],
    [
      'an account that is not there is not shown',
      ['accounts', 'show', '999999999999'],
      1,
      /no account 9{12}/,
    ],
    ['a time is one', ['events', '--since', 'yesterday'], 2, /--since 'yesterday' is no time/],
    ['a limit is one', ['events', '--limit', '0'], 2, /--limit '0' is no number from 1/],
    ['verifying has no filter', ['events', '--verify', '--principal', 'a'], 2, /mutually exclusive/],
    [
      'restoring needs a key',
      ['restore', 'saved', '--data', 'r'],
      4,
      /no master key file \S+r\.key: say where/,
    ],
    ['data are not restored over', ['restore', 'saved'], 4, /is not empty/],
    [
      'what is no backup is not restored',
      ['restore', 'kept.key', '--data', 'r', '--master-key-file', 'kept.key'],
      4,
      /was not restored/,
    ],
  ])('%s', async (_what, words, code, line) => {
    const ended = await run(words, here);
    expect(ended).toEqual({ code, stdout: '', stderr: expect.stringMatching(line) });
    expect(ended.stderr.trimEnd()).not.toContain('\n');
  });

  it('a backup is restored and verified', async () => {
    const words = ['restore', 'saved', '--data', 'restored', '--master-key-file', 'kept.key'];
    expect(await json(words, here)).toMatchObject({ Data: join(place.path, 'restored'), Verified: true });
    const shown = ['accounts', 'show', ACCOUNT, '--data', 'restored', '--master-key-file', 'kept.key'];
    expect(await json(shown, here)).toMatchObject({ Users: 1, RootAccessKeys: [{ Status: 'Active' }] });
  });

  it('case 180: the log verifies, until a record is changed, which is named', async () => {
    const verify = ['events', '--verify'];
    expect(await run(verify, here)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Verified: \d+ records/),
    });
    const directory = join(place.path, 'data', 'audit');
    const segment = join(directory, readdirSync(directory).find((name) => name.startsWith('events-'))!);
    const text = readFileSync(segment, 'utf8');
    const bad = text.split('\n').findIndex((line) => line.includes('"userName":"alice"')) + 1;
    writeFileSync(segment, text.replace('"userName":"alice"', '"userName":"mallo"'));
    const verdict = await run(verify, here);
    expect(verdict.stdout).toMatch(new RegExp(`^Bad: record ${bad} \\(modified\\), \\S+:${bad}: `));
    expect(verdict.code).toBe(1);
    // Nothing was put right: whoever looks next finds the same.
    expect((await run(verify, here)).stdout).toBe(verdict.stdout);
  });
});

describe('the line of an event', () => {
  it('holds no character that steers a terminal', () => {
    const steering = '\u001b[2J\u009b1m\u202e\r\n';
    const line = eventLine(
      JSON.stringify({
        seq: 1,
        time: steering,
        event: {
          userIdentity: { type: 'IAMUser', arn: `arn${steering}` },
          eventTime: steering,
          eventSource: `iam${steering}`,
          eventName: steering,
          sourceIPAddress: steering,
          errorCode: steering,
          errorMessage: steering,
          stint: { decision: { verdict: 'implicitDeny', resource: steering } },
        },
      }),
    );
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(eventLine(JSON.stringify({ seq: 7, time: 't', gap: { lost: 3, file: '\u009b' } }))).toBe(
      't  the log  {"gap":{"lost":3,"file":"\\u009b"}}  (record 7)',
    );
  });
});

describe('a time', () => {
  const now = Date.parse('2026-03-01T00:00:00Z');
  it.each([
    ['2026-02-28', '2026-02-28T00:00:00.000Z'],
    ['2026-02-28T10:30+01:00', '2026-02-28T09:30:00.000Z'],
    ['2026-02-28 10:30:05.25z', '2026-02-28T10:30:05.250Z'],
    ['90s', '2026-02-28T23:58:30.000Z'],
    ['2w', '2026-02-15T00:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(momentOf('--since', text, now).toISOString()).toBe(iso);
  });
  it.each(['2026-02-29', '2026-02-28T10:30', '2026-02-28T24:30Z', '1y', '', '-1h', '2026'])(
    '%j is none',
    (text) => {
      expect(() => momentOf('--since', text, now)).toThrow(/--since/);
    },
  );
});

it('every purpose of a key can be named', () => {
  expect(PURPOSES.purposes.choices).toEqual(purposes);
});
