import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditLog } from './audit-log.ts';
import { appendEvents, LogPlace, verify } from './testing/logs.ts';
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

describe('retention', () => {
  const day = 24 * 3600 * 1000;
  async function fiveDays(): Promise<void> {
    for (let n = 0; n < 5; n++) {
      appendEvents(log!, 2);
      await log!.maintain();
      place.clock.time += day;
    }
  }

  it('removes whole segments that are old, and verification accepts exactly that', async () => {
    log = await place.open({ retention: { days: 3 } });
    await fiveDays();
    await log.maintain();
    expect(files('events-')).toEqual([
      'events-0000000000000005.jsonl',
      'events-0000000000000007.jsonl',
      'events-0000000000000009.jsonl',
    ]);
    expect(await verdict()).toMatchObject({ bad: undefined, first: 5, records: 6 });
    const [next] = files('events-');
    writeFileSync(join(place.directory, next!), '');
    expect((await verdict()).bad).toMatchObject({ defect: 'deleted' });
  });

  it('never removes the newest segment, and goes on after it', async () => {
    log = await place.open({ retention: { days: 3 } });
    appendEvents(log, 1);
    await log.flush();
    place.clock.time += 100 * day;
    await log.maintain();
    expect(files('events-')).toHaveLength(1);
    await log.close();
    log = await place.open({ retention: { days: 3 } });
    expect(place.alarms).toEqual([]);
  });

  it('finishes what a process before had begun', async () => {
    log = await place.open();
    await fiveDays();
    await log.close();
    const copies = files('events-').map((name) => [name, readFileSync(join(place.directory, name))] as const);
    log = await place.open({ retention: { days: 3 } });
    await log.maintain();
    await log.close();
    const [, second] = copies;
    writeFileSync(join(place.directory, second![0]), second![1], { mode: 0o600 });
    expect((await verdict()).bad).toBeUndefined();
    log = await place.open();
    expect(files('events-')).not.toContain(second![0]);
  });
});
