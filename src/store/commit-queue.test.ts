import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admit } from './admitted-transaction.ts';
import { CommitQueue } from './commit-queue.ts';
import { migrate } from './schema.ts';
import { StoreUnavailableError } from './store.ts';
import { put } from './testing/documents.ts';

let directory: string;
let databaseFile: string;
let queue: CommitQueue;
let told: (number | undefined)[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'stint-commit-'));
  databaseFile = join(directory, 'database');
  told = [];
  queue = new CommitQueue({ databaseFile, changesKept: 10, commitDelayMilliseconds: 0 }, (durable) =>
    told.push(durable),
  );
});
afterEach(async () => {
  await queue.close();
  rmSync(directory, { recursive: true });
});

const write = (key: string): Promise<number> => queue.submit(admit({ writes: [put(key, '1')] }));

describe('the commit queue', () => {
  it('refuses every transaction of a batch that failed, and connects anew for the next', async () => {
    const refused = await Promise.allSettled([write('a'), write('b')]);
    expect(refused.map((each) => each.status === 'rejected' && each.reason)).toEqual([
      expect.any(StoreUnavailableError),
      expect.any(StoreUnavailableError),
    ]);
    expect(queue.counters).toEqual({ commits: 0, transactions: 0, conflicts: 0, failures: 1 });
    const database = new Database(databaseFile);
    database.pragma('journal_mode = WAL');
    migrate(database);
    database.close();
    expect(await write('c')).toBe(1);
    expect(told).toEqual([undefined, 1]);
  });

  it('writes nothing to a database that would lose acknowledged commits: one without a write-ahead log', async () => {
    const database = new Database(databaseFile);
    migrate(database);
    database.close();
    await expect(write('a')).rejects.toThrow(/not in WAL mode/);
  });

  it('refuses what cannot reach its thread, and goes on', async () => {
    const key = (() => 'a') as unknown as string;
    await expect(queue.submit({ checks: [], writes: [{ key, value: undefined }], size: 0 })).rejects.toThrow(
      StoreUnavailableError,
    );
    await expect(write('a')).rejects.toThrow(/directory does not exist|unable to open/);
    expect(queue.counters.failures).toBe(2);
  });

  it('commits a flood in several batches, in order', async () => {
    const database = new Database(databaseFile);
    database.pragma('journal_mode = WAL');
    migrate(database);
    const revisions = await Promise.all(Array.from({ length: 3000 }, (_, n) => write(`k/${n}`)));
    expect(revisions).toEqual(Array.from({ length: 3000 }, (_, n) => n + 1));
    expect(queue.counters.commits).toBe(3);
    const kept = database.prepare('SELECT min(revision) FROM changes').pluck().get();
    expect(kept).toBe(2991);
    database.close();
  });
});
