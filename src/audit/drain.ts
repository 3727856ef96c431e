import type { Store } from '../store/index.ts';
import { type OutboxEntry, outboxDeletion, readOutbox } from './outbox.ts';
import type { ChainPoint } from './record.ts';

const pageSize = 500;
/** Ids of events that a sweep took; kept in case the request that wrote them comes late with them. */
const sweptKept = 10_000;

/**
 * The outbox's side of the log's writer: which events it has taken, and the deletion of those that are durable in the
 * segments. Reading and deleting take turns, so that an event is never read just before it is deleted and then taken
 * for a new one.
 */
export class OutboxDrain {
  readonly #store: Store;
  /** Events taken and not known to be deleted. */
  readonly #taken = new Set<string>();
  readonly #swept = new Set<string>();
  /** Event id → key, of what is durable in the segments. */
  #recorded = new Map<string, string>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Events in the segments that the outbox may still hold. */
  get pending(): number {
    return this.#recorded.size;
  }

  /** Whether the writer shall record the event: false when it has done so or is about to. */
  take(eventID: string): boolean {
    if (this.#taken.has(eventID) || this.#swept.has(eventID)) return false;
    this.#taken.add(eventID);
    return true;
  }

  /** The writer could not keep the event after all; the outbox has it. */
  release(eventID: string): void {
    this.#taken.delete(eventID);
  }

  /** The event is durable in the segments. */
  recorded(eventID: string, key: string): void {
    this.#taken.add(eventID);
    this.#recorded.set(eventID, key);
  }

  /**
   * Hands over what the outbox holds and nobody took, oldest first, up to a time.
   * @param accept records the entry, or returns false to end here.
   */
  sweep(before: number, accept: (entry: OutboxEntry) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      let after: string | undefined;
      for (;;) {
        const entries = await readOutbox(this.#store, { limit: pageSize, after });
        for (const entry of entries) {
          if (entry.time >= before) return;
          if (this.#taken.has(entry.eventID)) continue;
          this.#taken.add(entry.eventID);
          if (!accept(entry)) {
            this.#taken.delete(entry.eventID);
            return;
          }
          this.#rememberSwept(entry.eventID);
        }
        if (entries.length < pageSize) return;
        after = entries.at(-1)!.key;
      }
    });
  }

  /**
   * Deletes what is recorded, and lets the store know that everything up to `head` is settled.
   * @param always also when there is nothing to delete.
   */
  settle(head: ChainPoint, always = false): Promise<void> {
    return this.#inTurn(async () => {
      const recorded = this.#recorded;
      if (recorded.size === 0 && !always) return;
      this.#recorded = new Map();
      try {
        await this.#store.transact({ writes: outboxDeletion(recorded.values(), head) });
      } catch (error) {
        for (const [eventID, key] of recorded) this.#recorded.set(eventID, key);
        throw error;
      }
      for (const eventID of recorded.keys()) this.#taken.delete(eventID);
    });
  }

  #rememberSwept(eventID: string): void {
    this.#swept.add(eventID);
    if (this.#swept.size <= sweptKept) return;
    for (const oldest of this.#swept) {
      this.#swept.delete(oldest);
      return;
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}
