/**
 * Verifies the log of a data directory that no server has, without opening it for writing. Opening it would put its end
 * right first: what is behind a bad record is moved aside then, and the bad record would not be seen in its place.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditVerdict, readLogHead, type StatementVerifier, verifyAudit } from '../../audit/index.ts';
import { type Settings, SettingsError } from '../../server/index.ts';
import { DataDirectoryInUseError, Keyring, loadMasterKey, SqliteStore } from '../../store/index.ts';
import { existingMasterKey, keyAdvice } from './connection.ts';
import type { Verdict } from './verdict.ts';

/** Statements are signed by HMAC-SHA-256 with a key of the keyring: docs/decisions/audit-log.md. */
function statementVerifier(keyring: Keyring): StatementVerifier {
  return (bytes, signature, keyVersion) => {
    try {
      const { key } = keyring.macKey('audit-checkpoints', keyVersion);
      const expected = createHmac('sha256', key).update(bytes).digest();
      return expected.length === signature.length && timingSafeEqual(expected, signature);
    } catch {
      // There is no such version of the key.
      return false;
    }
  };
}

function shownVerdict({ bad, records, first, last, vouched }: AuditVerdict): Verdict {
  return {
    Verified: bad === undefined,
    Records: String(records),
    FirstPosition: String(first),
    LastPosition: String(last.seq),
    LastHash: last.hash,
    VouchedPosition: String(vouched),
    ...(bad === undefined
      ? {}
      : {
          BadRecord: {
            Defect: bad.defect,
            Position: String(bad.seq),
            File: bad.file,
            Line: bad.line,
            Message: bad.message,
          },
        }),
  };
}

async function verdictOf(store: SqliteStore, settings: Settings): Promise<AuditVerdict> {
  const masterKey = await loadMasterKey(existingMasterKey(settings)).catch((error: unknown) => {
    throw keyAdvice(error, settings);
  });
  const keyring = await Keyring.load(store, masterKey);
  const head = await readLogHead(store);
  const { anchorFile } = settings.audit;
  return await verifyAudit(join(settings.data, 'audit'), statementVerifier(keyring), {
    ...(anchorFile === undefined ? {} : { files: [anchorFile] }),
    points: head === undefined ? [] : [head],
  });
}

/**
 * @returns undefined when another process has the directory, and is to be asked; and when a crash left the last line
 * unfinished, which opening the log puts right.
 * @throws SettingsError when there is no directory, and what the store and the master key refuse.
 */
export async function verifyDirectory(settings: Settings): Promise<Verdict | undefined> {
  if (!existsSync(settings.data)) {
    throw new SettingsError(
      `there is no data directory ${settings.data}: name the one of the server with --data`,
    );
  }
  let store: SqliteStore;
  try {
    store = await SqliteStore.open(settings.data);
  } catch (error) {
    if (error instanceof DataDirectoryInUseError) return undefined;
    throw error;
  }
  try {
    const verdict = await verdictOf(store, settings);
    return verdict.bad?.defect === 'torn' ? undefined : shownVerdict(verdict);
  } finally {
    await store.close();
  }
}
