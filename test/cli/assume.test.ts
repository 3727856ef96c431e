/** `stint assume` as processes, against a development server: its formats, its command, its cache and its refusals. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDirectory } from '../support/data-directory.ts';
import { type Credentials, startServer, type TestServer } from '../support/server.ts';
import { type Ended, run, start } from './support/stint.ts';

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/auditor`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/auditor`;
const MAIN = join(import.meta.dirname, '../../bin/stint');

const document = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });

const place = testDirectory();
let server: TestServer;
let caches = 0;
let alice: Credentials;
const credentialsFile = join(place.path, 'credentials');
const configFile = join(place.path, 'config');

/** An environment of its own, with a cache of its own. */
function surroundings(more: Record<string, string> = {}) {
  caches += 1;
  return {
    HOME: place.path,
    XDG_CACHE_HOME: join(place.path, `cache-${caches}`),
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...more,
  };
}

const assume = (words: readonly string[], env = surroundings()): Promise<Ended> =>
  run(['assume', ROLE, '--profile', 'base', ...words], { env });

/** ARN of whoever the printed credentials are. */
async function whoIs(accessKeyId: string, secretAccessKey: string, sessionToken: string): Promise<string> {
  const sts = server.sts({ accessKeyId, secretAccessKey, sessionToken });
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn!;
}

beforeAll(async () => {
  server = await startServer();
  const iam = server.iam(server.root(ACCOUNT));
  await iam.send(new CreateUserCommand({ UserName: 'alice' }));
  const mayAssume = document({ Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: ROLE });
  await iam.send(
    new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'may', PolicyDocument: mayAssume }),
  );
  const trust = document({ Principal: { AWS: ACCOUNT }, Action: ['sts:AssumeRole', 'sts:TagSession'] });
  await iam.send(new CreateRoleCommand({ RoleName: 'auditor', AssumeRolePolicyDocument: trust }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
  alice = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  writeFileSync(
    credentialsFile,
    `[base]\naws_access_key_id = ${alice.accessKeyId}\naws_secret_access_key = ${alice.secretAccessKey}\n`,
  );
  const words = `${process.execPath} ${MAIN} assume ${ROLE} --session-name process`;
  writeFileSync(
    configFile,
    [
      `[profile base]\nendpoint_url = ${server.url}\nregion = eu-west-1`,
      `[profile audit]\ncredential_process = ${words} --profile base --format credential-process`,
      `[profile loop]\ncredential_process = ${words}`,
    ].join('\n'),
  );
});
afterAll(async () => {
  await server.stop();
  place.remove();
  expect(server.faults).toEqual([]);
});

