import { open } from 'node:fs/promises';
import { DurableFile, type OpenFile } from './durable-file.ts';
import type { RecordBatch, RecordSink } from './record-sink.ts';
import type { LogTail } from './segment-tail.ts';
import { segmentAt } from './segments.ts';

/** Records in segments of bounded size, none longer than a day of UTC. */
export class SegmentSink implements RecordSink {
  readonly #directory: string;
  readonly #segmentBytes: number;
  readonly #open: OpenFile;
  #file: DurableFile | undefined;
  #day: string;

  constructor(directory: string, tail: LogTail, segmentBytes: number, openFile: OpenFile = open) {
    this.#directory = directory;
    this.#segmentBytes = segmentBytes;
    this.#open = openFile;
    this.#day = dayOf(tail.time);
    if (tail.segment) this.#file = DurableFile.existing(tail.segment.path, tail.segment.size, openFile);
  }

  async write({ first, lines, time }: RecordBatch): Promise<void> {
    const bytes = Buffer.from(`${lines.join('\n')}\n`, 'utf8');
    const day = dayOf(time);
    const file = this.#file;
    if (file && file.size > 0 && (day !== this.#day || file.size + bytes.byteLength > this.#segmentBytes)) {
      await file.finish();
      this.#file = undefined;
    }
    this.#file ??= DurableFile.fresh(segmentAt(this.#directory, first).path, this.#open);
    this.#day = day;
    await this.#file.append(bytes);
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
