/** `stint serve` and `stint dev` as processes: what they say, what they refuse, how they end. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { GetUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';
import { type Running, run, start } from './support/stint.ts';

let place: TestDirectory;
const running: Running[] = [];

const launch = (...words: string[]): Running => {
  const started = start([...words, '--listen', '127.0.0.1:0'], { cwd: place.path });
  running.push(started);
  return started;
};

/** The lines until the one that begins so, with it. */
async function linesUntil(process: Running, beginning: string): Promise<string[]> {
  const lines: string[] = [];
  do lines.push(await process.line());
  while (!lines.at(-1)!.startsWith(beginning));
  return lines;
}

const urlOf = (line: string): string => / at (http\S+) /.exec(line)![1]!;

async function whoIs(url: string, accessKeyId: string, secretAccessKey: string): Promise<string | undefined> {
  const credentials = { accessKeyId, secretAccessKey };
  const sts = new STSClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
  } finally {
    sts.destroy();
  }
}

const isListening = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });

beforeEach(() => {
  place = testDirectory();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop('SIGKILL')));
  place.remove();
});

describe('stint serve', () => {
  it('makes an account at the first start, says so once, and ends with 0 at SIGTERM', async () => {
    const first = launch('serve', '--data', 'data');
    const lines = await linesUntil(first, '  export ');
    const text = lines.join('\n');
    expect(lines[0]).toMatch(/^Stint \S+ at http:\/\/127\.0\.0\.1:\d+ \(data in \/\S+\/data\)$/);
    const account = /there is an account (\d{12}) now/.exec(text)![1];
    const file = /root are in (\S+) /.exec(text)![1]!;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const [id, secret] = [...readFileSync(file, 'utf8').matchAll(/^aws_\S+ = (.*)$/gm)].map((m) => m[1]!);
    expect(await whoIs(urlOf(lines[0]!), id!, secret!)).toBe(`arn:aws:iam::${account}:root`);
    const { code, stderr } = await first.stop();
    expect(code).toBe(0);
    // Said, because nobody chose it.
    expect(stderr).toContain('the master key stands beside the data');
    expect(`${text}${stderr}`).not.toContain(secret);

    const second = launch('serve', '--data', 'data');
    const ready = await second.line();
    expect(await whoIs(urlOf(ready), id!, secret!)).toBe(`arn:aws:iam::${account}:root`);
    const end = await second.stop('SIGINT');
    expect(end).toMatchObject({ code: 0, stdout: `${ready}\n` });
  });

  it('is one process for a data directory; a second one ends with 4', async () => {
    await launch('serve', '--data', 'data').line();
    const { code, stderr } = await launch('serve', '--data', 'data').ended;
    expect(code).toBe(4);
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^stint: .*in use/);
  });

  it('answers what it was asked before SIGTERM, and ends then', async () => {
    const serving = launch('serve', '--data', 'data');
    const { hostname, port } = new URL(urlOf(await serving.line()));
    const socket = connect(Number(port), hostname);
    const body = 'Action=GetCallerIdentity&Version=2011-06-15';
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(
      'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
        `Expect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    // With this the server has the request's head: it is under way.
    await vi.waitFor(() => expect(answer).toBe('HTTP/1.1 100 Continue\r\n\r\n'), 5000);
    const ended = serving.stop();
    await vi.waitFor(() => expect(isListening(Number(port), hostname)).resolves.toBe(false), 5000);
    socket.write(body);
    await closed;
    expect(answer).toMatch(/\nHTTP\/1\.1 403 [\s\S]*MissingAuthenticationToken[\s\S]*<\/ErrorResponse>\s*$/);
    expect((await ended).code).toBe(0);
  });

  const wrong: readonly [
    string,
    { file?: string; env?: Record<string, string>; words?: string[] },
    number,
    RegExp,
  ][] = [
    [
      'an unknown setting of the file',
      { file: 'listen: 127.0.0.1:0\naudit: {retention: 3}\n' },
      3,
      /^stint: stint\.yaml: unknown setting 'audit\.retention'; see docs\/reference\/configuration\.md/,
    ],
    ['a file that is no YAML', { file: 'listen: [\n' }, 3, /^stint: stint\.yaml:2:1: /],
    [
      'an unknown setting of the environment',
      { env: { STINT_LISTENN: '127.0.0.1:0' } },
      3,
      /^stint: the environment \(STINT_…\): unknown setting 'listenn'/,
    ],
    ['an unknown flag', { words: ['--listenn', '127.0.0.1:0'] }, 2, /^stint: .*listenn/],
    [
      'a value that is none of its choices',
      { words: ['--log-level', 'loud'] },
      2,
      /^stint: Invalid values: Argument: log-level, Given: "loud"/,
    ],
    [
      'plain HTTP beyond this machine',
      { words: ['--listen', '0.0.0.0:0'] },
      3,
      /^stint: the settings: plain HTTP on 0\.0\.0\.0:0 would send credentials readable/,
    ],
    [
      'two sources of the master key',
      { words: ['--master-key-file', 'a', '--master-key-env', 'B'] },
      2,
      /^stint: name one of --master-key-file/,
    ],
    [
      'a master key file that is not there',
      { words: ['--master-key-file', 'a'] },
      4,
      /^stint: there is no master key file a$/,
    ],
  ];
  it.each(wrong)('with %s does not start, and says why in one line', async (_what, given, code, line) => {
    const { file, env = {}, words = [] } = given;
    if (file !== undefined) writeFileSync(join(place.path, 'stint.yaml'), file);
    const config = file === undefined ? [] : ['--config', 'stint.yaml'];
    const ended = await run(['serve', '--data', 'data', ...config, ...words], { cwd: place.path, env });
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
    expect(existsSync(join(place.path, 'data', 'root-credentials'))).toBe(false);
  });

  it('takes flags before the environment, and that before the file', async () => {
    writeFileSync(
      join(place.path, 'c.json'),
      '{"data": "of-file", "listen": "127.0.0.1:1", "log": {"level": "info"}}',
    );
    const env = { STINT_CONFIG: 'c.json', STINT_DATA: 'of-environment', STINT_LOG__LEVEL: 'silent' };
    const serving = start(['serve', '--listen', '127.0.0.1:0'], { cwd: place.path, env });
    running.push(serving);
    expect(await serving.line()).toContain('/of-environment)');
    expect(await serving.stop()).toMatchObject({ code: 0, stderr: '' });
  });
});

const SEED = `accounts:
  - id: '111122223333'
    name: production
    users:
      - name: alice
        accessKey: true
`;

describe('stint dev', () => {
  it('takes any 12 digits, and begins with a seed', async () => {
    writeFileSync(join(place.path, 'seed.yaml'), SEED);
    const dev = launch('dev', '--seed', 'seed.yaml', '--json');
    const ready = JSON.parse(await dev.line()) as {
      url: string;
      seeded: { AccessKeys: { AccessKeyId: string; SecretAccessKey: string }[] }[];
    };
    const [key] = ready.seeded[0]!.AccessKeys;
    expect(await whoIs(ready.url, key!.AccessKeyId, key!.SecretAccessKey)).toBe(
      'arn:aws:iam::111122223333:user/alice',
    );
    const credentials = { accessKeyId: '111122223333', secretAccessKey: 'any' };
    const iam = new IAMClient({ endpoint: ready.url, region: 'us-east-1', credentials });
    expect((await iam.send(new GetUserCommand({ UserName: 'alice' }))).User?.UserName).toBe('alice');
    expect((await dev.stop()).code).toBe(0);
    iam.destroy();
  });

  it('says where a seed is wrong, and ends with 1', async () => {
    writeFileSync(join(place.path, 'seed.yaml'), SEED.replace('accessKey: true', 'accesKey: true'));
    const { code, stderr } = await launch('dev', '--seed', 'seed.yaml').ended;
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^stint: seed\.yaml:6:9: .*accesKey/);
  });

  it('refuses to listen beyond loopback, behind a proxy too', async () => {
    const words = ['dev', '--listen', '0.0.0.0:0', '--behind-proxy', '--trusted-proxy', '10.0.0.1'];
    const { code, stderr } = await run(words, { cwd: place.path });
    expect(code).toBe(3);
    expect(stderr.trimEnd()).toMatch(
      /^stint: development mode trusts everybody who can connect: listen on 127\.0\.0\.1, [^\n]*$/,
    );
  });
});

describe('stint', () => {
  it('prints completion for bash and for zsh', async () => {
    const [bash, zsh] = await Promise.all(
      ['/bin/bash', '/bin/zsh'].map((SHELL) => run(['completion'], { env: { SHELL } })),
    );
    expect(bash!.stdout).toMatch(/^complete .*stint$/m);
    expect(zsh!.stdout).toMatch(/^#compdef stint$/m);
  });

  it.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    [['serve', '--help'], 0, /--master-key-file[\s\S]*docs\/reference\/configuration\.md/, /^$/],
    [[], 2, /^$/, /^stint: which command\?/],
    [['serv'], 2, /^$/, /^stint: Did you mean serve\?/],
    [['accounts'], 2, /^$/, /^stint: accounts: which of its commands\?/],
    [['serve', '--', 'more'], 2, /^$/, /^stint: nothing is expected behind --/],
  ])('%j ends with %d', async (words, code, stdout, stderr) => {
    expect(await run(words)).toEqual({
      code,
      stdout: expect.stringMatching(stdout),
      stderr: expect.stringMatching(stderr),
    });
  });
});
