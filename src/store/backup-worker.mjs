/**
 * Copies and verifies a database in a thread of its own, so that nobody waits for it. A plain module, for the reason
 * that `commit-worker.mjs` has.
 *
 * `source`, when given, is copied over the empty file `copy`. `seal` writes the digest of the content into the copy and
 * `unseal` compares and removes it. Answers `{ applicationId, schemaVersion }`, or `{ failure }`.
 */
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** @type {{ source?: string, copy: string, step: 'seal' | 'unseal' }} */
const { source, copy, step } = workerData;

/** @param {string} from */
async function copyFrom(from) {
  const database = new Database(from, { readonly: true, fileMustExist: true });
  try {
    // All pages in one step: one snapshot, which commits do not disturb and which does not stop them.
    await database.backup(copy, { progress: () => 0x7fffffff });
  } finally {
    database.close();
  }
}

/** The first schema kept what a change wrote beside what is there now. @param {unknown} schemaVersion */
const changesQuery = (schemaVersion) =>
  schemaVersion === 1
    ? 'SELECT revision, ordinal, key, value FROM changes ORDER BY revision, ordinal'
    : 'SELECT revision, ordinal, key FROM changes ORDER BY revision, ordinal';

/**
 * Every field with its length before it, so that no two contents have one digest.
 * @param {Database.Database} database
 * @param {unknown} schemaVersion
 */
function contentDigest(database, schemaVersion) {
  const hash = createHash('sha256');
  /** @param {string | number | Uint8Array | null} field */
  const add = (field) => {
    if (field === null) return hash.update('-');
    const bytes = typeof field === 'object' ? field : Buffer.from(String(field));
    return hash.update(`${bytes.byteLength}:`).update(bytes);
  };
  for (const query of [
    'SELECT key, revision, value FROM documents ORDER BY key',
    changesQuery(schemaVersion),
  ]) {
    hash.update(query);
    for (const row of database.prepare(query).raw().iterate()) {
      for (const field of /** @type {(string | number | Uint8Array | null)[]} */ (row)) add(field);
    }
  }
  return hash.digest();
}

async function run() {
  if (source !== undefined) await copyFrom(source);
  const database = new Database(copy, { fileMustExist: true });
  try {
    // One file that needs none beside it.
    if (database.pragma('journal_mode = DELETE', { simple: true }) !== 'delete')
      throw new Error('the copy is in use');
    const findings = database.pragma('integrity_check(1)', { simple: true });
    if (findings !== 'ok') throw new Error(`integrity_check: ${findings}`);
    const applicationId = database.pragma('application_id', { simple: true });
    const schemaVersion = database.prepare('SELECT version FROM schema_version').pluck().get();
    const digest = contentDigest(database, schemaVersion);
    if (step === 'seal') {
      database.prepare('INSERT INTO backup_digest (digest) VALUES (?)').run(digest);
    } else {
      const sealed = database.prepare('SELECT digest FROM backup_digest').pluck().all();
      if (sealed.length !== 1 || !digest.equals(/** @type {Buffer} */ (sealed[0]))) {
        throw new Error('the content is not what the backup had when it was made');
      }
      database.exec('DELETE FROM backup_digest');
    }
    return { applicationId, schemaVersion };
  } finally {
    database.close();
  }
}

run().then(
  (answer) => parentPort?.postMessage(answer),
  (error) => parentPort?.postMessage({ failure: error instanceof Error ? error.message : String(error) }),
);
