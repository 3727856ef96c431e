import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { createPrivateFile, requirePrivateDirectory, requirePrivateFile } from './private-files.ts';

/** Another process, or another store of this one, uses the data directory. */
export class DataDirectoryInUseError extends Error {
  override readonly name = 'DataDirectoryInUseError';
  constructor(directory: string) {
    super(`the data directory ${directory} is in use by another process: stop it, or name another directory`);
  }
}

/** A data directory that this process alone holds. */
export interface DataDirectory {
  readonly path: string;
  readonly databaseFile: string;
  /** Gives the directory to the next one. */
  release(): void;
}

export const databaseName = 'stint.db';
export const lockName = 'stint.lock';
/** What SQLite keeps beside the database (https://www.sqlite.org/tempfiles.html). */
const companions = ['-wal', '-shm', '-journal'];

/**
 * Takes a data directory for this process, making it when there is none.
 * @throws PrivateFileError when somebody else could touch it or a file of the store in it.
 * @throws DataDirectoryInUseError when somebody has it already.
 */
export function claimDataDirectory(directory: string): DataDirectory {
  const path = resolve(directory);
  requirePrivateDirectory(path);
  const databaseFile = join(path, databaseName);
  for (const file of [databaseFile, ...companions.map((ending) => databaseFile + ending)])
    requirePrivateFile(file);
  const lock = claimLock(path);
  return { path, databaseFile, release: () => lock.close() };
}

/**
 * The lock is SQLite's own exclusive lock on an empty database, which the kernel drops with the process, however it
 * ends (https://www.sqlite.org/lockingv3.html). POSIX drops such a lock also when the process closes *any* descriptor
 * of the file: nothing here may open an existing lock file but SQLite, which knows of that.
 */
function claimLock(directory: string): Database.Database {
  const file = join(directory, lockName);
  if (!requirePrivateFile(file)) createLockFile(file);
  const lock = new Database(file, { fileMustExist: true, timeout: 0 });
  try {
    // Nothing is ever written: no journal file has to stand beside it.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new DataDirectoryInUseError(directory);
    }
    throw error;
  }
}

function createLockFile(file: string): void {
  try {
    createPrivateFile(file);
  } catch (error) {
    // Another process was faster; who of both holds the lock is decided by the lock.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    requirePrivateFile(file);
  }
}
