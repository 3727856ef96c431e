/**
 * Sessions kept between calls, each in a file that only its owner can read: `credential_process` is called by every
 * process of an AWS client. The file's name is a digest of caller, place and request, so nobody gets what another asked
 * for.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createPrivateFile, requirePrivateDirectory, requirePrivateFile } from '../../store/index.ts';
import { printNote } from '../output.ts';
import { lastsLongEnough, parseSession, type Session } from './session.ts';

const HOUR = 3_600_000;
/** No session of a role is longer. */
const FORGOTTEN_AFTER = 12 * HOUR;
/** A call of AssumeRole takes less, with its retries. */
const ABANDONED_AFTER = 60_000;
const POLL = 50;

/** XDG Base Directory Specification: a path that is not absolute is ignored. */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const base = environment['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'stint');
}

/** @param parts everything that the session depends on. */
export function cacheKey(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** What is kept there and lasts; a file that others could have touched counts as none. */
function kept(file: string): Session | undefined {
  try {
    if (!requirePrivateFile(file)) return undefined;
    const session = parseSession(readFileSync(file, 'utf8'));
    return session !== undefined && lastsLongEnough(session, Date.now()) ? session : undefined;
  } catch {
    return undefined;
  }
}

/** Readers see the old file or the whole new one. */
function keep(file: string, session: Session): void {
  const written = `${file}.${process.pid}.new`;
  rmSync(written, { force: true });
  createPrivateFile(written, Buffer.from(JSON.stringify(session)));
  renameSync(written, file);
}

/** Removes what no caller asks for any more: the credentials in it have ended. */
function forgetOld(directory: string): void {
  for (const name of readdirSync(directory)) {
    const file = join(directory, name);
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > FORGOTTEN_AFTER) rmSync(file, { force: true });
  }
}

function isAbandoned(lock: string): boolean {
  const found = statSync(lock, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > ABANDONED_AFTER;
}

/**
 * One process asks and the others wait for what it gets. The lock saves requests and nothing else: should two hold
 * it after one was abandoned, both ask, and the later answer is kept.
 */
async function locked<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      createPrivateFile(lock);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else await pause(POLL);
  }
  // A process that is told to end would leave its lock, and everybody else waiting.
  const end = (signal: NodeJS.Signals): void => {
    rmSync(lock, { force: true });
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, end);
    rmSync(lock, { force: true });
  }
}

/** The session that is kept under a key, or a fresh one, which is kept then. @throws what `fresh` throws. */
export async function cachedSession(
  directory: string,
  key: string,
  fresh: () => Promise<Session>,
): Promise<Session> {
  try {
    requirePrivateDirectory(directory);
  } catch (error) {
    printNote(`stint: nothing is cached: ${(error as Error).message}`);
    return await fresh();
  }
  const file = join(directory, `session-${key}.json`);
  return (
    kept(file) ??
    (await locked(`${file}.lock`, async () => {
      const meanwhile = kept(file);
      if (meanwhile !== undefined) return meanwhile;
      const session = await fresh();
      keep(file, session);
      forgetOld(directory);
      return session;
    }))
  );
}
