import type { AuditAlarm } from './alarm.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { OutboxDrain } from './drain.ts';
import { EventQueue, type QueuedRecord, type QueueLimits } from './event-queue.ts';
import type { OutboxEntry } from './outbox.ts';
import { type ChainPoint, type LogNote, recordLine } from './record.ts';
import type { RecordSink } from './record-sink.ts';
import type { StatementFile } from './statement-file.ts';

export interface LogWriterOptions {
  readonly sink: RecordSink;
  readonly drain: OutboxDrain;
  /** Where the chain goes on, and the time of its last record. */
  readonly tail: { readonly head: ChainPoint; readonly time: number };
  readonly clock: { now(): number };
  readonly onAlarm: (alarm: AuditAlarm) => void;
  readonly queue: QueueLimits;
  readonly batchEvery: number;
  readonly retryEvery: number;
  readonly checkpoints?:
    | {
        readonly statements: StatementFile;
        readonly everyRecords: number;
        readonly last: Checkpoint | undefined;
      }
    | undefined;
}

export interface LogState {
  readonly writable: boolean;
  /** The newest durable record. */
  readonly head: ChainPoint;
  readonly queuedEvents: number;
  readonly queuedBytes: number;
  /** Recorded events that the outbox may still hold. */
  readonly outboxPending: number;
  /** Events lost since the log was opened. */
  readonly lostEvents: number;
  /** Sequence of the last checkpoint. */
  readonly checkpointed: number;
  /** Why the log is not writable. */
  readonly failure?: string | undefined;
}

/** A write is at most that long, unless one event alone is longer. */
const batchCharacters = 1024 * 1024;
const eventIDForm = /^[0-9A-Za-z-]{1,64}$/;

