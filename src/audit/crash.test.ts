import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryStore, SqliteStore, type Transaction } from '../store/index.ts';
import type { AuditLog } from './audit-log.ts';
import { readOutbox } from './outbox.ts';
import { CompiledRooms } from './testing/compiled-rooms.ts';
import { anEvent, LogPlace, verify } from './testing/logs.ts';
import { verifyAudit } from './verify.ts';

let place: LogPlace;
beforeEach(() => {
  place = new LogPlace();
});
afterEach(() => place.remove());

/** Commits events with as much going on at once as it can, and says which are acknowledged. */
const server = `
  import { createHmac, randomUUID } from 'node:crypto';
  import { writeSync } from 'node:fs';
  import { SqliteStore } from './store/index.js';
  import { AuditLog, outboxWrite } from './audit/index.js';
  const [, , storeDirectory, directory] = process.argv;
  const mac = (bytes) => createHmac('sha256', 'a key that only tests have').update(bytes).digest();
  const store = await SqliteStore.open(storeDirectory);
  const log = await AuditLog.open({
    directory, store, clock: Date, signer: { keyVersion: 1, sign: mac }, verify: () => true,
    batchEvery: 1, segmentBytes: 20_000, checkpoint: { everyRecords: 20 },
  });
  async function client() {
    for (;;) {
      const eventID = randomUUID();
      const serialized = JSON.stringify({ eventID, filler: 'x'.repeat(Math.random() * 500) });
      const write = outboxWrite(eventID, Date.now(), serialized);
      await store.transact({ writes: [write] });
      writeSync(1, eventID + '\\n');
      log.append(serialized, { eventID, outboxKey: write.key });
      log.append('{"eventID":"read"}', { eventID: 'read' });
    }
  }
  for (let n = 0; n < 4; n++) void client();
`;

describe('kill -9 of the server, ten times', () => {
  it('records each acknowledged mutation exactly once, in a whole chain', async () => {
    const rooms = new CompiledRooms();
    const data = join(place.root, 'data');
    mkdirSync(data, { mode: 0o700 });
    const acknowledged: string[] = [];
    try {
      for (let kill = 0; kill < 10; kill++) {
        const child = rooms.start(server, data, place.directory);
        let output = '';
        child.stdout!.setEncoding('utf8').on('data', (text: string) => {
          output += text;
          // A little more than one commit of each client, so that it dies in the middle of things.
          if (output.split('\n').length > 8 + kill) child.kill('SIGKILL');
        });
        await once(child, 'close');
        expect(child.signalCode).toBe('SIGKILL');
        acknowledged.push(...output.split('\n').slice(0, -1));
      }
    } finally {
      rooms.remove();
    }
    const store = await SqliteStore.open(data);
    place.store = store;
    const log = await place.open();
    await log.close();
    expect(await readOutbox(store, { limit: 10 })).toEqual([]);
    await store.close();
    const ids = (await place.records()).flatMap(({ outbox }) => outbox ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(acknowledged.length).toBeGreaterThan(70);
    expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
    // Acknowledged or not, what was committed is recorded: no more than one for each client and kill is unknown.
    expect(ids.length - acknowledged.length).toBeLessThanOrEqual(40);
    expect((await verifyAudit(place.directory, verify)).bad).toBeUndefined();
  });
});

type Step =
  | 'commit'
  | 'commit and append'
  | 'append a read'
  | 'flush'
  | 'sweep'
  | 'crash'
  | 'crash before deletion'
  | 'restart';

/** Commits as usual, but loses deletions while the process is about to die. */
class DyingStore extends MemoryStore {
  dying = false;
  override async transact(transaction: Transaction): Promise<number> {
    if (this.dying) return new Promise(() => {});
    return super.transact(transaction);
  }
}

describe('any interleaving of appends, crashes and replays', () => {
  it('records the events of the outbox exactly once', async () => {
    const steps = fc.constantFrom<Step>(
      'commit',
      'commit and append',
      'commit and append',
      'append a read',
      'flush',
      'sweep',
      'crash',
      'crash before deletion',
      'restart',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 25 }), async (history) => {
        place.remove();
        place = new LogPlace();
        const store = new DyingStore();
        place.store = store;
        const committed: string[] = [];
        let log = await place.open({ segmentBytes: 800 });
        const left: AuditLog[] = [];
        for (const step of history) {
          place.clock.time += 20_000;
          switch (step) {
            case 'commit':
              committed.push((await place.commit()).eventID);
              break;
            case 'commit and append': {
              const event = await place.commit();
              committed.push(event.eventID);
              log.append(event.serialized, event);
              break;
            }
            case 'append a read': {
              const { eventID, serialized } = anEvent();
              log.append(serialized, { eventID });
              break;
            }
            case 'flush':
              await log.flush();
              break;
            case 'sweep':
              await log.maintain();
              break;
            case 'restart':
              await log.close();
              log = await place.open({ segmentBytes: 800 });
              break;
            default: {
              // The process is gone: nothing of the old log is waited for, or does anything any more.
              store.dying = true;
              if (step === 'crash before deletion') void log.flush();
              await new Promise((resolve) => setTimeout(resolve, 15));
              store.dying = false;
              left.push(log);
              log = await place.open({ segmentBytes: 800 });
            }
          }
        }
        await log.close();
        log = await place.open();
        await log.close();
        const ids = (await place.records()).flatMap(({ outbox }) => outbox ?? []);
        expect(ids.sort()).toEqual(committed.sort());
        expect(await readOutbox(store, { limit: 1 })).toEqual([]);
        expect((await verifyAudit(place.directory, verify)).bad).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });
});
