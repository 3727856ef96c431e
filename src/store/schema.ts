import Database from 'better-sqlite3';
import type { Change, StoredDocument } from './store.ts';

/** Marks an SQLite file as a store of this program: "Stnt" (https://www.sqlite.org/pragma.html#pragma_application_id). */
export const applicationId = 0x53746e74;

/** The database is not one that this version can use. */
export class StoreFormatError extends Error {
  override readonly name = 'StoreFormatError';
}

/**
 * The steps from an empty file to the present format; step n leads to schema version n + 1. A step that was released
 * is never changed, only followed.
 *
 * `changes` is the sequence of transactions without holes, `ordinal` the place of a write in its transaction; its newest
 * row tells the store's revision. `backup_digest` has a row only in a backup file.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE documents (
     id INTEGER PRIMARY KEY,
     key TEXT NOT NULL UNIQUE,
     value BLOB NOT NULL,
     revision INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE changes (
     revision INTEGER NOT NULL,
     ordinal INTEGER NOT NULL,
     key TEXT NOT NULL,
     value BLOB,
     PRIMARY KEY (revision, ordinal)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE backup_digest (digest BLOB NOT NULL) STRICT;`,
  // What was deleted or replaced lives on nowhere, and a document is written once.
  'ALTER TABLE changes DROP COLUMN value',
];

/** The schema version of a database; 0 for an empty file. @throws StoreFormatError when it is another program's. */
export function schemaVersion(database: Database.Database): number {
  const id = database.pragma('application_id', { simple: true });
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (id === 0 && tables === 0) return 0;
  if (id !== applicationId) throw new StoreFormatError('the file is a database of another program');
  return database.prepare<[], number>('SELECT version FROM schema_version').pluck().get() ?? 0;
}

/**
 * Brings a database to the newest schema version, one step a transaction.
 * @throws StoreFormatError when a newer version of this program wrote it.
 */
export function migrate(database: Database.Database, steps: readonly string[] = migrations): void {
  const found = schemaVersion(database);
  if (found > steps.length) {
    throw new StoreFormatError(
      `the store has format ${found}, this version knows ${steps.length}: use the newer version that wrote it, or restore a backup`,
    );
  }
  database.pragma('secure_delete = ON');
  for (let version = found; version < steps.length; version += 1) {
    const step = database.transaction(() => {
      if (version === 0) {
        database.pragma(`application_id = ${applicationId}`);
        database.exec('CREATE TABLE schema_version (version INTEGER NOT NULL) STRICT');
        database.exec('INSERT INTO schema_version VALUES (0)');
      }
      database.exec(steps[version]!);
      database.prepare('UPDATE schema_version SET version = ?').run(version + 1);
    });
    step.immediate();
  }
}

/** Writes documents and changes, as another store had them, into an empty database file. */
export function fillDatabase(
  file: string,
  documents: readonly StoredDocument[],
  changes: readonly Change[],
): void {
  const database = new Database(file, { fileMustExist: true });
  try {
    migrate(database);
    const document = database.prepare('INSERT INTO documents (key, value, revision) VALUES (?, ?, ?)');
    const write = database.prepare('INSERT INTO changes (revision, ordinal, key) VALUES (?, ?, ?)');
    const fill = database.transaction(() => {
      for (const { key, value, revision } of documents) document.run(key, value, revision);
      for (const { revision, keys } of changes) {
        for (const [ordinal, key] of keys.entries()) write.run(revision, ordinal, key);
      }
    });
    fill.immediate();
  } finally {
    database.close();
  }
}
