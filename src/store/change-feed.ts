import { type Change, CompactedError, StoreUnavailableError } from './store.ts';

/** What a watch reads: the kept part of the sequence of durable transactions. */
export interface ChangeLog {
  /** The newest durable revision. */
  newest(): number;
  /** At most `limit` changes after `revision`, oldest first; begins later than asked where older ones are gone. */
  changesAfter(revision: number, limit: number): readonly Change[];
}

/** Wakes the watches of one process when something became durable, or the store closed. */
export class WakeUps {
  #sleepers = new Set<() => void>();
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  wake(): void {
    const sleepers = this.#sleepers;
    this.#sleepers = new Set();
    for (const resume of sleepers) resume();
  }

  close(): void {
    this.#closed = true;
    this.wake();
  }

  /** Resolves at the next wake, or when the signal is aborted. */
  sleep(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const resume = (): void => {
        signal.removeEventListener('abort', resume);
        this.#sleepers.delete(resume);
        resolve();
      };
      this.#sleepers.add(resume);
      signal.addEventListener('abort', resume);
    });
  }
}

const changesAtATime = 256;

/** The changes after `revision`, in order and without gap, until the signal is aborted; see `Store.watch`. */
export async function* follow(
  log: ChangeLog,
  wakeUps: WakeUps,
  revision: number,
  signal: AbortSignal,
): AsyncGenerator<Change, void, undefined> {
  if (!Number.isSafeInteger(revision) || revision < 0) throw new RangeError(`not a revision: ${revision}`);
  let seen = revision;
  if (seen > log.newest()) throw new CompactedError(`the store never had the revision ${seen}`);
  while (!signal.aborted) {
    if (wakeUps.closed) throw new StoreUnavailableError('the store is closed');
    if (log.newest() === seen) {
      await wakeUps.sleep(signal);
      continue;
    }
    const changes = log.changesAfter(seen, changesAtATime);
    // The log has no holes, so its first change tells whether something before it was dropped.
    if (changes[0]?.revision !== seen + 1) {
      throw new CompactedError(`the changes after revision ${seen} are no longer kept`);
    }
    for (const change of changes) {
      if (signal.aborted) return;
      seen = change.revision;
      yield change;
    }
  }
}
