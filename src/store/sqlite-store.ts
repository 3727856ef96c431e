import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { admit } from './admitted-transaction.ts';
import { writeBackup } from './backup.ts';
import { type ChangeLog, follow, WakeUps } from './change-feed.ts';
import { type CommitCounters, CommitQueue } from './commit-queue.ts';
import { claimDataDirectory, type DataDirectory } from './data-directory.ts';
import { requireKey, requireRange } from './keys.ts';
import { createPrivateFile, requirePrivateFile, syncDirectory } from './private-files.ts';
import { fillDatabase, migrate, StoreFormatError, schemaVersion } from './schema.ts';
import {
  type Change,
  type Range,
  type Store,
  type StoredDocument,
  StoreUnavailableError,
  type Transaction,
} from './store.ts';

export interface SqliteStoreOptions {
  /** How many of the newest transactions `watch` can begin after; default 10,000. */
  readonly changesKept?: number;
  /**
   * Time that each commit takes longer, in milliseconds, as on a slow disk; default 0. For tests and benchmarks: it
   * makes batches, and what happens while they are under way, visible.
   */
  readonly commitDelayMilliseconds?: number;
}

/**
 * The embedded store: one SQLite database in a data directory that this process holds alone. Commits are synced to the
 * disk (WAL, synchronous=FULL) by a thread of their own; reads never wait for them.
 *
 * While it is open, nothing else in the process may open its files: POSIX would drop SQLite's locks at the close.
 */
export class SqliteStore implements Store {
  readonly #directory: DataDirectory;
  readonly #reader: Reader;
  readonly #queue: CommitQueue;
  readonly #wakeUps = new WakeUps();
  #revision: number;
  #closing: Promise<void> | undefined;

  /**
   * Opens the store in `dataDirectory`, which is made when there is none.
   * @throws PrivateFileError when somebody else could touch the directory or a file of the store.
   * @throws DataDirectoryInUseError when another process has it.
   * @throws StoreFormatError when a newer version of this program, or another program, wrote the database.
   * @throws StoreUnavailableError when the disk refuses, or the database is damaged.
   */
  static async open(dataDirectory: string, options: SqliteStoreOptions = {}): Promise<SqliteStore> {
    const directory = claimDataDirectory(dataDirectory);
    try {
      return new SqliteStore(directory, openReader(directory.databaseFile), options);
    } catch (error) {
      directory.release();
      throw error instanceof Database.SqliteError ? unavailable('be opened', error) : error;
    }
  }

  private constructor(directory: DataDirectory, reader: Reader, options: SqliteStoreOptions) {
    this.#directory = directory;
    this.#reader = reader;
    this.#revision = reader.newest();
    this.#queue = new CommitQueue(
      {
        databaseFile: directory.databaseFile,
        changesKept: Math.max(1, options.changesKept ?? 10_000),
        commitDelayMilliseconds: options.commitDelayMilliseconds ?? 0,
      },
      (durable) => this.#publish(durable),
    );
  }

  /** What was committed since the store was opened. */
  counters(): CommitCounters {
    return this.#queue.counters;
  }

  revision(): number {
    return this.#revision;
  }

  async get(key: string): Promise<StoredDocument | undefined> {
    this.#requireOpen();
    requireKey(key);
    return this.#read((reader) => reader.get(key));
  }

  async range(range: Range): Promise<StoredDocument[]> {
    this.#requireOpen();
    requireRange(range);
    return this.#read((reader) => reader.range(range));
  }

  async transact(transaction: Transaction): Promise<number> {
    this.#requireOpen();
    return this.#queue.submit(admit(transaction));
  }

  watch(revision: number, signal: AbortSignal): AsyncIterable<Change> {
    return follow(this.#log, this.#wakeUps, revision, signal);
  }

  async backup(file: string): Promise<void> {
    this.#requireOpen();
    await writeBackup(file, { databaseFile: this.#directory.databaseFile });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#wakeUps.close();
    await this.#queue.close();
    this.#reader.close();
    this.#directory.release();
  }

  readonly #log: ChangeLog = {
    newest: () => this.#revision,
    changesAfter: (revision, limit) => this.#read((reader) => reader.changesAfter(revision, limit)),
  };

  #publish(durable: number | undefined): void {
    // After a failure only the database can tell what became durable.
    this.#revision = Math.max(this.#revision, durable ?? this.#revisionIfReadable());
    this.#wakeUps.wake();
  }

  #revisionIfReadable(): number {
    try {
      return this.#reader.newest();
    } catch {
      return this.#revision;
    }
  }

  #read<Found>(read: (reader: Reader) => Found): Found {
    try {
      return read(this.#reader);
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
      throw new StoreUnavailableError(`the store cannot read: ${error.code}: ${error.message}`, {
        cause: error,
      });
    }
  }

  #requireOpen(): void {
    if (this.#closing) throw new StoreUnavailableError('the store is closed');
  }
}

