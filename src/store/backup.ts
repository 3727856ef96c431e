import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { claimDataDirectory, lockName } from './data-directory.ts';
import { createPrivateFile, requirePrivateDirectory, syncDirectory } from './private-files.ts';
import { applicationId, migrations } from './schema.ts';

/** A backup could not be made, or is not fit to be restored. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** Where the copy comes from: a database in use, or whoever fills an empty database file. */
export type BackupSource = { readonly databaseFile: string } | { readonly fill: (file: string) => void };

/**
 * Writes a backup to `file`, mode 0600: it appears under its name only when it is whole, verified and on disk.
 * @throws BackupError when there is such a file already, or the copy does not stand the verification.
 */
export async function writeBackup(file: string, source: BackupSource): Promise<void> {
  const target = resolve(file);
  const partial = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.partial`);
  try {
    createPrivateFile(partial);
    if ('fill' in source) source.fill(partial);
    await verify({
      copy: partial,
      step: 'seal',
      ...('databaseFile' in source ? { source: source.databaseFile } : {}),
    });
    syncFile(partial);
    // A link, unlike a rename, never takes the place of a file.
    linkSync(partial, target);
  } catch (error) {
    throw backupError(`the backup ${target} was not made`, error);
  } finally {
    removeDatabase(partial);
  }
  syncDirectory(dirname(target));
}

/**
 * Makes a data directory from a backup. The backup is copied, verified, and only then moved to its place; a restore
 * that was cut off can be repeated.
 * @throws BackupError when the directory has something in it, or the backup is damaged or of a newer format.
 * @throws PrivateFileError when somebody else could touch the directory.
 */
export async function restoreBackup(file: string, dataDirectory: string): Promise<void> {
  requirePrivateDirectory(dataDirectory);
  const directory = claimDataDirectory(dataDirectory);
  const partial = `${directory.databaseFile}.restoring`;
  try {
    const leftovers = new Set([lockName, ...withCompanions(basename(partial))]);
    const content = readdirSync(directory.path).filter((name) => !leftovers.has(name));
    if (content.length > 0) throw new BackupError(`${directory.path} is not empty: name an empty directory`);
    removeDatabase(partial);
    copyFileSync(resolve(file), partial, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
    // The copy has the mode of the backup, which may be wider; until here the directory guards it.
    chmodSync(partial, 0o600);
    const found = await verify({ copy: partial, step: 'unseal' });
    if (found.applicationId !== applicationId) throw new BackupError('it is a database of another program');
    if (found.schemaVersion > migrations.length)
      throw new BackupError('a newer version of this program made it');
    syncFile(partial);
    renameSync(partial, directory.databaseFile);
    syncDirectory(directory.path);
  } catch (error) {
    removeDatabase(partial);
    throw backupError(`the backup ${resolve(file)} was not restored`, error);
  } finally {
    directory.release();
  }
}

interface Verification {
  readonly source?: string;
  readonly copy: string;
  readonly step: 'seal' | 'unseal';
}

interface Verified {
  readonly applicationId: number;
  readonly schemaVersion: number;
}

function verify(verification: Verification): Promise<Verified> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./backup-worker.mjs', import.meta.url), { workerData: verification });
    worker.once('message', (answer: Verified | { readonly failure: string }) => {
      if ('failure' in answer) reject(new BackupError(answer.failure));
      else resolve(answer);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new BackupError('the copying thread ended early')));
  });
}

function backupError(what: string, error: unknown): BackupError {
  return new BackupError(`${what}: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}

function withCompanions(file: string): string[] {
  return ['', '-wal', '-shm', '-journal'].map((ending) => file + ending);
}

function removeDatabase(file: string): void {
  for (const each of withCompanions(file)) rmSync(each, { force: true });
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
