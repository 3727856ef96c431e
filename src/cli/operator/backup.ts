/** `stint backup` and `stint restore`. */
import { resolve } from 'node:path';
import { restoreData } from '../../server/index.ts';
import { loadMasterKey } from '../../store/index.ts';
import type { Given } from '../command.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson, printLine } from '../output.ts';
import type { DATA_FLAGS } from '../settings-flags.ts';
import type { FILE } from './command.ts';
import { existingMasterKey, installationSettings, keyAdvice, withOperator } from './connection.ts';
import { verdictLine } from './verdict.ts';
import { verifyDirectory } from './verify-directory.ts';

type GivenFile = Given<typeof DATA_FLAGS, typeof FILE>;

interface BackedUp {
  readonly File: string;
  readonly AuditDirectory?: string;
  readonly Records: string;
}

export async function runBackup(given: GivenFile): Promise<number> {
  const made = await withOperator(given, (operator) =>
    operator.call<BackedUp>('CreateBackup', { File: resolve(given.file) }),
  );
  if (given.json === true) printJson(made);
  else {
    printLine(`Accounts and keys (sealed): ${made.File}`);
    if (made.AuditDirectory !== undefined) {
      printLine(`Events: ${made.AuditDirectory} (${made.Records} records)`);
    }
    printLine('The master key is not in it: without that key nobody can read the backup, nor can you.');
  }
  return EXIT.ok;
}

/**
 * Nothing is restored without a key at hand; whether it is the right one, and the data whole, is known when they are
 * opened. What is restored stays then: another key may open it.
 */
export async function runRestore(given: GivenFile): Promise<number> {
  const settings = installationSettings(given);
  await loadMasterKey(existingMasterKey(settings)).catch((error: unknown) => {
    throw keyAdvice(error, settings);
  });
  await restoreData(resolve(given.file), settings.data);
  const verdict = await verifyDirectory(settings).catch((error: unknown) => {
    throw new CommandError(
      `${settings.data} is restored, and could not be opened to verify it: ${(error as Error).message}`,
      EXIT.data,
    );
  });
  if (verdict === undefined) {
    throw new CommandError(
      `${settings.data} is restored, and not verified: another process has it`,
      EXIT.data,
    );
  }
  if (given.json === true) printJson({ Data: settings.data, ...verdict });
  else printLine(`Restored ${settings.data}. ${verdictLine(verdict)}`);
  return verdict.Verified ? EXIT.ok : EXIT.data;
}
