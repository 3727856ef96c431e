import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryStore, StoreUnavailableError } from '../store/index.ts';
import { AuditLog } from './audit-log.ts';
import { readLogHead, readOutbox } from './outbox.ts';
import { readEvents } from './read-events.ts';
import { appendEvents, collect, eventually, LogPlace, signer, start, verify } from './testing/logs.ts';
import { verifyAudit } from './verify.ts';

let place: LogPlace;
let log: AuditLog | undefined;
beforeEach(() => {
  place = new LogPlace();
});
afterEach(async () => {
  await log?.close();
  log = undefined;
  place.remove();
});

const files = (beginning: string) =>
  readdirSync(place.directory)
    .filter((name) => name.startsWith(beginning))
    .sort();
const verdict = () => verifyAudit(place.directory, verify);
const recorded = async () => (await place.records()).map(({ event }) => event?.eventID);

describe('the log', () => {
  it('records events in order, with the chain, in files that only their owner may read', async () => {
    log = await place.open();
    appendEvents(log, 3);
    await log.flush();
    const records = await place.records();
    expect(records).toMatchObject([
      { seq: 1, previous: '0'.repeat(64), time: '2026-01-01T00:00:00.000Z', event: { n: 1 } },
      { seq: 2, previous: records[0]!.hash, event: { n: 2 } },
      { seq: 3, previous: records[1]!.hash, event: { n: 3 } },
    ]);
    await log.maintain();
    for (const name of readdirSync(place.directory)) {
      expect(statSync(join(place.directory, name)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(place.directory).mode & 0o777).toBe(0o700);
  });

  it('records reads within a second without being asked', async () => {
    log = await place.open({ batchEvery: undefined });
    appendEvents(log, 1);
    const since = Date.now();
    await eventually(() => log!.state().head.seq === 1);
    expect(Date.now() - since).toBeLessThan(1000);
  });

  it('goes on after a restart where it ended', async () => {
    for (let part = 0; part < 3; part++) {
      log = await place.open();
      appendEvents(log, 2);
      await log.close();
    }
    expect((await place.records()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await verdict()).bad).toBeUndefined();
    expect(files('events-')).toHaveLength(1);
  });

  it('begins a segment when one is full, and with each day', async () => {
    log = await place.open({ segmentBytes: 1000 });
    for (let n = 0; n < 6; n++) {
      appendEvents(log, 1);
      await log.flush();
    }
    expect(files('events-').length).toBeGreaterThan(1);
    await log.close();
    log = await place.open();
    const before = files('events-').length;
    place.clock.time += 24 * 3600 * 1000;
    appendEvents(log, 1);
    await log.flush();
    expect(files('events-')).toHaveLength(before + 1);
    expect(files('events-').at(-1)).toBe('events-0000000000000007.jsonl');
    expect((await verdict()).bad).toBeUndefined();
  });

  it.each([
    ['an id that could end its place in the line', '{}', 'a","event":{'],
    ['an event of two lines', '{}\n{}', 'a'],
  ])('refuses %s', async (_, serialized, eventID) => {
    log = await place.open();
    expect(() => log!.append(serialized, { eventID })).toThrow(RangeError);
  });

  it('case 183: the sequence goes on when the clock is set back, and the record says so', async () => {
    log = await place.open();
    appendEvents(log, 2);
    await log.flush();
    place.clock.time -= 3_600_000;
    appendEvents(log, 2);
    await log.flush();
    await log.close();
    place.clock.time -= 1000;
    log = await place.open();
    appendEvents(log, 1);
    await log.flush();
    expect((await place.records()).map(({ seq, clockBehind }) => [seq, clockBehind])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, 3_600_000],
      [4, undefined],
      [5, 1000],
    ]);
    expect((await verdict()).bad).toBeUndefined();
  });
});

