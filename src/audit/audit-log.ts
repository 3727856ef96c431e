import { requirePrivateDirectory, type Store } from '../store/index.ts';
import type { AuditAlarm } from './alarm.ts';
import { type AnchorOptions, openAnchors } from './anchors.ts';
import type { StatementSigner, StatementVerifier } from './checkpoint.ts';
import { OutboxDrain } from './drain.ts';
import type { OpenFile } from './durable-file.ts';
import type { QueueLimits } from './event-queue.ts';
import { readKnownTail } from './log-directory.ts';
import { type LogState, LogWriter } from './log-writer.ts';
import { MemorySink } from './memory-sink.ts';
import { readLogHead, readOutbox } from './outbox.ts';
import { chainStart, type LogNotes } from './record.ts';
import { directoryRecords, memoryRecords, type RecordSource } from './record-source.ts';
import { finishRetirement, retireSegments } from './retention.ts';
import { SegmentSink } from './segment-sink.ts';
import { recoverTail } from './segment-tail.ts';
import { StatementFile } from './statement-file.ts';

interface CommonOptions {
  /** Whose outbox is drained. */
  readonly store: Store;
  /** The machine's clock, milliseconds. */
  readonly clock: { now(): number };
  readonly onAlarm?: ((alarm: AuditAlarm) => void) | undefined;
  /** What may wait for the disk; default 100,000 events of together 64 Mi characters. */
  readonly queue?: QueueLimits | undefined;
  /** Longest time that an event waits for its batch, milliseconds; default 200. */
  readonly batchEvery?: number | undefined;
  /** How long the writer waits after a failure, milliseconds; default 1,000. */
  readonly retryEvery?: number | undefined;
}

export interface DirectoryLogOptions extends CommonOptions {
  /** The log's own directory; made, mode 0700, when there is none. Its process must be alone with it. */
  readonly directory: string;
  readonly signer: StatementSigner;
  readonly verify: StatementVerifier;
  readonly checkpoint?:
    | {
        /** Default 10,000. */
        readonly everyRecords?: number | undefined;
        /** Default 60. */
        readonly everySeconds?: number | undefined;
        readonly anchor?: AnchorOptions | undefined;
      }
    | undefined;
  /** Segments are retired when all of their records are older; absent: never. */
  readonly retention?: { readonly days: number } | undefined;
  /** A segment ends before it grows beyond; default 32 MiB. */
  readonly segmentBytes?: number | undefined;
  /** How files are opened for writing: tests let it fail. */
  readonly openFile?: OpenFile | undefined;
}

export interface MemoryLogOptions extends CommonOptions {
  readonly directory: 'memory';
  /** How many records are kept; default 10,000. */
  readonly capacity?: number | undefined;
}

/** How old an event of the outbox is before it counts as forgotten by the request that wrote it. */
const forgottenAfter = 30_000;

/**
 * The log of all requests: the one writer that owns sequence and chain. `append` only queues; records become durable in
 * batches. Events that are also in the outbox are recorded exactly once, whatever ends the process.
 */
export class AuditLog {
  /** For `readEvents`. */
  readonly records: RecordSource;
  readonly #writer: LogWriter;
  readonly #ticker: NodeJS.Timeout;
  readonly #tick: () => Promise<void>;
  #ticking: Promise<void> = Promise.resolve();

