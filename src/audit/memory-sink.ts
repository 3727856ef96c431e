import type { RecordBatch, RecordSink } from './record-sink.ts';

/** The newest records, in memory: for a server without a data directory. */
export class MemorySink implements RecordSink {
  readonly #capacity: number;
  #lines: string[] = [];
  /** Sequence of the first line kept. */
  #first = 1;

  /** @param capacity how many records are kept. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  async write({ first, lines }: RecordBatch): Promise<void> {
    if (this.#lines.length === 0) this.#first = first;
    this.#lines.push(...lines);
    // Trimmed by halves, so that a record costs no more than its own part of it.
    if (this.#lines.length < 2 * this.#capacity) return;
    this.#first += this.#lines.length - this.#capacity;
    this.#lines = this.#lines.slice(-this.#capacity);
  }

  /** Kept lines with a sequence of at least `seq`, oldest first. */
  linesFrom(seq: number): string[] {
    const start = Math.max(0, seq - this.#first, this.#lines.length - this.#capacity);
    return this.#lines.slice(start);
  }

  async close(): Promise<void> {}
}
