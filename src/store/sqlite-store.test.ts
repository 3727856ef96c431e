import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirectoryInUseError, databaseName, lockName } from './data-directory.ts';
import { PrivateFileError } from './private-files.ts';
import { migrate, migrations, StoreFormatError, schemaVersion } from './schema.ts';
import { SqliteStore, type SqliteStoreOptions } from './sqlite-store.ts';
import { ConflictError, StoreUnavailableError } from './store.ts';
import { compiledRoom } from './testing/compiled-room.ts';
import { put, read, take, text } from './testing/documents.ts';

let root: string;
let directory: string;
const opened: SqliteStore[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stint-sqlite-'));
  directory = join(root, 'store');
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(root, { recursive: true });
});
async function open(options?: SqliteStoreOptions): Promise<SqliteStore> {
  const store = await SqliteStore.open(directory, options);
  opened.push(store);
  return store;
}

describe('group commit', () => {
  it('syncs once for all transactions that arrive while a commit is under way', async () => {
    const store = await open({ commitDelayMilliseconds: 20 });
    await Promise.all(
      Array.from({ length: 400 }, (_, n) => store.transact({ writes: [put(`k/${n}`, `${n}`)] })),
    );
    const { commits, transactions } = store.counters();
    expect(transactions).toBe(400);
    expect(commits).toBeLessThanOrEqual(2);
  });

  it('keeps the order of submission, with a revision for each', async () => {
    const store = await open({ commitDelayMilliseconds: 5 });
    const revisions: Promise<number>[] = [];
    for (let n = 0; n < 60; n += 1) {
      revisions.push(store.transact({ writes: [put('a', `${n}`)] }));
      if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(await Promise.all(revisions)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    expect(await take(store, 0, 60)).toEqual(Array.from({ length: 60 }, (_, n) => `${n + 1}: a`));
  });

  it('refuses one transaction of a batch by its own checks, which see those before it', async () => {
    const store = await open({ commitDelayMilliseconds: 5 });
    const ends = await Promise.allSettled([
      store.transact({ writes: [put('a', '1')] }),
      store.transact({ checks: [{ key: 'a', revision: 0 }], writes: [put('b', '1')] }),
      store.transact({ checks: [{ key: 'a', revision: 1 }], writes: [put('c', '1')] }),
    ]);
    expect(ends).toMatchObject([{ value: 1 }, { reason: new ConflictError('a') }, { value: 2 }]);
    expect(await store.get('b')).toBeUndefined();
    expect(store.counters()).toEqual({ commits: 1, transactions: 2, conflicts: 1, failures: 0 });
  });

  it('lets readers see only what is durable, and never makes them wait for it', async () => {
    const store = await open();
    await store.transact({ writes: [put('a', '1')] });
    await store.close();
    const slow = await open({ commitDelayMilliseconds: 300 });
    let durable = false;
    const writing = slow.transact({ writes: [put('a', '2')] }).then(() => {
      durable = true;
    });
    const start = performance.now();
    let reads = 0;
    for (; performance.now() - start < 60; reads += 1) {
      expect(text((await slow.get('a'))!.value)).toBe('1');
      if (reads % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(durable).toBe(false);
    expect(reads).toBeGreaterThan(100);
    await writing;
    expect(text((await slow.get('a'))!.value)).toBe('2');
  });

  it('commits what was submitted before it was closed', async () => {
    const store = await open({ commitDelayMilliseconds: 20 });
    const last = Array.from({ length: 10 }, (_, n) => store.transact({ writes: [put(`k/${n}`, '1')] }));
    await store.close();
    expect(await Promise.all(last)).toHaveLength(10);
    const again = await open();
    expect(again.revision()).toBe(10);
    expect(await take(again, 8, 2)).toEqual(['9: k/8', '10: k/9']);
  });
});

describe('the data directory (case 189)', () => {
  it('is 0700 and its files 0600, also under a umask that takes all rights or none', async () => {
    for (const umask of [0o000, 0o777]) {
      const former = process.umask(umask);
      try {
        directory = join(root, `umask-${umask}`);
        const store = await open();
        await store.transact({ writes: [put('a', '1')] });
        await store.backup(join(directory, 'copy'));
      } finally {
        process.umask(former);
      }
      expect(statSync(directory).mode & 0o777).toBe(0o700);
      const files = readdirSync(directory);
      expect(files).toEqual(expect.arrayContaining([databaseName, `${databaseName}-wal`, lockName, 'copy']));
      for (const file of files)
        expect([file, statSync(join(directory, file)).mode & 0o777]).toEqual([file, 0o600]);
    }
  });

  const elsewhere = (): string => join(root, 'elsewhere');
  it.each<[string, () => void]>([
    ['is open to the group', () => chmodSync(directory, 0o750)],
    ['is open to others', () => chmodSync(directory, 0o701)],
    ['is a symbolic link', () => replaceByLink('.')],
    ['is a file', () => replaceBy(directory, (path) => writeFileSync(path, ''))],
    ['has a database open to the group', () => chmodSync(join(directory, databaseName), 0o640)],
    ['has a database with a second name', () => linkSync(join(directory, databaseName), elsewhere())],
    ['has a link for a database', () => replaceByLink(databaseName)],
    ['has a link for a lock', () => replaceByLink(lockName)],
    [
      'has a link for a write-ahead log',
      () => symlinkSync('/etc/passwd', join(directory, `${databaseName}-wal`)),
    ],
    ['has a directory for a lock', () => replaceBy(join(directory, lockName), (path) => mkdirSync(path))],
  ])('is refused, in one line, when it %s', async (_title, spoil) => {
    await (await open()).close();
    spoil();
    const refusal = await SqliteStore.open(directory).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PrivateFileError);
    expect((refusal as Error).message).not.toContain('\n');
  });

  it.runIf(process.geteuid?.() === 0)('is refused when it belongs to another user', async () => {
    await (await open()).close();
    chownSync(directory, 12_345, 0);
    await expect(SqliteStore.open(directory)).rejects.toThrow(/belongs to another user/);
  });

  function replaceByLink(name: string): void {
    const path = join(directory, name);
    renameSync(path, elsewhere());
    symlinkSync(elsewhere(), path);
  }

  function replaceBy(path: string, make: (path: string) => void): void {
    rmSync(path, { recursive: true });
    make(path);
  }

  it('is refused to a second store of the process, without harm to the first', async () => {
    const first = await open();
    for (let n = 0; n < 3; n += 1) {
      await expect(SqliteStore.open(directory)).rejects.toThrow(DataDirectoryInUseError);
    }
    await first.transact({ writes: [put('a', '1')] });
    await first.close();
    expect((await open()).revision()).toBe(1);
  });

  it('is refused to a second process, and free again when the first is killed', async () => {
    const room = compiledRoom();
    const holder = `
      import { SqliteStore } from './store/sqlite-store.js';
      try {
        const store = await SqliteStore.open(process.argv[2]);
        process.stdout.write('holding');
        setInterval(() => store.revision(), 1000);
      } catch (error) {
        process.stdout.write(error.name + ': ' + error.message);
      }`;
    try {
      const first = room.start(holder, directory);
      expect(String((await once(first.stdout!, 'data'))[0])).toBe('holding');
      const second = room.start(holder, directory);
      expect(String((await once(second.stdout!, 'data'))[0])).toMatch(
        /^DataDirectoryInUseError: .* in use by another process/,
      );
      await expect(SqliteStore.open(directory)).rejects.toThrow(DataDirectoryInUseError);
      first.kill('SIGKILL');
      await once(first, 'close');
      expect((await open()).revision()).toBe(0);
    } finally {
      room.remove();
    }
  });
});

describe('the format of the database', () => {
  it('is refused when a newer version wrote it', async () => {
    await (await open()).close();
    change((database) => database.exec('UPDATE schema_version SET version = 99'));
    await expect(SqliteStore.open(directory)).rejects.toThrow(StoreFormatError);
    await expect(SqliteStore.open(directory)).rejects.toThrow(/has format 99/);
  });

  it('is refused when another program wrote it', async () => {
    await (await open()).close();
    change((database) => database.pragma('application_id = 7'));
    await expect(SqliteStore.open(directory)).rejects.toThrow(/another program/);
  });

  it.each<[string, (whole: Buffer) => Buffer]>([
    ['is noise', (whole) => Buffer.alloc(whole.byteLength, 'noise')],
    ['is emptied', () => Buffer.alloc(0)],
    ['is cut off', (whole) => whole.subarray(0, 5000)],
    ['has a first page of zeros', (whole) => Buffer.concat([Buffer.alloc(4096), whole.subarray(4096)])],
    [
      'has a damaged schema',
      (whole) => Buffer.concat([whole.subarray(0, 108), Buffer.alloc(400, 255), whole.subarray(508)]),
    ],
  ])('is refused, never taken for empty, when the file %s (F4)', async (_title, damage) => {
    const store = await open();
    await store.transact({ writes: [put('a', '1')] });
    await store.close();
    const file = join(directory, databaseName);
    writeFileSync(file, damage(readFileSync(file)));
    const refusal = await SqliteStore.open(directory).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Error);
    expect(['StoreUnavailableError', 'StoreFormatError']).toContain((refusal as Error).name);
    expect((refusal as Error).message).not.toContain('\n');
  });

  it('is made anew when its making was cut off', async () => {
    mkdirSync(directory, { mode: 0o700 });
    writeFileSync(join(directory, `${databaseName}.new`), 'half a database', { mode: 0o600 });
    expect(await (await open()).transact({ writes: [put('a', '1')] })).toBe(1);
    expect(readdirSync(directory)).not.toContain(`${databaseName}.new`);
  });

  it('is brought forward step by step, and a step that fails leaves the one before', () => {
    const database = new Database(':memory:');
    const added = 'CREATE TABLE added (a); INSERT INTO added VALUES (1)';
    migrate(database);
    expect(() => migrate(database, [...migrations, added, 'no SQL'])).toThrow();
    expect(schemaVersion(database)).toBe(migrations.length + 1);
    migrate(database, [...migrations, added, 'INSERT INTO added VALUES (2)']);
    expect(database.prepare('SELECT a FROM added').pluck().all()).toEqual([1, 2]);
    expect(() => migrate(database)).toThrow(StoreFormatError);
  });

  it('of the first format keeps its revision and its documents, and forgets what was replaced', async () => {
    mkdirSync(directory, { mode: 0o700 });
    const file = join(directory, databaseName);
    writeFileSync(file, '', { mode: 0o600 });
    change((database) => {
      migrate(database, migrations.slice(0, 1));
      database.exec(`
        INSERT INTO documents (key, value, revision) VALUES ('a', x'32', 2);
        INSERT INTO changes VALUES (1, 0, 'a', CAST('replaced long ago' AS BLOB)), (2, 0, 'a', x'32');`);
    });
    const store = await open();
    expect(await read(store, 'a')).toEqual(['a', '2', 2]);
    expect(await take(store, 0, 2)).toEqual(['1: a', '2: a']);
    expect(await store.transact({ writes: [put('a', '3')] })).toBe(3);
    await store.close();
    expect(readFileSync(file).includes('replaced long ago')).toBe(false);
  });

  function change(how: (database: Database.Database) => unknown): void {
    const database = new Database(join(directory, databaseName));
    how(database);
    database.close();
  }
});

const mountable = process.geteuid?.() === 0 && canMount();
function canMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'stint-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true });
  }
}
if (!mountable) console.info('not tested: the full disk, because this user cannot mount a tmpfs');

