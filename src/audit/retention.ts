/** Retirement of whole segments that are older than they have to be kept. */
import { unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from './durable-file.ts';
import { lastRecordOf, listSegments, type Segment } from './segments.ts';
import type { StatementFile } from './statement-file.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Removes the oldest segments whose last record is older than `days`, never the newest segment. The signed statement
 * about them is durable before the first is removed; verification accepts the absence of exactly these.
 * @param now milliseconds.
 */
export async function retireSegments(
  directory: string,
  days: number,
  now: number,
  statements: StatementFile,
): Promise<number> {
  const expired: (Segment & { last: number; hash: string })[] = [];
  const segments = await listSegments(directory);
  segments.pop();
  for (const segment of segments) {
    const last = await lastRecordOf(segment);
    // A segment that cannot be read is evidence, and so is what follows it.
    if (!last || now - Date.parse(last.time) <= days * dayMs) break;
    expired.push({ ...segment, last: last.seq, hash: last.hash });
  }
  if (expired.length === 0) return 0;
  await statements.append({
    kind: 'retirement',
    segments: expired.map(({ first, last, hash }) => ({ first, last, hash })),
    time: new Date(now).toISOString(),
  });
  await remove(expired);
  return expired.length;
}

/** Removes what a process before had retired and not removed any more. */
export async function finishRetirement(directory: string, retired: ReadonlySet<number>): Promise<void> {
  if (retired.size === 0) return;
  const segments = await listSegments(directory);
  segments.pop();
  await remove(segments.filter(({ first }) => retired.has(first)));
}

async function remove(segments: readonly Segment[]): Promise<void> {
  for (const { path } of segments) await unlink(path);
  const [segment] = segments;
  if (segment) await syncDirectory(dirname(segment.path));
}
