/** What a crash leaves at the end of the last segment, put right before the log goes on. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { DurableFile, syncDirectory } from './durable-file.ts';
import { linesForward } from './lines.ts';
import {
  type ChainPoint,
  chainStart,
  isIntact,
  type LogNotes,
  type RecordHead,
  recordHead,
} from './record.ts';
import { listSegments, type Segment } from './segments.ts';

/** Where the log goes on. */
export interface LogTail {
  readonly head: ChainPoint;
  /** Of the last record, milliseconds; 0 when there is none. */
  readonly time: number;
  /** The segment to go on with; absent when a new one has to be begun. */
  readonly segment?: { readonly path: string; readonly first: number; readonly size: number } | undefined;
  /** Unfinished bytes that were moved aside. */
  readonly torn: readonly LogNotes['torn'][];
}

/**
 * Finds the last record that continues the chain. A whole record whose line end is missing gets it; other bytes behind
 * the last record are moved into a file of their own, never thrown away: they may be evidence.
 */
export async function recoverTail(directory: string): Promise<LogTail> {
  const torn: LogNotes['torn'][] = [];
  const segments = await listSegments(directory);
  for (let segment = segments.pop(); segment; segment = segments.pop()) {
    const found = await scan(segment);
    if (found.size < found.end) torn.push(await moveAside(directory, segment, found));
    if (found.head) {
      if (found.lacksEnd) await completeLine(segment, found.size);
      const size = found.size + (found.lacksEnd ? 1 : 0);
      const { path, first } = segment;
      return { head: found.head, time: found.time, segment: { path, first, size }, torn };
    }
    await unlink(segment.path);
    await syncDirectory(directory);
  }
  return { head: chainStart, time: 0, torn };
}

interface Scanned {
  readonly head: ChainPoint | undefined;
  readonly time: number;
  /** Bytes up to the end of the last good record. */
  readonly size: number;
  /** Bytes in all. */
  readonly end: number;
  readonly lacksEnd: boolean;
}

async function scan(segment: Segment): Promise<Scanned> {
  let head: ChainPoint | undefined;
  let time = '';
  let size = 0;
  let end = 0;
  let lacksEnd = false;
  let good = true;
  for await (const { bytes, offset, complete } of linesForward(segment.path)) {
    end = offset + bytes.byteLength + (complete ? 1 : 0);
    const record: RecordHead | undefined = good ? recordHead(bytes) : undefined;
    good =
      record !== undefined &&
      record.seq === (head ? head.seq + 1 : segment.first) &&
      (head === undefined || record.previous === head.hash) &&
      isIntact(bytes, record);
    if (!good) continue;
    head = { seq: record!.seq, hash: record!.hash };
    time = record!.time;
    size = end;
    lacksEnd = !complete;
  }
  return { head, time: head ? Date.parse(time) : 0, size, end, lacksEnd };
}

async function moveAside(
  directory: string,
  segment: Segment,
  { head, size, end }: Scanned,
): Promise<LogNotes['torn']> {
  const file = await open(segment.path, 'r+');
  try {
    const bytes = Buffer.alloc(end - size);
    for (let filled = 0; filled < bytes.byteLength; ) {
      const { bytesRead } = await file.read(bytes, filled, bytes.byteLength - filled, size + filled);
      if (bytesRead === 0) throw new Error(`${segment.path} became shorter while it was read`);
      filled += bytesRead;
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    // Named by what is in it, so that a second attempt after a crash makes the same file.
    const name = `torn-${String((head?.seq ?? segment.first - 1) + 1).padStart(16, '0')}-${sha256.slice(0, 16)}.bin`;
    const path = join(directory, name);
    const aside = existsSync(path) ? DurableFile.existing(path, 0) : DurableFile.fresh(path);
    await aside.append(bytes);
    await aside.close();
    // Its entry, too, if it was an attempt before that made the file.
    await syncDirectory(directory);
    await file.truncate(size);
    await file.sync();
    return { bytes: bytes.byteLength, sha256, file: name };
  } finally {
    await file.close();
  }
}

async function completeLine(segment: Segment, size: number): Promise<void> {
  const file = DurableFile.existing(segment.path, size);
  await file.append(Buffer.from('\n'));
  await file.close();
}