describe.runIf(mountable)('a disk that is full (F3)', () => {
  let disk: string;
  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), 'stint-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', disk]);
    directory = join(disk, 'store');
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  it('refuses writes, goes on reading, and writes again once there is space, without a restart', async () => {
    const store = await open();
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(300_000));
    const acknowledged: number[] = [];
    let refusals = 0;
    const write = async (number: number): Promise<void> => {
      const value = Buffer.alloc(5_000, number);
      try {
        await store.transact({
          writes: [
            { key: `left/${number}`, value },
            { key: `right/${number}`, value },
          ],
        });
        acknowledged.push(number);
      } catch (error) {
        expect(error).toBeInstanceOf(StoreUnavailableError);
        expect(text((await store.get('left/0'))!.value.subarray(0, 1))).toBe('\0');
        refusals += 1;
      }
    };
    for (let number = 0; refusals < 20; number += 1) {
      await write(number);
      expect(number).toBeLessThan(200);
    }
    expect(store.counters().failures).toBe(20);
    rmSync(ballast);
    const before = acknowledged.length;
    for (let number = 1000; number < 1005; number += 1) await write(number);
    expect(acknowledged.length).toBe(before + 5);
    const changes = await take(store, 0, store.revision());
    expect(changes).toHaveLength(acknowledged.length);
    await store.close();
    const again = await open();
    for (const side of ['left', 'right']) {
      const found = await again.range({ from: `${side}/`, to: `${side}0` });
      expect(found.map(({ key }) => Number(key.split('/')[1])).sort((a, b) => a - b)).toEqual(acknowledged);
    }
  });
});
