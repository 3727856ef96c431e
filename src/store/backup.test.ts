import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BackupError, restoreBackup, writeBackup } from './backup.ts';
import { databaseName } from './data-directory.ts';
import { sealSecret } from './envelope.ts';
import { Keyring } from './keyring.ts';
import { MasterKey } from './master-key.ts';
import { MemoryStore } from './memory-store.ts';
import { migrate, migrations } from './schema.ts';
import { SqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';
import { put, take } from './testing/documents.ts';

let root: string;
let file: string;
let target: string;
const opened: Store[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stint-backup-'));
  file = join(root, 'stint.backup');
  target = join(root, 'restored');
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(root, { recursive: true });
});
async function open(directory = join(root, 'store')): Promise<SqliteStore> {
  const store = await SqliteStore.open(directory);
  opened.push(store);
  return store;
}
async function filled<Kind extends Store>(store: Store & Kind): Promise<Kind> {
  for (let n = 1; n <= 20; n += 1) {
    await store.transact({
      writes: [put(`k/${n}`, 'x'.repeat(n * 300)), { key: `k/${n - 3}`, value: undefined }],
    });
  }
  return store;
}
async function content(store: Store): Promise<unknown> {
  const documents = await store.range({ from: '', to: '\x7f' });
  return documents.map(({ key, value, revision }) => [key, Buffer.from(value).toString(), revision]);
}

describe('a backup', () => {
  it.each<[string, () => Promise<Store>]>([
    ['the SQLite store', () => open()],
    ['the memory store', async () => new MemoryStore()],
  ])('of %s becomes a store with the same documents, revisions and changes', async (_title, make) => {
    const store = await filled(await make());
    await store.backup(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(root).filter((name) => name.includes('partial'))).toEqual([]);
    await restoreBackup(file, target);
    const restored = await open(target);
    expect(await content(restored)).toEqual(await content(store));
    expect(restored.revision()).toBe(20);
    expect(await take(restored, 0, 20)).toEqual(await take(store, 0, 20));
    expect(await restored.transact({ writes: [put('a', '1')] })).toBe(21);
  });

  it('is one moment of a store that many write to, who do not wait for it', async () => {
    const store = await open();
    let writing = true;
    const writer = async (name: string): Promise<void> => {
      for (let n = 1; writing; n += 1) {
        await store.transact({ writes: [put(`left/${name}`, `${n}`), put(`right/${name}`, `${n}`)] });
      }
    };
    const writers = ['a', 'b', 'c'].map(writer);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = store.revision();
    await store.backup(file);
    const after = store.revision();
    writing = false;
    await Promise.all(writers);
    expect(after).toBeGreaterThan(before);
    await restoreBackup(file, target);
    const restored = await open(target);
    expect(restored.revision()).toBeGreaterThanOrEqual(before);
    expect(restored.revision()).toBeLessThanOrEqual(after);
    const documents = await restored.range({ from: '', to: '\x7f' });
    const half = documents.length / 2;
    expect(documents.slice(0, half).map(({ revision }) => revision)).toEqual(
      documents.slice(half).map(({ revision }) => revision),
    );
  });

  it('never takes the place of a file', async () => {
    const store = await open();
    writeFileSync(file, 'precious');
    await expect(store.backup(file)).rejects.toThrow(BackupError);
    expect(readFileSync(file, 'utf8')).toBe('precious');
    await expect(store.backup(join(root, 'no', 'directory'))).rejects.toThrow(BackupError);
    expect(readdirSync(root).sort()).toEqual(['stint.backup', 'store']);
  });
});

describe('a restore of a backup of the first format', () => {
  const filledOf = (values: readonly [replaced: string, now: string]) => (partial: string) => {
    const database = new Database(partial);
    migrate(database, migrations.slice(0, 1));
    database
      .prepare("INSERT INTO documents (key, value, revision) VALUES ('a', ?, 2)")
      .run(Buffer.from(values[1]));
    const change = database.prepare("INSERT INTO changes VALUES (?, 0, 'a', ?)");
    for (const [at, value] of values.entries()) change.run(at + 1, Buffer.from(value));
    database.close();
  };

  it('has its documents, and the keys of its changes', async () => {
    await writeBackup(file, { fill: filledOf(['replaced', 'kept']) });
    await restoreBackup(file, target);
    const restored = await open(target);
    expect(await content(restored)).toEqual([['a', 'kept', 2]]);
    expect(await take(restored, 0, 2)).toEqual(['1: a', '2: a']);
  });

  it('is refused when what a change wrote is another', async () => {
    await writeBackup(file, { fill: filledOf(['replaced', 'kept']) });
    const database = new Database(file);
    database.prepare('UPDATE changes SET value = ? WHERE revision = 1').run(Buffer.from('other'));
    database.close();
    await expect(restoreBackup(file, target)).rejects.toThrow(/not what the backup had/);
  });
});