describe('stint assume prints a session', () => {
  it('as JSON, that works and is named', async () => {
    const { code, stdout, stderr } = await assume(['--json', '--session-name', 'work', '--tag', 'a=b=c']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { Credentials: given, AssumedRoleUser } = JSON.parse(stdout);
    expect(AssumedRoleUser.Arn).toBe(`${SESSION}/work`);
    expect(await whoIs(given.AccessKeyId, given.SecretAccessKey, given.SessionToken)).toBe(`${SESSION}/work`);
  });

  it('for credential_process, with the time of its end', async () => {
    const { stdout } = await assume(['--format', 'credential-process', '--duration', '15m']);
    const { Version, Expiration } = JSON.parse(stdout);
    expect(Version).toBe(1);
    const left = Date.parse(Expiration) - Date.now();
    expect(left).toBeGreaterThan(13 * 60_000);
    expect(left).toBeLessThanOrEqual(15 * 60_000);
  });

  it('for a shell, which is then nobody else', async () => {
    const { stdout } = await assume([]);
    expect(stdout).toMatch(/^unset AWS_PROFILE /);
    expect(stdout).toMatch(/^export AWS_SESSION_TOKEN=\S+$/m);
    expect(stdout).toContain(`export AWS_ENDPOINT_URL_STS=${server.url}`);
    expect(stdout).toContain('export AWS_REGION=eu-west-1');
  });

  it('as a profile', async () => {
    const { stdout } = await assume(['--format', 'profile']);
    expect(stdout).toMatch(/^\[auditor\]\naws_access_key_id = ASIA\S+\n/);
  });
});

describe('stint assume runs a command', () => {
  it('with the session in its environment, none of it in its words, and ends as it ends', async () => {
    const script =
      'process.stdout.write(JSON.stringify({ argv: process.argv.slice(1), env: process.env })); process.exit(7)';
    const env = surroundings({ AWS_PROFILE: 'base' });
    const { code, stdout } = await run(
      ['assume', ROLE, '--', process.execPath, '-e', script, '007', 'two words'],
      { env },
    );
    expect(code).toBe(7);
    const seen = JSON.parse(stdout);
    expect(seen.argv).toEqual(['007', 'two words']);
    expect(Object.keys(seen.env)).not.toContain('AWS_PROFILE');
    expect(Object.keys(seen.env).filter((name) => /STINT|WARNING/.test(name))).toEqual([]);
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = seen.env;
    expect(await whoIs(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN)).toMatch(SESSION);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('passes %s on', async (signal) => {
    const script = `process.on('${signal}', () => { console.log('heard'); process.exit(5) }); setInterval(() => {}, 1000); console.log('ready')`;
    const words = ['assume', ROLE, '--profile', 'base', '--', process.execPath, '-e', script];
    const running = start(words, { env: surroundings() });
    expect(await running.line()).toBe('ready');
    expect(await running.stop(signal)).toMatchObject({ code: 5, stdout: 'ready\nheard\n' });
  });

  it.each([
    ['there is no such command', ['no-such-command'], 127],
    ['a signal ended it', ['sh', '-c', 'kill -KILL $$'], 137],
  ])('and tells by the exit code that %s', async (_what, words, code) => {
    expect((await assume(['--', ...words])).code).toBe(code);
  });
});

describe('the cache of stint assume', () => {
  const filesOf = ({ XDG_CACHE_HOME }: { XDG_CACHE_HOME: string }): string[] => {
    const directory = join(XDG_CACHE_HOME, 'stint');
    return existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name)) : [];
  };
  const keyOf = ({ stdout }: Ended): string => JSON.parse(stdout).Credentials.AccessKeyId;

  it('gives one session to all who ask for it, also at the same moment, in a file for its owner alone', async () => {
    const env = surroundings();
    const keys = (await Promise.all([1, 2].map(() => assume(['--json'], env)))).map(keyOf);
    expect(new Set(keys).size).toBe(1);
    const files = filesOf(env);
    expect(files.length).toBe(1);
    expect(statSync(files[0]!).mode & 0o777).toBe(0o600);
    expect(statSync(join(env.XDG_CACHE_HOME, 'stint')).mode & 0o777).toBe(0o700);
  });

  it('keeps other requests and other callers apart', async () => {
    const env = surroundings();
    const keys = [
      await assume(['--json'], env),
      await assume(['--json', '--policy', document({ Action: '*', Resource: '*' })], env),
      await run(['assume', ROLE, '--endpoint-url', server.url, '--json'], {
        env: { ...env, AWS_ACCESS_KEY_ID: alice.accessKeyId, AWS_SECRET_ACCESS_KEY: alice.secretAccessKey },
      }),
    ].map(keyOf);
    expect(new Set(keys).size).toBe(3);
  });

  it('is not used with --no-cache', async () => {
    const env = surroundings();
    expect((await assume(['--json', '--no-cache'], env)).code).toBe(0);
    expect(filesOf(env)).toEqual([]);
  });
});

describe('stint assume says in a line', () => {
  const NOPE = `arn:aws:iam::${ACCOUNT}:role/nope`;
  it.each([
    [
      'what the service refuses',
      [NOPE, '--profile', 'base'],
      1,
      /AccessDenied: .* sts:AssumeRole on resource/,
    ],
    [
      'that nobody answers',
      [ROLE, '--profile', 'base', '--endpoint-url', 'http://127.0.0.1:1'],
      1,
      /ECONNREFUSED/,
    ],
    ['that there are no credentials', [ROLE, '--profile', 'nobody'], 3, /there are no credentials/],
    ['what is no role', ['auditor'], 2, /is no ARN of a role/],
    ['that a command is not printed to', [ROLE, '--json', '--', 'true'], 2, /in the environment/],
  ])('%s', async (_what, words, code, said) => {
    const ended = await run(['assume', ...words], { env: surroundings() });
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toMatch(said);
    expect(ended.stderr.trim().split('\n').length).toBe(1);
  });

  it('a profile that starts this command again comes to an end', async () => {
    const ended = await run(['assume', ROLE], { env: surroundings({ AWS_PROFILE: 'loop' }) });
    expect(ended).toMatchObject({ code: 3, stdout: '' });
  });
});

const AWS = '/usr/bin/aws';
if (!existsSync(AWS))
  console.log(`credential_process is not tried: there is no ${AWS} (apt-get install awscli)`);

describe.skipIf(!existsSync(AWS))('credential_process in ~/.aws/config', () => {
  it('lets the AWS CLI act as the role', async () => {
    const env = surroundings({ PATH: process.env['PATH'] ?? '' });
    const words = ['--endpoint-url', server.url, '--profile', 'audit', '--region', 'us-east-1'];
    const { stdout } = await promisify(execFile)(
      AWS,
      [...words, 'sts', 'get-caller-identity', '--output', 'json'],
      { env },
    );
    expect(JSON.parse(stdout).Arn).toBe(`${SESSION}/process`);
  });
});
