import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryStore, SqliteStore, type Transaction } from '../store/index.ts';
import type { AuditLog } from './audit-log.ts';
import { readOutbox } from './outbox.ts';
import { CompiledRooms } from './testing/compiled-rooms.ts';
import { FailingFiles } from './testing/failing-files.ts';
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

type Step = 'commit' | 'commit and append' | 'append a read' | 'flush' | 'sweep' | 'restart';

/** How far the work of a dying process still comes, in calls to its files and its store. */
interface Crash {
  readonly fileCalls: number;
  readonly settles: boolean;
}

/** A store whose process may be gone: what is asked for then never happens. */
class MortalStore extends MemoryStore {
  /** Set when the process is to die as soon as it asks for something. */
  die: (() => void) | undefined;
  override async transact(transaction: Transaction): Promise<number> {
    if (!this.die) return super.transact(transaction);
    this.die();
    return new Promise(() => {});
  }
}

/** A server that appends, dies in the middle of its work, and starts again. */
class MortalServer {
  readonly committed: string[] = [];
  readonly store = new MortalStore();
  #files = new FailingFiles();
  #log: AuditLog | undefined;

  async start(): Promise<AuditLog> {
    this.#files = new FailingFiles();
    place.store = this.store;
    this.#log = await place.open({
      openFile: this.#files.open,
      segmentBytes: 800,
      checkpoint: { everyRecords: 3 },
      // Nothing happens by itself.
      batchEvery: 1_000_000,
    });
    return this.#log;
  }

  async perform(step: Step): Promise<void> {
    const log = this.#log ?? (await this.start());
    place.clock.time += 20_000;
    if (step === 'flush') await log.flush();
    if (step === 'sweep') await log.maintain();
    if (step === 'append a read') log.append(anEvent().serialized, { eventID: 'read' });
    if (step === 'restart') {
      await log.close();
      await this.start();
    }
    if (step !== 'commit' && step !== 'commit and append') return;
    const event = await place.commit();
    this.committed.push(event.eventID);
    if (step === 'commit and append') log.append(event.serialized, event);
  }

  /** Begins to write what waits, and dies in one of the calls for it. */
  async crash({ fileCalls, settles }: Crash): Promise<void> {
    const log = this.#log ?? (await this.start());
    const files = this.#files;
    await new Promise<void>((resolve) => {
      if (!settles) this.store.die = resolve;
      let left = fileCalls;
      files.plan = (call) => {
        if (left-- > 0) return undefined;
        resolve();
        // The last that it does: half of a write.
        return call === 'write' ? 'half' : 'EIO';
      };
      void log.flush().then(resolve);
    });
    await files.die();
    this.store.die = undefined;
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#log?.close();
  }
}

describe('any interleaving of appends, crashes and replays', () => {
  it('records the events of the outbox exactly once', async () => {
    const step = fc.constantFrom<Step>(
      'commit',
      'commit and append',
      'commit and append',
      'append a read',
      'flush',
      'sweep',
      'restart',
    );
    const crash = fc.record<Crash>({ fileCalls: fc.nat(8), settles: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 3, arbitrary: step }, crash), { minLength: 1, maxLength: 15 }),
        async (history) => {
          place.remove();
          place = new LogPlace();
          const server = new MortalServer();
          for (const one of history) {
            if (typeof one === 'string') await server.perform(one);
            else await server.crash(one);
          }
          await server.perform('restart');
          await server.stop();
          const ids = (await place.records()).flatMap(({ outbox }) => outbox ?? []);
          expect(ids.sort()).toEqual(server.committed.sort());
          expect(await readOutbox(server.store, { limit: 1 })).toEqual([]);
          expect((await verifyAudit(place.directory, verify)).bad).toBeUndefined();
        },
      ),
      { numRuns: 50 },
    );
  });
});
