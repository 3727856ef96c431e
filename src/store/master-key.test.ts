import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadMasterKey, MasterKey, MasterKeyError } from './master-key.ts';
import { PrivateFileError } from './private-files.ts';

const raw = Buffer.from(Array.from({ length: 32 }, (_, place) => place * 7 + 200));
const key = new MasterKey(raw);

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'stint-master-key-'));
  path = join(directory, 'master.key');
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('a master key', () => {
  it.each([
    ['base64', raw.toString('base64')],
    ['base64 and a line end', `${raw.toString('base64')}\n`],
    ['base64 without padding', raw.toString('base64').replace('=', '')],
    ['base64url', raw.toString('base64url')],
    ['hexadecimal digits', raw.toString('hex')],
    ['upper-case hexadecimal digits with white space around', ` ${raw.toString('hex').toUpperCase()}\r\n`],
  ])('is read from an environment variable in %s', async (_title, value) => {
    const loaded = await loadMasterKey({ kind: 'environment', variable: 'KEY' }, { KEY: value });
    expect(loaded.id).toBe(key.id);
  });

  it.each([
    ['is not set', undefined],
    ['is empty', ''],
    ['has 31 bytes', raw.subarray(1).toString('hex')],
    ['has 33 bytes', `${raw.toString('hex')}00`],
    ['is a passphrase', 'correct horse battery staple'],
    ['is all zeros', '00'.repeat(32)],
    ['has a foreign character', `${raw.toString('hex').slice(1)}g`],
  ])('is refused when the variable %s, without telling its value', async (_title, value) => {
    const refusal = await loadMasterKey({ kind: 'environment', variable: 'KEY' }, { KEY: value }).catch(
      (error) => error,
    );
    expect(refusal).toBeInstanceOf(MasterKeyError);
    expect(refusal.message).not.toContain('\n');
    if (value) expect(refusal.message).not.toContain(value);
  });

  it('is made in a file when that is asked for, once, 0600', async () => {
    await expect(loadMasterKey({ kind: 'file', path })).rejects.toThrow(/no master key file/);
    const made = await loadMasterKey({ kind: 'file', path, create: true });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await loadMasterKey({ kind: 'file', path, create: true })).id).toBe(made.id);
    expect((await loadMasterKey({ kind: 'file', path })).id).toBe(made.id);
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32);
  });

  it('is read from a file of raw bytes', async () => {
    writeFileSync(path, raw, { mode: 0o600 });
    expect((await loadMasterKey({ kind: 'file', path })).id).toBe(key.id);
  });

  it.each<[string, () => void, new () => Error]>([
    ['is open to the group', () => chmodSync(path, 0o640), PrivateFileError],
    ['has a second hard link', () => linkSync(path, `${path}.2`), PrivateFileError],
    ['is a symbolic link', () => moveBehindLink(), MasterKeyError],
  ])('is refused when its file %s (case 189)', async (_title, spoil, error) => {
    writeFileSync(path, raw, { mode: 0o600 });
    spoil();
    await expect(loadMasterKey({ kind: 'file', path, create: true })).rejects.toThrow(error);
  });

  function moveBehindLink(): void {
    writeFileSync(`${path}.real`, raw, { mode: 0o600 });
    rmSync(path);
    symlinkSync(`${path}.real`, path);
  }

  const node = (program: string) => ({
    kind: 'command' as const,
    command: [process.execPath, '-e', program],
  });
  const printed = `process.stdout.write(Buffer.from('${raw.toString('hex')}', 'hex'))`;

  it('is read from what a command prints', async () => {
    expect((await loadMasterKey(node(printed))).id).toBe(key.id);
    expect((await loadMasterKey({ kind: 'command', command: ['echo', raw.toString('base64')] })).id).toBe(
      key.id,
    );
  });

  it.each([
    ['fails, though it printed a key', node(`${printed}; process.exitCode = 3`), /ended with 3/],
    ['is killed', node('process.kill(process.pid)'), /ended with SIGTERM/],
    [
      'prints no end',
      node('setInterval(() => process.stdout.write("a".repeat(9000)), 1)'),
      /more than a key/,
    ],
    [
      'does not answer',
      { ...node('setInterval(() => {}, 1000)'), timeoutMilliseconds: 100 },
      /no answer in 100 ms/,
    ],
    ['is not there', { kind: 'command' as const, command: ['/nowhere/at/all'] }, /could not be started/],
    ['is empty', { kind: 'command' as const, command: [] }, /is empty/],
    [
      'would need a shell',
      { kind: 'command' as const, command: [`echo ${raw.toString('base64')}`] },
      /not be started/,
    ],
  ])('is refused when the command %s', async (_title, source, message) => {
    const refusal = await loadMasterKey(source).catch((error) => error);
    expect(refusal).toBeInstanceOf(MasterKeyError);
    expect(refusal.message).toMatch(message);
  });

  it('does not wait for a grandchild that keeps the pipe', async () => {
    const start = performance.now();
    const source = {
      kind: 'command',
      command: ['sh', '-c', 'sleep 2 & sleep 2'],
      timeoutMilliseconds: 200,
    } as const;
    await expect(loadMasterKey(source)).rejects.toThrow(/no answer/);
    expect(performance.now() - start).toBeLessThan(1_800);
  });

  it('is another one each time when it is ephemeral', async () => {
    const made = await Promise.all([
      loadMasterKey({ kind: 'ephemeral' }),
      loadMasterKey({ kind: 'ephemeral' }),
    ]);
    expect(made[0]!.id).not.toBe(made[1]!.id);
  });

  it('does not show itself when it is printed', () => {
    const shown = JSON.stringify(key) + String(key) + Object.entries(key).join();
    for (const form of [raw.toString('hex'), raw.toString('base64')]) expect(shown).not.toContain(form);
  });
});
