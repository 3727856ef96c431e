import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordLine } from './record.ts';
import { appendEvents, LogPlace, verify } from './testing/logs.ts';
import { type Defect, type OutsideKnowledge, verifyAudit } from './verify.ts';

let place: LogPlace;
beforeEach(() => {
  place = new LogPlace();
});
afterEach(() => place.remove());

const anchor = () => join(place.root, 'anchor');
const check = (outside: OutsideKnowledge = {}) => verifyAudit(place.directory, verify, outside);
const segments = () =>
  readdirSync(place.directory)
    .filter((name) => name.startsWith('events-'))
    .sort();

/** Twenty records in two segments of ten, each with a checkpoint behind it. */
async function twentyRecords(): Promise<void> {
  const log = await place.open({
    checkpoint: { everySeconds: 3600, anchor: { file: anchor() } },
    segmentBytes: 10,
  });
  for (let part = 0; part < 2; part++) {
    appendEvents(log, 10);
    await log.maintain();
  }
  await log.close();
}

/** Changes the lines of a segment: 0 is the first, with records 1 to 10. */
function edit(segment: number, change: (lines: string[]) => string[]): void {
  const path = join(place.directory, segments()[segment]!);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const changed = change(lines);
  writeFileSync(path, changed.length === 0 ? '' : `${changed.join('\n')}\n`);
}

/** The record with another event, and a hash that fits it. */
function rewritten(line: string, event = '{"eventID":"forged"}'): string {
  const { seq, previous, time } = JSON.parse(line);
  return recordLine({ seq: seq - 1, hash: previous }, { event }, time).line;
}

/** A chain that is whole in itself, with another event at `index` and all after it hashed anew. */
function rechained(lines: string[], index: number): string[] {
  let before = { seq: 0, hash: '' };
  return lines.map((line, at) => {
    const { seq, previous, hash, time, event } = JSON.parse(line);
    if (at < index) {
      before = { seq, hash };
      return line;
    }
    if (at === 0) before = { seq: seq - 1, hash: previous };
    const text = at === index ? '{"eventID":"forged"}' : JSON.stringify(event);
    const made = recordLine(before, { event: text }, time);
    before = made.point;
    return made.line;
  });
}

describe('case 180: verification names the first bad record', () => {
  beforeEach(twentyRecords);

  it('accepts what nobody touched', async () => {
    expect(segments()).toHaveLength(2);
    expect(await check({ files: [anchor()] })).toMatchObject({
      bad: undefined,
      records: 20,
      first: 1,
      last: { seq: 20 },
      vouched: 20,
    });
  });

  it.each<[title: string, tamper: () => void, defect: Defect, seq: number]>([
    [
      'a changed byte',
      () => edit(0, (lines) => lines.map((line, n) => (n === 4 ? line.replace('"n":5', '"n":6') : line))),
      'modified',
      5,
    ],
    [
      'a changed time',
      () => edit(0, (lines) => lines.with(2, lines[2]!.replace('"time":"2026', '"time":"2025'))),
      'modified',
      3,
    ],
    ['a rewritten record', () => edit(0, (lines) => lines.with(6, rewritten(lines[6]!))), 'modified', 7],
    ['a rewritten rest of the chain', () => edit(1, (lines) => rechained(lines, 3)), 'forked', 20],
    ['a rewritten segment', () => edit(0, (lines) => rechained(lines, 0)), 'forked', 10],
    ['a removed record', () => edit(0, (lines) => lines.toSpliced(3, 1)), 'deleted', 4],
    ['a removed first record', () => edit(0, (lines) => lines.slice(1)), 'deleted', 1],
    ['a removed last record of a segment', () => edit(0, (lines) => lines.slice(0, -1)), 'deleted', 10],
    ['a removed segment', () => rmSync(join(place.directory, segments()[0]!)), 'deleted', 1],
    ['an emptied segment', () => edit(0, () => []), 'deleted', 1],
    ['a record inserted twice', () => edit(1, (lines) => lines.toSpliced(5, 0, lines[4]!)), 'inserted', 15],
    [
      'a forged record inserted',
      () =>
        edit(0, (lines) => {
          const { seq, hash, time } = JSON.parse(lines[4]!);
          return lines.toSpliced(5, 0, recordLine({ seq, hash }, { event: '{}' }, time).line);
        }),
      'inserted',
      6,
    ],
    [
      'two records swapped',
      () => edit(0, (lines) => lines.with(3, lines[4]!).with(4, lines[3]!)),
      'reordered',
      4,
    ],
    ['a line of something else', () => edit(0, (lines) => lines.with(7, '# nothing')), 'unreadable', 8],
    ['a tail cut at a line', () => edit(1, (lines) => lines.slice(0, 7)), 'truncated', 18],
    ['a whole last segment gone', () => rmSync(join(place.directory, segments()[1]!)), 'truncated', 11],
    [
      'a tail cut within a line',
      () => {
        const path = join(place.directory, segments()[1]!);
        writeFileSync(path, readFileSync(path).subarray(0, -9));
      },
      'torn',
      20,
    ],
    [
      'a statement that was changed',
      () => {
        const path = join(place.directory, 'checkpoints.jsonl');
        writeFileSync(path, readFileSync(path, 'utf8').replace('"records":10', '"records":11'));
      },
      'statement',
      0,
    ],
  ])('%s', async (_, tamper, defect, seq) => {
    tamper();
    const { bad } = await check();
    expect(bad).toMatchObject({ defect, seq });
  });

  it('the forged record is found by a point from outside, where no checkpoint is kept', async () => {
    rmSync(join(place.directory, 'checkpoints.jsonl'));
    const { seq, hash } = JSON.parse(
      readFileSync(join(place.directory, segments()[1]!), 'utf8').split('\n')[4]!,
    );
    edit(1, (lines) => rechained(lines, 2));
    expect((await check()).bad).toBeUndefined();
    expect((await check({ points: [{ seq, hash }] })).bad).toMatchObject({ defect: 'forked', seq: 15 });
  });

  it('a segment replaced by an older copy', async () => {
    const copy = readFileSync(join(place.directory, segments()[1]!));
    const log = await place.open({ segmentBytes: 1_000_000 });
    appendEvents(log, 5);
    await log.close();
    writeFileSync(join(place.directory, segments()[1]!), copy);
    expect((await check()).bad).toMatchObject({ defect: 'truncated', seq: 21 });
  });

  it('a directory replaced as a whole by an older copy, by what the anchor holds', async () => {
    const backup = join(place.root, 'backup');
    cpSync(place.directory, backup, { recursive: true });
    const log = await place.open({ checkpoint: { anchor: { file: anchor() } } });
    appendEvents(log, 5);
    await log.close();
    rmSync(place.directory, { recursive: true });
    cpSync(backup, place.directory, { recursive: true });
    expect((await check()).bad).toBeUndefined();
    expect((await check({ files: [anchor()] })).bad).toMatchObject({ defect: 'truncated', seq: 21 });
  });

  it('a fork after a restore: the copy went on by itself', async () => {
    const backup = join(place.root, 'backup');
    cpSync(place.directory, backup, { recursive: true });
    const goOn = async () => {
      const log = await place.open({ checkpoint: { anchor: { file: anchor() } } });
      appendEvents(log, 5);
      await log.close();
    };
    await goOn();
    rmSync(place.directory, { recursive: true });
    cpSync(backup, place.directory, { recursive: true });
    place.store = new (place.store.constructor as new () => typeof place.store)();
    await goOn();
    expect((await check()).bad).toBeUndefined();
    expect((await check({ files: [anchor()] })).bad).toMatchObject({ defect: 'forked', seq: 25 });
  });

  it('an anchor of a logging daemon, whose lines begin with other things', async () => {
    const syslog = readFileSync(anchor(), 'utf8').replace(/^/gm, 'Jan  1 00:00:00 host stint: ');
    writeFileSync(join(place.root, 'syslog'), `something else\n${syslog}`);
    edit(1, (lines) => lines.slice(0, 7));
    rmSync(join(place.directory, 'checkpoints.jsonl'));
    expect((await check({ files: [join(place.root, 'syslog')] })).bad).toMatchObject({
      defect: 'truncated',
      seq: 18,
    });
  });
});

