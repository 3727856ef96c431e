/**
 * Backups: the store in one file, and beside it, in a directory of that name with `.audit` behind it, the log of events.
 * The store is copied first: the log's copy then has at least what the store knows of it, and an event that it holds
 * twice (in the log and in the store's outbox) is recognized by its id when the copy is opened.
 */
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { verifyAudit } from '../../audit/index.ts';
import { createPrivateFile } from '../../store/index.ts';
import { backupFailed, invalidRequest } from './errors.ts';
import { type AuditTrail, changes } from './operation.ts';

/** The directory beside a backup that holds the log of events. */
export function auditCopyOf(backupFile: string): string {
  return `${backupFile}.audit`;
}

const NEWLINE = 0x0a;
const CHUNK = 1024 * 1024;

/** Copies whole lines: one that is being written stays behind. Nothing of a file is in memory but a part. */
async function copyLines(from: string, to: string): Promise<void> {
  createPrivateFile(to);
  const source = await open(from, 'r');
  const target = await open(to, 'r+');
  try {
    const chunk = Buffer.alloc(CHUNK);
    let end = 0;
    for (let at = 0; ; ) {
      const { bytesRead } = await source.read(chunk, 0, CHUNK, at);
      if (bytesRead === 0) break;
      await target.write(chunk, 0, bytesRead, at);
      const newline = chunk.subarray(0, bytesRead).lastIndexOf(NEWLINE);
      if (newline >= 0) end = at + newline + 1;
      at += bytesRead;
    }
    await target.truncate(end);
    await target.sync();
  } finally {
    await source.close();
    await target.close();
  }
}

/** Statements first: they may not vouch for more than the records that are copied after them. */
function inCopyingOrder(names: readonly string[]): string[] {
  const isSegment = (name: string) => name.startsWith('events-');
  return [...names.filter((name) => !isSegment(name)), ...names.filter(isSegment).sort()];
}

/** Makes entries of a directory durable. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Copies a log into a new directory, mode 0700. */
export async function copyLog(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  await chmod(to, 0o700);
  const names = (await readdir(from)).filter((name) => name.endsWith('.jsonl'));
  for (const name of inCopyingOrder(names)) await copyLines(join(from, name), join(to, name));
  await syncDirectory(to);
}

async function backUpLog({ log, verify }: AuditTrail, from: string, target: string): Promise<number> {
  const partial = join(dirname(target), `.${basename(target)}.partial`);
  await rm(partial, { recursive: true, force: true });
  try {
    // A signed statement of everything that there is, so that a cut at the copy's end shows.
    await log.maintain();
    await copyLog(from, partial);
    const { bad, records } = await verifyAudit(partial, verify);
    if (bad !== undefined) throw backupFailed(`The copy of the log does not verify: ${bad.message}.`);
    await rename(partial, target);
    await syncDirectory(dirname(target));
    return records;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

const createBackup = changes('CreateBackup', async ({ File: file }: { readonly File: string }, scope) => {
  if (!isAbsolute(file))
    throw invalidRequest('File has to be an absolute path: it is the server that writes it.');
  const { audit, store } = scope;
  try {
    await audit.log.flush();
    await store.backup(file);
  } catch (error) {
    throw backupFailed((error as Error).message);
  }
  if (audit.directory === undefined) return { File: file, Records: '0' };
  try {
    const records = await backUpLog(audit, audit.directory, auditCopyOf(file));
    return { File: file, AuditDirectory: auditCopyOf(file), Records: String(records) };
  } catch (error) {
    // Half a backup is none.
    await rm(file, { force: true });
    throw backupFailed((error as Error).message);
  }
});

export const backupOperations = [createBackup];
