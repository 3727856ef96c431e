/** A data directory from a backup: the store, and the log of events beside it. */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { auditCopyOf, copyLog } from '../services/index.ts';
import { restoreBackup } from '../store/index.ts';

/**
 * Restores what `CreateBackup` wrote. The master key is not in a backup: the one that the data were sealed with is
 * needed to open the directory. That the log verifies is told by `VerifyEvents` then, for it needs the key.
 * @throws BackupError when the directory has something in it, or the backup is damaged; PrivateFileError when somebody
 * else could touch the directory.
 */
export async function restoreData(backupFile: string, dataDirectory: string): Promise<void> {
  await restoreBackup(backupFile, dataDirectory);
  const copy = auditCopyOf(resolve(backupFile));
  if (!existsSync(copy)) return;
  const partial = join(resolve(dataDirectory), 'audit.restoring');
  await rm(partial, { recursive: true, force: true });
  await copyLog(copy, partial);
  await rename(partial, join(resolve(dataDirectory), 'audit'));
}