describe('an installation whose log was cut', () => {
  it('says so when it is started again, in an alarm and in the chain', async () => {
    await twentyRecords();
    edit(1, (lines) => lines.slice(0, 7));
    let log = await place.open();
    expect(place.alarms).toMatchObject([
      { kind: 'break', break: { expected: { seq: 20 }, found: { seq: 17 } } },
    ]);
    await log.flush();
    expect((await place.records()).at(-1)).toMatchObject({ seq: 18, break: { expected: { seq: 20 } } });
    await log.close();
    expect((await check()).bad).toMatchObject({ defect: 'truncated' });
    log = await place.open();
    appendEvents(log, 5);
    await log.close();
    expect(place.alarms).toHaveLength(1);
    expect((await check()).bad).toMatchObject({ defect: 'forked', seq: 20 });
  });

  it('records what waits in the outbox once, though the store knows of more records than there are', async () => {
    await twentyRecords();
    const before = await place.open();
    const event = await place.commit();
    before.append(event.serialized, event);
    await before.flush();
    await before.close();
    // The deletion of that event was lost with the store's last moments, and the segments lost their beginning.
    await place.store.transact({ writes: [{ key: event.outboxKey, value: Buffer.from(event.serialized) }] });
    edit(1, (lines) => lines.slice(0, 0));
    const log = await place.open();
    await log.close();
    const ids = (await place.records()).flatMap(({ outbox }) => outbox ?? []);
    expect(ids).toEqual([event.eventID]);
  });
});

describe('a log that is being written', () => {
  it('is verified up to what was there', async () => {
    const log = await place.open({ batchEvery: 1 });
    let writing = true;
    const writer = (async () => {
      while (writing) {
        appendEvents(log, 50);
        await log.flush();
      }
    })();
    for (let n = 0; n < 10; n++) expect((await check()).bad).toBeUndefined();
    writing = false;
    await writer;
    await log.close();
  });

  it('half a line that is finished while one waits is no bad record', async () => {
    const log = await place.open();
    appendEvents(log, 2);
    await log.close();
    const path = join(place.directory, segments()[0]!);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, -20));
    setTimeout(() => writeFileSync(path, whole), 100);
    expect(await check()).toMatchObject({ bad: undefined, records: 2 });
  });
});