describe('a restore', () => {
  beforeEach(async () => (await filled(await open())).backup(file));

  it('refuses a directory with something in it, and leaves that alone', async () => {
    mkdirSync(target, { mode: 0o700 });
    writeFileSync(join(target, 'precious'), '');
    await expect(restoreBackup(file, target)).rejects.toThrow(/not empty/);
    await expect(restoreBackup(file, join(root, 'store'))).rejects.toThrow(/in use/);
    expect(readdirSync(target)).toContain('precious');
    expect(readdirSync(target)).not.toContain(databaseName);
  });

  it('refuses a directory that is open to others', async () => {
    mkdirSync(target, { mode: 0o700 });
    chmodSync(target, 0o755);
    await expect(restoreBackup(file, target)).rejects.toThrow(/open to group or others/);
  });

  it('can be repeated when it was cut off', async () => {
    mkdirSync(target, { mode: 0o700 });
    writeFileSync(join(target, `${databaseName}.restoring`), 'half a copy', { mode: 0o600 });
    await restoreBackup(file, target);
    expect((await open(target)).revision()).toBe(20);
  });

  it('refuses what is no backup, is of another program, or of a newer format', async () => {
    await expect(restoreBackup(join(root, 'absent'), target)).rejects.toThrow(BackupError);
    writeFileSync(join(root, 'noise'), randomBytes(9000));
    await expect(restoreBackup(join(root, 'noise'), target)).rejects.toThrow(BackupError);
    for (const change of [
      'PRAGMA application_id = 5',
      'UPDATE schema_version SET version = 99',
      'DELETE FROM backup_digest',
    ]) {
      const changed = join(root, 'changed');
      writeFileSync(changed, readFileSync(file));
      const database = new Database(changed);
      database.exec(change);
      database.close();
      await expect(restoreBackup(changed, target), change).rejects.toThrow(BackupError);
    }
    expect(readdirSync(target)).not.toContain(databaseName);
  });

  it('refuses a backup with a flipped bit, or gives back what was there (F4)', async () => {
    const whole = readFileSync(file);
    const expected = await content(opened[0]!);
    let refused = 0;
    for (let flip = 0; flip < 40; flip += 1) {
      const bit = Math.floor(Math.random() * whole.byteLength * 8);
      const flipped = Buffer.from(whole);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(join(root, 'flipped'), flipped);
      const directory = join(root, `flip-${flip}`);
      try {
        await restoreBackup(join(root, 'flipped'), directory);
      } catch (error) {
        expect(error).toBeInstanceOf(BackupError);
        refused += 1;
        continue;
      }
      const restored = await SqliteStore.open(directory);
      expect(await content(restored), `bit ${bit} of ${whole.byteLength * 8}`).toEqual(expected);
      await restored.close();
    }
    expect(refused).toBeGreaterThan(0);
  });
});

describe('a stolen store without its master key (case 174)', () => {
  it('holds no planted secret in any file, in any of the usual forms', async () => {
    const store = await open();
    const keyring = await Keyring.load(store, new MasterKey(randomBytes(32)));
    const secrets = Array.from({ length: 500 }, () => randomBytes(15).toString('base64url'));
    await Promise.all(
      secrets.map((secret, n) => {
        const key = `access-keys/${n}`;
        const place = { table: 'access-keys', key, version: 1 };
        const value = Buffer.concat([
          Buffer.from('planted '),
          sealSecret(keyring, Buffer.from(secret), place),
        ]);
        return store.transact({ writes: [{ key, value }] });
      }),
    );
    await keyring.rotate('secrets');
    await store.backup(file);
    const log = readFileSync(join(root, 'store', `${databaseName}-wal`));
    await store.close();
    const files = [
      log,
      readFileSync(file),
      ...readdirSync(join(root, 'store')).map((name) => readFileSync(join(root, 'store', name))),
    ];
    const haystack = Buffer.concat(files);
    // The search itself works: what stands in the clear is found.
    expect(haystack.includes('planted ')).toBe(true);
    const hits = secrets.flatMap((secret) => {
      const bytes = Buffer.from(secret);
      const forms = [
        bytes,
        Buffer.from(secret, 'utf16le'),
        Buffer.from(bytes.toString('hex')),
        Buffer.from(bytes.toString('base64').slice(0, 24)),
      ];
      return forms.filter((form) => haystack.includes(form));
    });
    expect(hits).toEqual([]);
  }, 60_000);
});
