import type { RecordContent } from './record.ts';

/** Something that waits to be recorded. */
export interface QueuedRecord {
  readonly content: RecordContent;
  readonly bytes: number;
  /** The event's key in the outbox, when it is there too. */
  readonly outboxKey?: string | undefined;
}

export interface QueueLimits {
  readonly events: number;
  /** Characters of the serialized events. */
  readonly bytes: number;
}

interface Loss {
  lost: number;
  bytes: number;
  since: number;
  until: number;
}

/**
 * What waits for the writer, in order and bounded. When it is full, further events are counted instead of kept, and the
 * count takes their place in the order: the log never loses an event without saying so.
 */
export class EventQueue {
  readonly #limits: QueueLimits;
  #records: QueuedRecord[] = [];
  #bytes = 0;
  #loss: Loss | undefined;
  #lostInAll = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#records.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** How many events were lost so far. */
  get lost(): number {
    return this.#lostInAll;
  }

  /** Whether events are being lost now. */
  get isLosing(): boolean {
    return this.#loss !== undefined;
  }

  /** There is always room for one. */
  hasRoomFor(bytes: number): boolean {
    if (this.#records.length === 0) return true;
    return this.#records.length < this.#limits.events && this.#bytes + bytes <= this.#limits.bytes;
  }

  /** Keeps the record, or counts it as lost. @param now milliseconds. */
  push(record: QueuedRecord, now: number): boolean {
    if (!this.#loss && this.hasRoomFor(record.bytes)) {
      this.#add(record);
      return true;
    }
    this.#loss ??= { lost: 0, bytes: 0, since: now, until: now };
    this.#loss.lost++;
    this.#loss.bytes += record.bytes;
    this.#loss.until = Math.max(this.#loss.until, now);
    this.#lostInAll++;
    return false;
  }

  /** Keeps what the log says of itself; there is always room for it. */
  note(content: RecordContent): void {
    this.#add({ content, bytes: 0 });
  }

  /** The oldest records, together at most `bytes` long unless the first alone is longer. */
  peek(bytes: number): QueuedRecord[] {
    let count = 0;
    for (let total = 0; count < this.#records.length; count++) {
      total += this.#records[count]!.bytes;
      if (count > 0 && total > bytes) break;
    }
    return this.#records.slice(0, count);
  }

  /** Lets the oldest go, which were recorded. What was lost behind them is said now. */
  done(count: number): void {
    for (const record of this.#records.splice(0, count)) this.#bytes -= record.bytes;
    if (!this.#loss) return;
    const { lost, bytes, since, until } = this.#loss;
    this.#loss = undefined;
    const gap = { lost, bytes, since: new Date(since).toISOString(), until: new Date(until).toISOString() };
    this.note({ gap });
  }

  #add(record: QueuedRecord): void {
    this.#records.push(record);
    this.#bytes += record.bytes;
  }
}
