/** Where records are read from: the segments of a directory, also of a running server's, or a log in memory. */
import { setTimeout as sleep } from 'node:timers/promises';
import { linesBackward, linesForward } from './lines.ts';
import type { MemorySink } from './memory-sink.ts';
import { recordHead } from './record.ts';
import { listSegments } from './segments.ts';

export interface RecordSource {
  /** The lines of the records, newest first. */
  backward(): AsyncIterable<Buffer>;
  /** The lines of the records from `seq` on, oldest first; with a signal, also what comes, until it is aborted. */
  forward(seq: number, signal?: AbortSignal): AsyncIterable<Buffer>;
}

/** How often a follower looks for new records, milliseconds. */
const lookEvery = 200;

export function directoryRecords(directory: string): RecordSource {
  return {
    async *backward() {
      for (const { path } of (await listSegments(directory)).reverse()) {
        for await (const { bytes } of existing(linesBackward(path))) yield bytes;
      }
    },
    forward: (seq, signal) => directoryForward(directory, seq, signal),
  };
}

async function* directoryForward(
  directory: string,
  seq: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  let next = seq;
  let first = -1;
  let offset = 0;
  do {
    const segments = await listSegments(directory);
    for (const [index, segment] of segments.entries()) {
      const later = segments[index + 1];
      if (segment.first < first || (later && later.first <= next)) continue;
      if (segment.first !== first) offset = 0;
      first = segment.first;
      for await (const line of existing(linesForward(segment.path, offset))) {
        if (!line.complete) break;
        offset = line.offset + line.bytes.byteLength + 1;
        const found = recordHead(line.bytes)?.seq ?? next;
        if (found < next) continue;
        next = found + 1;
        yield line.bytes;
      }
    }
  } while (signal && (await pause(signal)));
}

export function memoryRecords(sink: MemorySink): RecordSource {
  return {
    async *backward() {
      for (const line of sink.linesFrom(1).reverse()) yield Buffer.from(line);
    },
    async *forward(seq, signal) {
      let next = seq;
      do {
        for (const line of sink.linesFrom(next)) {
          const bytes = Buffer.from(line);
          next = recordHead(bytes)!.seq + 1;
          yield bytes;
        }
      } while (signal && (await pause(signal)));
    },
  };
}

/** Ends where the file does not exist any more: its segment was retired. */
async function* existing<T>(lines: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* lines;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Waits for the next look; false when there is none. */
async function pause(signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  await sleep(lookEvery, undefined, { signal }).catch(() => {});
  return !signal.aborted;
}
