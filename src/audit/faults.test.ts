import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditLog } from './audit-log.ts';
import { readOutbox } from './outbox.ts';
import { FailingFiles, type Fault } from './testing/failing-files.ts';
import { anEvent, appendEvents, eventually, LogPlace, verify } from './testing/logs.ts';
import { verifyAudit } from './verify.ts';

let place: LogPlace;
let files: FailingFiles;
let log: AuditLog | undefined;
beforeEach(() => {
  place = new LogPlace();
  files = new FailingFiles();
});
afterEach(async () => {
  files.plan = () => undefined;
  await log?.close();
  log = undefined;
  place.remove();
});

const verdict = () => verifyAudit(place.directory, verify);
const kinds = () => place.alarms.map(({ kind }) => kind);

/** Opens, appends reads and mutations through whatever fails, and tells the ids in their order. */
async function workThrough(log: AuditLog): Promise<string[]> {
  const expected: string[] = [];
  for (let n = 0; n < 6; n++) {
    const { serialized, ...event } = n % 2 === 0 ? anEvent() : await place.commit();
    log.append(serialized, event);
    expected.push(event.eventID);
    await log.flush();
    if (n === 3) await log.maintain();
  }
  return expected;
}

describe('case 181 and F3: a disk that fails', () => {
  it('makes the log say that it is not writable, and writable again without a restart', async () => {
    log = await place.open({ openFile: files.open });
    appendEvents(log, 1);
    await log.flush();
    files.plan = (call) => (call === 'write' ? 'half' : undefined);
    appendEvents(log, 2);
    await log.flush();
    expect(log.writable).toBe(false);
    expect(log.state()).toMatchObject({ failure: expect.stringContaining('ENOSPC'), queuedEvents: 2 });
    await log.flush();
    files.plan = () => undefined;
    await eventually(() => log!.writable);
    expect(kinds()).toEqual(['unwritable', 'writable-again']);
    expect((await place.records()).map(({ event }) => (event as unknown as { n: number }).n)).toEqual([
      1, 1, 2,
    ]);
    expect((await verdict()).bad).toBeUndefined();
  });

  it.each<[Fault]>([['ENOSPC'], ['EIO'], ['EMFILE'], ['short'], ['half']])(
    '%s at the n-th call, for every n until nothing fails any more: no event is lost, none comes twice',
    async (fault) => {
      let calls = Number.POSITIVE_INFINITY;
      for (let failing = 1; failing <= calls; failing++) {
        place.remove();
        place = new LogPlace();
        files = new FailingFiles();
        // Twice, so that the attempt to put it right fails too.
        files.plan = (_, number) => (number === failing || number === failing + 1 ? fault : undefined);
        log = await place.open({ openFile: files.open, segmentBytes: 700 });
        const expected = await workThrough(log);
        await eventually(() => log!.writable && log!.state().queuedEvents === 0);
        calls = Math.min(calls, files.calls);
        await log.close();
        expect((await place.records()).map(({ event }) => event?.eventID)).toEqual(expected);
        expect(await verdict()).toMatchObject({ bad: undefined, records: 6, vouched: 6 });
        expect(await readOutbox(place.store, { limit: 10 })).toEqual([]);
      }
      expect(calls).toBeGreaterThan(15);
    },
  );

  it('any faults at any time: what is recorded is a whole chain, outbox events exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, faults)),
        async (plan) => {
          place.remove();
          place = new LogPlace();
          files = new FailingFiles();
          files.plan = () => plan.next().value;
          log = await place.open({
            openFile: files.open,
            segmentBytes: 500,
            checkpoint: { everyRecords: 2 },
          });
          const expected = await workThrough(log);
          files.plan = () => undefined;
          await log.close();
          expect((await place.records()).map(({ event }) => event?.eventID)).toEqual(expected);
          expect((await verdict()).bad).toBeUndefined();
        },
      ),
      { numRuns: 30 },
    );
  });
});

const faults = fc.constantFrom<Fault>('ENOSPC', 'EIO', 'short', 'half');

