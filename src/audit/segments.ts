/** The segments of a log: files of records, named by the sequence of their first, so that their names are in order. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { linesBackward, linesForward } from './lines.ts';
import { type RecordHead, recordHead } from './record.ts';

const form = /^events-(\d{16})\.jsonl$/;

export interface Segment {
  readonly path: string;
  readonly name: string;
  /** Sequence of its first record. */
  readonly first: number;
}

export function segmentAt(directory: string, first: number): Segment {
  const name = `events-${String(first).padStart(16, '0')}.jsonl`;
  return { path: join(directory, name), name, first };
}

/** The segments of a directory, oldest first. */
export async function listSegments(directory: string): Promise<Segment[]> {
  const names = (await readdir(directory)).filter((name) => form.test(name)).sort();
  return names.map((name) => ({ path: join(directory, name), name, first: Number(form.exec(name)![1]) }));
}

/** The last complete line's head, if that line is a record. */
export async function lastRecordOf(segment: Segment): Promise<RecordHead | undefined> {
  for await (const line of linesBackward(segment.path)) return recordHead(line.bytes);
  return undefined;
}

/** The heads of the records with a sequence of at least `seq`, oldest first, as far as lines are records. */
export async function* recordHeadsFrom(directory: string, seq: number): AsyncGenerator<RecordHead> {
  const segments = await listSegments(directory);
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1];
    if (next && next.first <= seq) continue;
    for await (const line of linesForward(segment.path)) {
      const head = line.complete ? recordHead(line.bytes) : undefined;
      if (head && head.seq >= seq) yield head;
    }
  }
}
