/** How often each request stands in the audit log as done. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type AuditEvent, readEvents } from '../../../src/audit/index.ts';

/** Requests of the crash test name themselves by their user agent. */
export const TAG = /^crash\/(\S+)$/;

export class DoneEvents {
  private readonly directory: string;
  private readonly found = new Map<string, AuditEvent[]>();
  private last = 0;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Events of successes with that tag, as far as the log was read. */
  of(tag: string): readonly AuditEvent[] {
    return this.found.get(tag) ?? [];
  }

  tags(): IterableIterator<string> {
    return this.found.keys();
  }

  /** Reads on until every one of the tags has its event, or until it has waited long enough. */
  async readUntil(tags: readonly string[], patienceMilliseconds = 5_000): Promise<void> {
    const end = performance.now() + patienceMilliseconds;
    for (;;) {
      await this.readOn();
      if (tags.every((tag) => this.found.has(tag)) || performance.now() > end) return;
      await sleep(50);
    }
  }

  /** Reads everything again, from the first record. */
  async readAgain(): Promise<void> {
    this.found.clear();
    this.last = 0;
    await this.readOn();
  }

  private async readOn(): Promise<void> {
    let newest = this.last;
    for await (const { seq, event } of readEvents(
      { directory: this.directory },
      {},
      { order: 'newest-first' },
    )) {
      if (seq <= this.last) break;
      newest = Math.max(newest, seq);
      const tag = TAG.exec(event?.userAgent ?? '')?.[1];
      if (event === undefined || tag === undefined || event.errorCode !== undefined) continue;
      this.found.set(tag, [...(this.found.get(tag) ?? []), event]);
    }
    this.last = newest;
  }
}
