/** Logs for tests: a signer, a clock that tests set, and a directory that goes away. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryStore, type Store } from '../../store/index.ts';
import {
  type AuditAlarm,
  AuditLog,
  type AuditRecord,
  type DirectoryLogOptions,
  outboxWrite,
  readEvents,
  type StatementVerifier,
} from '../index.ts';

/** 2026-01-01T00:00:00Z. */
export const start = Date.UTC(2026, 0, 1);

const key = Buffer.from('a key that only tests have');
const mac = (bytes: Uint8Array) => createHmac('sha256', key).update(bytes).digest();

export const signer = { keyVersion: 1, sign: mac };
export const verify: StatementVerifier = (bytes, signature, keyVersion) =>
  keyVersion === 1 && signature.byteLength === 32 && timingSafeEqual(mac(bytes), signature);

export class SettableClock {
  time = start;
  now(): number {
    return this.time;
  }
}

/** A place for a log, with the store whose outbox it drains. */
export class LogPlace {
  readonly root = mkdtempSync(join(tmpdir(), 'stint-audit-'));
  readonly directory = join(this.root, 'audit');
  readonly clock = new SettableClock();
  readonly alarms: AuditAlarm[] = [];
  store: Store = new MemoryStore();

  open(options: Partial<DirectoryLogOptions> = {}): Promise<AuditLog> {
    return AuditLog.open({
      directory: this.directory,
      store: this.store,
      clock: this.clock,
      signer,
      verify,
      onAlarm: (alarm) => this.alarms.push(alarm),
      // Tests flush when they want to see something, and end before timers matter.
      batchEvery: 5,
      retryEvery: 10,
      ...options,
    });
  }

  /** What a server does for a mutation, up to where `append` is called: the event is in the outbox. */
  async commit(event = anEvent()): Promise<{ eventID: string; outboxKey: string; serialized: string }> {
    const write = outboxWrite(event.eventID, this.clock.time, event.serialized);
    await this.store.transact({ writes: [write] });
    return { ...event, outboxKey: write.key };
  }

  async records(): Promise<AuditRecord[]> {
    return collect(readEvents({ directory: this.directory }));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Some event; the log does not look into it. */
export function anEvent(fields: object = {}): { eventID: string; serialized: string } {
  const eventID = randomUUID();
  return { eventID, serialized: JSON.stringify({ eventID, ...fields }) };
}

export function appendEvents(log: AuditLog, count: number): void {
  for (let n = 1; n <= count; n++) {
    const { eventID, serialized } = anEvent({ n });
    log.append(serialized, { eventID });
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Waits until it holds. */
export async function eventually(holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it did not come to hold within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
