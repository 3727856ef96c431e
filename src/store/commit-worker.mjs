/**
 * The one writer of a store's database, in a thread of its own, so that nobody who reads waits for a disk.
 * A plain module, because Node starts a worker from a file that it can load as it is, from sources as from a build.
 *
 * Asked with `{ batch }`, it answers `{ outcomes, revision }`, or `{ failure }` when nothing of the batch is
 * known to be written; asked with `{ close: true }`, it gives the connection back and ends.
 */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/**
 * @typedef {import('./packed-batch.ts').PackedBatch} PackedBatch
 * @typedef {import('./packed-batch.ts').PackedTransaction} PackedTransaction
 * @typedef {{ revision: number } | { conflict: string }} Outcome
 */

/** @type {{ databaseFile: string, changesKept: number, commitDelayMilliseconds: number }} */
const { databaseFile, changesKept, commitDelayMilliseconds } = workerData;

function connect() {
  const database = new Database(databaseFile, { fileMustExist: true, timeout: 5000 });
  try {
    // In WAL mode SQLite as built here defaults to NORMAL, which loses acknowledged commits when the power fails.
    database.pragma('synchronous = FULL');
    if (database.pragma('synchronous', { simple: true }) !== 2)
      throw new Error('synchronous=FULL was refused');
    if (database.pragma('journal_mode', { simple: true }) !== 'wal')
      throw new Error('the database is not in WAL mode');
    database.pragma('secure_delete = ON');
    database.pragma('temp_store = MEMORY');
    database.pragma('journal_size_limit = 67108864');
    return {
      database,
      begin: database.prepare('BEGIN IMMEDIATE'),
      commit: database.prepare('COMMIT'),
      rollback: database.prepare('ROLLBACK'),
      newest: database.prepare('SELECT coalesce(max(revision), 0) FROM changes').pluck(),
      revisionOf: database.prepare('SELECT revision FROM documents WHERE key = ?').pluck(),
      put: database.prepare(
        `INSERT INTO documents (key, value, revision) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, revision = excluded.revision`,
      ),
      remove: database.prepare('DELETE FROM documents WHERE key = ?'),
      record: database.prepare('INSERT INTO changes (revision, ordinal, key) VALUES (?, ?, ?)'),
      compact: database.prepare('DELETE FROM changes WHERE revision <= ?'),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** @type {ReturnType<typeof connect> | undefined} */
let connection;

/** A connection that saw an error is never used again: what the operating system still has for it is not known. */
function discard() {
  const broken = connection;
  connection = undefined;
  try {
    broken?.database.close();
  } catch {
    // It is given up either way.
  }
}

/**
 * Evaluates the checks against what the transactions before it left, then writes. A write that fails, fails the batch:
 * only the disk can make it fail.
 * @param {ReturnType<typeof connect>} open
 * @param {PackedTransaction} transaction
 * @param {readonly (Uint8Array | undefined)[]} values of its keys
 * @param {number} revision of the transaction, if it writes
 * @returns {string | undefined} the key whose check failed
 */
function apply(open, { checks, keys }, values, revision) {
  for (const check of checks) {
    if ((open.revisionOf.get(check.key) ?? 0) !== check.revision) return check.key;
  }
  for (const [ordinal, key] of keys.entries()) {
    const value = values[ordinal];
    if (value === undefined) open.remove.run(key);
    else open.put.run(key, value, revision);
    open.record.run(revision, ordinal, key);
  }
  return undefined;
}

/**
 * The values of each transaction of a batch.
 * @param {PackedBatch} batch
 */
function* unpacked({ transactions, values }) {
  let begin = 0;
  for (const transaction of transactions) {
    const own = transaction.ends.map((end) => {
      if (end < 0) return undefined;
      const value = values.subarray(begin, end);
      begin = end;
      return value;
    });
    yield { transaction, values: own };
  }
}

/**
 * All transactions of the batch in one SQLite transaction, hence one sync of the disk.
 * @param {PackedBatch} batch
 */
function commit(batch) {
  connection ??= connect();
  const open = connection;
  open.begin.run();
  const before = Number(open.newest.get());
  let revision = before;
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const { transaction, values } of unpacked(batch)) {
    const conflict = apply(open, transaction, values, revision + 1);
    if (conflict === undefined && transaction.keys.length > 0) revision += 1;
    outcomes.push(conflict === undefined ? { revision } : { conflict });
  }
  if (commitDelayMilliseconds > 0)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, commitDelayMilliseconds);
  if (revision === before) {
    open.rollback.run();
    return { outcomes, revision, synced: false };
  }
  open.compact.run(revision - changesKept);
  open.commit.run();
  return { outcomes, revision, synced: true };
}

parentPort?.on('message', (message) => {
  if (message.close) {
    discard();
    parentPort?.close();
    return;
  }
  try {
    parentPort?.postMessage(commit(message.batch));
  } catch (error) {
    discard();
    const { code, message: text } = /** @type {Error & { code?: string }} */ (error);
    parentPort?.postMessage({ failure: code === undefined ? text : `${code}: ${text}` });
  }
});