  private constructor(
    parts: { readonly writer: LogWriter; readonly records: RecordSource },
    tick: () => Promise<void>,
    tickEvery: number,
  ) {
    this.#writer = parts.writer;
    this.records = parts.records;
    this.#tick = tick;
    this.#ticker = setInterval(() => {
      this.#ticking = this.#ticking.then(this.#tick);
    }, tickEvery);
    this.#ticker.unref();
  }

  /**
   * Opens the log, puts right what a crash left at its end, and takes over what waits in the outbox.
   * @throws PrivateFileError when somebody else could touch the directory.
   * @throws RangeError when an anchor is none.
   */
  static open(options: DirectoryLogOptions | MemoryLogOptions): Promise<AuditLog> {
    return options.directory === 'memory'
      ? AuditLog.#openMemory(options as MemoryLogOptions)
      : AuditLog.#openDirectory(options as DirectoryLogOptions);
  }

  static async #openMemory(options: MemoryLogOptions): Promise<AuditLog> {
    const sink = new MemorySink(options.capacity ?? 10_000);
    const drain = new OutboxDrain(options.store);
    const writer = new LogWriter({
      ...writerOptions(options),
      sink,
      drain,
      tail: { head: chainStart, time: 0 },
    });
    await drain.sweep(Number.POSITIVE_INFINITY, (entry) => writer.adopt(entry));
    const tick = () => sweepForgotten(drain, writer, options);
    return new AuditLog({ writer, records: memoryRecords(sink) }, tick, 60_000);
  }

  static async #openDirectory(options: DirectoryLogOptions): Promise<AuditLog> {
    const { directory, store, openFile, retention, clock } = options;
    const anchors = openAnchors(options.checkpoint?.anchor ?? {});
    requirePrivateDirectory(directory);
    const alarm = options.onAlarm ?? (() => {});
    const statements = await StatementFile.open(directory, {
      signer: options.signer,
      verify: options.verify,
      anchors,
      onAnchorFailure: (anchor, error) =>
        alarm({
          kind: 'anchor',
          message: `the anchor ${anchor} did not take a checkpoint: ${error.message}`,
        }),
      openFile,
    });
    await finishRetirement(directory, statements.retired);
    const tail = await recoverTail(directory);
    const drain = new OutboxDrain(store);
    const writer = new LogWriter({
      ...writerOptions(options),
      sink: new SegmentSink(directory, tail, options.segmentBytes ?? 32 * 1024 * 1024, openFile),
      drain,
      tail,
      checkpoints: {
        statements,
        everyRecords: options.checkpoint?.everyRecords ?? 10_000,
        last: statements.last,
      },
    });
    for (const torn of tail.torn) writer.note({ torn }, tornAlarm(torn));
    const isWaiting = (await readOutbox(store, { limit: 1 })).length > 0;
    const known = await readKnownTail(directory, tail.head, {
      settled: (await readLogHead(store)) ?? chainStart,
      checkpoint: statements.last ?? chainStart,
      isWaiting,
    });
    if (known.break) writer.note({ break: known.break }, breakAlarm(known.break));
    if (isWaiting) {
      await drain.sweep(Number.POSITIVE_INFINITY, (entry) => writer.adopt(entry, known.eventIDs));
    }
    // From now on store and checkpoints speak of these segments; said once, a break is not found again.
    if (known.break) await writer.checkpoint();
    const tick = async () => {
      await writer.checkpoint();
      await sweepForgotten(drain, writer, options);
      if (!retention) return;
      await retireSegments(directory, retention.days, clock.now(), statements).catch((error: Error) =>
        alarm({ kind: 'retention', message: `old segments of the audit log stay: ${error.message}` }),
      );
    };
    const tickEvery = (options.checkpoint?.everySeconds ?? 60) * 1000;
    return new AuditLog({ writer, records: directoryRecords(directory) }, tick, tickEvery);
  }

  /** Whether what needs a record may be done: false while the disk refuses, or events are being lost. */
  get writable(): boolean {
    return this.#writer.writable;
  }

  /**
   * Queues an event. Costs no more than that; whether the log keeps up is told by `writable`.
   * @param serialized from `serializeEvent`.
   * @param event its id, and its key in the outbox if its transaction wrote it there.
   * @throws RangeError when the id is none or the text has more than one line.
   */
  append(
    serialized: string,
    event: { readonly eventID: string; readonly outboxKey?: string | undefined },
  ): void {
    this.#writer.append(serialized, event.eventID, event.outboxKey);
  }

  /** Waits until what was appended is durable, or the disk has refused it: see `writable`. */
  flush(): Promise<void> {
    return this.#writer.flush();
  }

  /** What the log is doing, for health, metrics and doctors. */
  state(): LogState {
    return this.#writer.state();
  }

  /** The timed work, now: checkpoint, forgotten events of the outbox, retention. */
  maintain(): Promise<void> {
    this.#ticking = this.#ticking.then(this.#tick);
    return this.#ticking;
  }

  /** Records what waits, signs a last checkpoint, and gives everything back. */
  async close(): Promise<void> {
    clearInterval(this.#ticker);
    await this.#ticking;
    await this.#writer.close();
  }
}

function writerOptions({ clock, onAlarm, queue, batchEvery, retryEvery }: CommonOptions) {
  return {
    clock,
    onAlarm: onAlarm ?? (() => {}),
    queue: queue ?? { events: 100_000, bytes: 64 * 1024 * 1024 },
    batchEvery: batchEvery ?? 200,
    retryEvery: retryEvery ?? 1_000,
  };
}

function sweepForgotten(drain: OutboxDrain, writer: LogWriter, { clock }: CommonOptions): Promise<void> {
  return drain
    .sweep(clock.now() - forgottenAfter, (entry) => writer.adopt(entry))
    .catch((error: Error) => writer.outboxFailed(error));
}

function tornAlarm(torn: LogNotes['torn']): AuditAlarm {
  return {
    kind: 'torn',
    message: `the audit log ended with ${torn.bytes} bytes that are no record: they were moved to ${torn.file}`,
    torn,
  };
}

function breakAlarm(found: LogNotes['break']): AuditAlarm {
  return {
    kind: 'break',
    message: `the audit log ends at record ${found.found.seq}, which does not lead to record ${found.expected.seq} that it had: records were removed or replaced, or an older copy was put back`,
    break: found,
  };
}