/** Gives records their place in the chain and writes them, one batch at a time. */
export class LogWriter {
  readonly #options: LogWriterOptions;
  readonly #queue: EventQueue;
  readonly #drain: OutboxDrain;
  #head: ChainPoint;
  #time: number;
  #checkpointed: number;
  #checkpointDue = false;
  #failure: Error | undefined;
  #outboxFailure: Error | undefined;
  /** The queue had no room for events that the outbox holds. */
  #leftInOutbox = false;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(options: LogWriterOptions) {
    this.#options = options;
    this.#queue = new EventQueue(options.queue);
    this.#drain = options.drain;
    this.#head = options.tail.head;
    this.#time = options.tail.time;
    // What came behind the last checkpoint is due for one, and so is everything once the log was cut.
    this.#checkpointed = Math.min(options.checkpoints?.last?.seq ?? 0, this.#head.seq);
  }

  get writable(): boolean {
    return !this.#failure && !this.#queue.isLosing && !this.#closed;
  }

  append(serialized: string, eventID: string, outboxKey: string | undefined): void {
    if (!eventIDForm.test(eventID)) throw new RangeError(`not an event id: ${eventID.slice(0, 80)}`);
    if (serialized.includes('\n')) throw new RangeError('an event is one line of JSON');
    if (this.#closed) throw new Error('the audit log is closed');
    if (outboxKey !== undefined) {
      if (this.#drain.take(eventID)) this.#takeIn({ eventID, key: outboxKey, serialized });
      return;
    }
    const content = { event: serialized };
    const wasLosing = this.#queue.isLosing;
    if (this.#queue.push({ content, bytes: serialized.length }, this.#options.clock.now())) this.#schedule();
    else if (!wasLosing) {
      this.#alarm(
        'events-lost',
        'the audit log cannot keep up: events are lost, and counted in a gap record',
      );
    }
  }

  /** Takes an event over from the outbox; `recorded` holds the ids of those that the segments have already. */
  adopt(entry: OutboxEntry, recorded?: ReadonlySet<string>): boolean {
    if (!recorded?.has(entry.eventID)) return this.#takeIn(entry);
    this.#drain.recorded(entry.eventID, entry.key);
    this.#schedule();
    return true;
  }

  note(note: LogNote, alarm: AuditAlarm): void {
    this.#queue.note(note);
    this.#options.onAlarm(alarm);
    this.#schedule();
  }

  async flush(): Promise<void> {
    do await this.#run();
    while (this.#queue.length > 0 && !this.#failure && !this.#closed);
  }

  /** Signs how far the log has come, if it has come further since the last time. */
  async checkpoint(): Promise<void> {
    this.#checkpointDue = true;
    await this.flush();
  }

  outboxFailed(error: Error): void {
    if (!this.#outboxFailure) {
      this.#alarm('outbox', `recorded events stay in the outbox for now: ${error.message}`);
    }
    this.#outboxFailure = error;
    this.#schedule(this.#options.retryEvery);
  }

  state(): LogState {
    return {
      writable: this.writable,
      head: this.#head,
      queuedEvents: this.#queue.length,
      queuedBytes: this.#queue.bytes,
      outboxPending: this.#drain.pending,
      lostEvents: this.#queue.lost,
      checkpointed: this.#checkpointed,
      failure: this.#failure?.message,
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.checkpoint();
    this.#closed = true;
    clearTimeout(this.#timer);
    if (this.#queue.length > 0) {
      const { length } = this.#queue;
      this.#alarm('events-lost', `the audit log ends with ${length} events that could not be written`);
    }
    await this.#settle();
    await this.#options.sink.close();
    await this.#options.checkpoints?.statements.close();
  }

  #takeIn({ eventID, key, serialized }: Omit<OutboxEntry, 'time'>): boolean {
    // An event that the outbox holds is not lost when there is no room: it is taken from there later.
    if (this.#queue.isLosing || !this.#queue.hasRoomFor(serialized.length)) {
      this.#drain.release(eventID);
      this.#leftInOutbox = true;
      return false;
    }
    const content = { event: serialized, outbox: eventID };
    this.#queue.push({ content, bytes: serialized.length, outboxKey: key }, this.#options.clock.now());
    this.#schedule();
    return true;
  }

  #schedule(after = this.#failure ? this.#options.retryEvery : this.#options.batchEvery): void {
    if (this.#timer || this.#closed) return;
    this.#timer = setTimeout(() => void this.#run(), after);
  }

  /** One at a time; a call during a run waits for a run of its own, since that one may have seen less. */
  async #run(): Promise<void> {
    while (this.#running) await this.#running;
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running = this.#recordAll().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #recordAll(): Promise<void> {
    let signed: boolean;
    try {
      while (this.#queue.length > 0) await this.#recordBatch(this.#queue.peek(batchCharacters));
      signed = await this.#signIfDue();
    } catch (error) {
      this.#failed(error as Error);
      return;
    }
    this.#succeeded();
    // Now and then also without deletions, so that little has to be read after a crash.
    await this.#settle(signed);
    if (this.#leftInOutbox) await this.#takeFromOutbox();
  }

  async #recordBatch(batch: readonly QueuedRecord[]): Promise<void> {
    const now = this.#options.clock.now();
    const time = new Date(now).toISOString();
    const first = this.#head.seq + 1;
    let head = this.#head;
    // Only the first can be behind the record before it.
    let clockBehind = this.#time - now;
    const lines = batch.map(({ content }) => {
      const { line, point } = recordLine(head, content, time, clockBehind);
      clockBehind = 0;
      head = point;
      return line;
    });
    await this.#options.sink.write({ first, lines, head, time: now });
    this.#head = head;
    this.#time = now;
    for (const { content, outboxKey } of batch) {
      if (outboxKey !== undefined && 'event' in content) this.#drain.recorded(content.outbox!, outboxKey);
    }
    this.#queue.done(batch.length);
  }

  /** Answers whether there was something to sign. */
  async #signIfDue(): Promise<boolean> {
    const { checkpoints, clock } = this.#options;
    if (!checkpoints) return false;
    const { seq, hash } = this.#head;
    const records = seq - this.#checkpointed;
    if (records === 0 || !(this.#checkpointDue || records >= checkpoints.everyRecords)) return false;
    const time = new Date(clock.now()).toISOString();
    await checkpoints.statements.append({ kind: 'checkpoint', seq, hash, records, time });
    this.#checkpointed = seq;
    this.#checkpointDue = false;
    return true;
  }

  async #settle(always = false): Promise<void> {
    try {
      await this.#drain.settle(this.#head, always);
      this.#outboxFailure = undefined;
    } catch (error) {
      this.outboxFailed(error as Error);
    }
  }

  async #takeFromOutbox(): Promise<void> {
    this.#leftInOutbox = false;
    try {
      await this.#drain.sweep(Number.POSITIVE_INFINITY, (entry) => this.adopt(entry));
    } catch (error) {
      this.#leftInOutbox = true;
      this.outboxFailed(error as Error);
    }
  }

  #failed(error: Error): void {
    if (!this.#failure) this.#alarm('unwritable', `the audit log cannot be written: ${error.message}`);
    this.#failure = error;
    this.#schedule();
  }

  #succeeded(): void {
    if (!this.#failure) return;
    this.#failure = undefined;
    this.#alarm('writable-again', 'the audit log is written again');
  }

  #alarm(kind: 'unwritable' | 'writable-again' | 'events-lost' | 'outbox', message: string): void {
    this.#options.onAlarm({ kind, message });
  }
}