function unavailable(what: string, error: InstanceType<typeof Database.SqliteError>): StoreUnavailableError {
  return new StoreUnavailableError(`the store cannot ${what}: ${error.code}: ${error.message}`, {
    cause: error,
  });
}

/** The read connection of the main thread. It sees what is durable, and nothing else. */
interface Reader {
  newest(): number;
  get(key: string): StoredDocument | undefined;
  range(range: Range): StoredDocument[];
  changesAfter(revision: number, limit: number): Change[];
  close(): void;
}

function openReader(databaseFile: string): Reader {
  if (!requirePrivateFile(databaseFile)) createDatabase(databaseFile);
  const database = new Database(databaseFile, { fileMustExist: true });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // A database is never seen before it has its tables: one without them is not new, it has lost them.
    if (schemaVersion(database) === 0) throw new StoreFormatError('the database is empty: restore a backup');
    migrate(database);
    // Not opened read-only: whoever closes last must be able to move the write-ahead log into the database.
    database.pragma('query_only = ON');
    return readerOf(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Makes an empty database, which has its name only when it is whole and on disk. */
function createDatabase(databaseFile: string): void {
  const partial = `${databaseFile}.new`;
  for (const ending of ['', '-journal']) rmSync(partial + ending, { force: true });
  createPrivateFile(partial);
  fillDatabase(partial, [], []);
  renameSync(partial, databaseFile);
  syncDirectory(dirname(databaseFile));
}

interface WriteRow {
  readonly revision: number;
  readonly key: string;
}

function readerOf(database: Database.Database): Reader {
  const newest = database.prepare<[], number>('SELECT coalesce(max(revision), 0) FROM changes').pluck();
  const get = database.prepare<[string], StoredDocument>(
    'SELECT key, value, revision FROM documents WHERE key = ?',
  );
  const ranges = { up: rangeInOrder('ASC'), down: rangeInOrder('DESC') };
  const changes = database.prepare<[number, number], WriteRow>(
    'SELECT revision, key FROM changes WHERE revision > ? AND revision <= ? ORDER BY revision, ordinal',
  );
  const oldestAfter = database
    .prepare<[number], number>('SELECT coalesce(min(revision), 0) FROM changes WHERE revision > ?')
    .pluck();

  function rangeInOrder(order: 'ASC' | 'DESC'): Database.Statement<[string, string, number], StoredDocument> {
    return database.prepare(
      `SELECT key, value, revision FROM documents WHERE key >= ? AND key < ? ORDER BY key ${order} LIMIT ?`,
    );
  }

  return {
    newest: () => newest.get() ?? 0,
    get: (key) => get.get(key),
    range: ({ from, to, limit, reverse }) => ranges[reverse ? 'down' : 'up'].all(from, to, limit ?? -1),
    changesAfter: (revision, limit) => {
      const from = Math.max(revision, (oldestAfter.get(revision) ?? 0) - 1);
      return grouped(changes.all(from, from + limit));
    },
    close: () => database.close(),
  };
}

function grouped(rows: readonly WriteRow[]): Change[] {
  const found: { revision: number; keys: string[] }[] = [];
  for (const { revision, key } of rows) {
    const last = found.at(-1);
    if (last?.revision === revision) last.keys.push(key);
    else found.push({ revision, keys: [key] });
  }
  return found;
}