describe('a queue that is full', () => {
  beforeEach(() => {
    files.plan = () => undefined;
  });

  it('counts what is lost, and the log says it where the events would have been', async () => {
    log = await place.open({ openFile: files.open, queue: { events: 5, bytes: 10_000 } });
    files.plan = () => 'ENOSPC';
    appendEvents(log, 4);
    await log.flush();
    place.clock.time += 1000;
    appendEvents(log, 3);
    place.clock.time += 1000;
    appendEvents(log, 1);
    expect(log.state()).toMatchObject({ queuedEvents: 5, lostEvents: 3, writable: false });
    files.plan = () => undefined;
    await log.flush();
    appendEvents(log, 1);
    await log.flush();
    expect(kinds()).toEqual(['unwritable', 'events-lost', 'writable-again']);
    const records = await place.records();
    expect(records.map(({ gap }) => gap?.lost)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      3,
      undefined,
    ]);
    expect(records[5]!.gap).toMatchObject({
      since: '2026-01-01T00:00:01.000Z',
      until: '2026-01-01T00:00:02.000Z',
    });
    expect((await verdict()).bad).toBeUndefined();
    expect(log.writable).toBe(true);
  });

  it('loses no event of the outbox: those are taken from there', async () => {
    log = await place.open({ openFile: files.open, queue: { events: 3, bytes: 10_000 } });
    files.plan = () => 'ENOSPC';
    const ids: string[] = [];
    for (let n = 0; n < 8; n++) {
      place.clock.time++;
      const event = await place.commit();
      log.append(event.serialized, event);
      ids.push(event.eventID);
    }
    expect(log.state()).toMatchObject({ queuedEvents: 3, lostEvents: 0 });
    files.plan = () => undefined;
    await eventually(() => log!.state().head.seq === 8);
    await log.flush();
    expect((await place.records()).map(({ outbox }) => outbox)).toEqual(ids);
    expect(await readOutbox(place.store, { limit: 10 })).toEqual([]);
  });

  it('is bounded by bytes too, but takes one event of any size', async () => {
    log = await place.open({ queue: { events: 100, bytes: 100 } });
    const { eventID, serialized } = anEvent({ text: 'x'.repeat(1000) });
    log.append(serialized, { eventID });
    appendEvents(log, 1);
    expect(log.state()).toMatchObject({ queuedEvents: 1, lostEvents: 1 });
  });
});

const canMount = process.getuid?.() === 0 && mounts();
function mounts(): boolean {
  const probe = new LogPlace();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe.root], { stdio: 'ignore' });
    execFileSync('umount', [probe.root], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    probe.remove();
  }
}
if (!canMount) console.info('not tested: a full file system, because this user may not mount one');

describe.runIf(canMount)('case 181: a file system that is full', () => {
  it('recovers without a gap for mutations when there is space again', async () => {
    mkdirSync(place.directory, { mode: 0o700 });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=0700', 'tmpfs', place.directory]);
    try {
      const ballast = join(place.directory, 'ballast');
      writeFileSync(ballast, Buffer.alloc(128 * 1024));
      log = await place.open();
      const ids: string[] = [];
      while (log.writable) {
        place.clock.time++;
        const event = await place.commit(anEvent({ text: 'x'.repeat(1000) }));
        log.append(event.serialized, event);
        ids.push(event.eventID);
        await log.flush();
        expect(ids.length).toBeLessThan(1000);
      }
      expect(kinds()).toEqual(['unwritable']);
      rmSync(ballast);
      await eventually(() => log!.writable);
      await log.close();
      expect((await place.records()).map(({ outbox }) => outbox)).toEqual(ids);
      expect(await verdict()).toMatchObject({ bad: undefined, vouched: ids.length });
    } finally {
      execFileSync('umount', [place.directory]);
    }
  });
});

describe('the end of a log', () => {
  it('says how many events it takes with it when the disk refuses to the last', async () => {
    log = await place.open({ openFile: files.open });
    files.plan = () => 'ENOSPC';
    appendEvents(log, 3);
    await log.close();
    expect(place.alarms).toMatchObject([
      { kind: 'unwritable' },
      { kind: 'events-lost', message: expect.stringContaining('3 events') },
    ]);
    expect(() => appendEvents(log!, 1)).toThrow('closed');
    expect(log.writable).toBe(false);
  });
});
