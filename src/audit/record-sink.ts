/** Where the log's writer puts records: segments on disk, or a ring in memory. */
import type { ChainPoint } from './record.ts';

export interface RecordBatch {
  /** Sequence of the first of them. */
  readonly first: number;
  readonly lines: readonly string[];
  /** The chain behind the last of them. */
  readonly head: ChainPoint;
  /** When they are recorded, milliseconds. */
  readonly time: number;
}

export interface RecordSink {
  /** Durable when it resolves; when it rejects, nothing of the batch is kept and the same may be written again. */
  write(batch: RecordBatch): Promise<void>;
  close(): Promise<void>;
}