describe('what a crash leaves behind', () => {
  const lastSegment = () => join(place.directory, files('events-').at(-1)!);
  beforeEach(async () => {
    const before = await place.open();
    appendEvents(before, 3);
    await before.close();
  });

  it('a record whose line end is missing is completed', async () => {
    writeFileSync(lastSegment(), readFileSync(lastSegment()).subarray(0, -1));
    log = await place.open();
    appendEvents(log, 1);
    await log.flush();
    expect((await place.records()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect((await verdict()).bad).toBeUndefined();
    expect(place.alarms).toEqual([]);
  });

  it('half a record is moved aside, and the log says so', async () => {
    appendFileSync(lastSegment(), '{"hash":"0123');
    log = await place.open();
    await log.flush();
    expect((await place.records()).at(-1)).toMatchObject({
      seq: 4,
      torn: { bytes: 13, file: files('torn-')[0] },
    });
    expect(readFileSync(join(place.directory, files('torn-')[0]!), 'utf8')).toBe('{"hash":"0123');
    expect((await verdict()).bad).toBeUndefined();
    expect(place.alarms).toMatchObject([{ kind: 'torn' }]);
  });

  it('a segment that was begun and has no record yet is begun again', async () => {
    writeFileSync(join(place.directory, 'events-0000000000000004.jsonl'), '', { mode: 0o600 });
    log = await place.open();
    appendEvents(log, 1);
    await log.flush();
    expect((await verdict()).last.seq).toBe(4);
    expect((await verdict()).bad).toBeUndefined();
  });

  it('half a checkpoint is replaced by the next', async () => {
    appendFileSync(join(place.directory, 'checkpoints.jsonl'), '{"signature":"abc');
    log = await place.open();
    appendEvents(log, 1);
    await log.close();
    expect(await verdict()).toMatchObject({ bad: undefined, vouched: 4 });
  });
});

describe('the outbox', () => {
  const waiting = async () => (await readOutbox(place.store, { limit: 100 })).map(({ eventID }) => eventID);

  it('is emptied when its events are durable, and the store knows up to where', async () => {
    log = await place.open();
    const event = await place.commit();
    log.append(event.serialized, event);
    expect(await waiting()).toEqual([event.eventID]);
    await log.flush();
    expect(await waiting()).toEqual([]);
    expect(await readLogHead(place.store)).toEqual(log.state().head);
    expect(await place.records()).toMatchObject([
      { outbox: event.eventID, event: { eventID: event.eventID } },
    ]);
  });

  it('is taken over at the start: in the order of time', async () => {
    const ids: string[] = [];
    for (const time of [300, 100, 200]) {
      place.clock.time = start + time;
      ids[time / 100] = (await place.commit()).eventID;
    }
    log = await place.open();
    await log.flush();
    expect(await recorded()).toEqual(ids.slice(1));
    expect(await waiting()).toEqual([]);
  });

  it('gives an event once, when the process ended between record and deletion', async () => {
    const store = new UndeletingStore();
    place.store = store;
    log = await place.open();
    const events = [await place.commit(), await place.commit()];
    for (const event of events) log.append(event.serialized, event);
    await log.flush();
    await log.close();
    expect(await waiting()).toHaveLength(2);
    store.refuses = false;
    log = await place.open();
    await log.flush();
    expect(await recorded()).toEqual(events.map(({ eventID }) => eventID));
    expect(await waiting()).toEqual([]);
  });

  it('reports a store that refuses the deletion, once, and tries again', async () => {
    const store = new UndeletingStore();
    place.store = store;
    log = await place.open();
    const event = await place.commit();
    log.append(event.serialized, event);
    await log.flush();
    await log.flush();
    expect(place.alarms).toMatchObject([{ kind: 'outbox' }]);
    expect(log.writable).toBe(true);
    expect(log.state().outboxPending).toBe(1);
    store.refuses = false;
    await eventually(() => log!.state().outboxPending === 0);
    expect(await waiting()).toEqual([]);
  });

  it('is swept for events whose request never brought them, but not for those that may still come', async () => {
    log = await place.open();
    const forgotten = await place.commit();
    place.clock.time += 31_000;
    const young = await place.commit();
    await log.maintain();
    await log.flush();
    expect(await recorded()).toEqual([forgotten.eventID]);
    // The request comes after all.
    log.append(forgotten.serialized, forgotten);
    log.append(young.serialized, young);
    await log.flush();
    expect(await recorded()).toEqual([forgotten.eventID, young.eventID]);
  });

  it('gives an event that another record claims to be, since only what came from the outbox counts', async () => {
    log = await place.open();
    const event = await place.commit();
    // The commit's outcome was unknown to the server, which recorded a failure.
    log.append(JSON.stringify({ eventID: event.eventID, errorCode: 'ServiceUnavailable' }), {
      eventID: event.eventID,
    });
    await log.flush();
    await log.close();
    log = await place.open();
    await log.flush();
    expect((await place.records()).map(({ outbox }) => outbox)).toEqual([undefined, event.eventID]);
  });
});

/** A store whose disk refuses deletions for a while. */
class UndeletingStore extends MemoryStore {
  refuses = true;
  override async transact(transaction: Parameters<MemoryStore['transact']>[0]): Promise<number> {
    const deletes = transaction.writes.some(({ value }) => value === undefined);
    if (this.refuses && deletes) throw new StoreUnavailableError('the disk is full');
    return super.transact(transaction);
  }
}

describe('checkpoints', () => {
  const checkpoints = () =>
    readFileSync(join(place.directory, 'checkpoints.jsonl'), 'utf8').trimEnd().split('\n');

  it('are signed after so many records, on time, and at the end, but never twice for nothing', async () => {
    log = await place.open({ checkpoint: { everyRecords: 5 } });
    appendEvents(log, 5);
    await log.flush();
    expect(log.state().checkpointed).toBe(5);
    appendEvents(log, 1);
    await log.flush();
    expect(log.state().checkpointed).toBe(5);
    await log.maintain();
    expect(log.state().checkpointed).toBe(6);
    await log.maintain();
    appendEvents(log, 1);
    await log.close();
    expect(checkpoints().map((line) => JSON.parse(line).statement)).toMatchObject([
      { kind: 'checkpoint', seq: 5, records: 5 },
      { kind: 'checkpoint', seq: 6, records: 1 },
      { kind: 'checkpoint', seq: 7, records: 1 },
    ]);
  });

  it('name the version of the key, and hold under no other', async () => {
    log = await place.open({ signer: { ...signer, keyVersion: 2 } });
    appendEvents(log, 1);
    await log.close();
    expect((await verdict()).bad).toMatchObject({ defect: 'statement' });
    const two: typeof verify = (bytes, signature, version) => verify(bytes, signature, version - 1);
    expect((await verifyAudit(place.directory, two)).bad).toBeUndefined();
  });
});

describe('a log in memory', () => {
  it('keeps the newest records, with the same chain', async () => {
    log = await AuditLog.open({ directory: 'memory', capacity: 3, store: place.store, clock: place.clock });
    const event = await place.commit();
    log.append(event.serialized, event);
    appendEvents(log, 7);
    const records = await collect(readEvents(log));
    expect(records.map(({ seq }) => seq)).toEqual([6, 7, 8]);
    expect(records[1]!.previous).toBe(records[0]!.hash);
    expect(await readOutbox(place.store, { limit: 1 })).toEqual([]);
  });
});
