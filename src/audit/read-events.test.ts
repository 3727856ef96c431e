import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account } from '../../test/fixtures/account.ts';
import { asRoleSession, asUser } from '../../test/fixtures/caller.ts';
import type { Verdict } from '../policy/index.ts';
import { AuditLog } from './audit-log.ts';
import { auditEvent, type EventFacts } from './event.ts';
import type { EventFilter } from './event-filter.ts';
import { serializeEvent } from './event-text.ts';
import { type ReadOptions, readEvents } from './read-events.ts';
import { collect, LogPlace, start } from './testing/logs.ts';

const { state } = account('111122223333').user('alice').user('bob').role('auditor');
const alice = asUser(state, 'alice');
const bob = { ...asUser(state, 'bob'), accessKeyId: 'AKIABOBBOBBOBBOBBOBB' };
const auditor = asRoleSession(state, 'auditor', 'nightly');

function facts(n: number, given: Partial<EventFacts>): EventFacts {
  return {
    identity: alice,
    time: start + n * 60_000,
    eventSource: 'iam.amazonaws.com',
    eventName: 'GetUser',
    region: 'us-east-1',
    sourceIPAddress: '192.0.2.7',
    requestID: `request-${n}`,
    eventID: randomUUID(),
    readOnly: true,
    recipientAccountId: '111122223333',
    ...given,
  };
}

const refused = (verdict: Verdict): Partial<EventFacts> => ({
  error: { code: 'AccessDenied' },
  authorization: { action: 'iam:CreateUser', resource: '*', decision: { verdict, by: 'identity' } },
});

/** Record n is requests[n - 1]. */
const requests: Partial<EventFacts>[] = [
  {},
  { identity: bob, eventName: 'CreateUser', ...refused('implicitDeny') },
  { identity: auditor, eventName: 'GetCallerIdentity', eventSource: 'sts.amazonaws.com' },
  { identity: bob, eventName: 'CreateUser', ...refused('explicitDeny') },
  {
    identity: { kind: 'unauthenticated', accessKeyId: 'AKIANOBODY' },
    error: { code: 'InvalidClientTokenId' },
  },
  {
    eventName: 'CreateRole',
    error: { code: 'EntityAlreadyExists' },
    requestParameters: { roleName: 'Auditor' },
  },
  {
    identity: bob,
    recipientAccountId: '444455556666',
    eventName: 'AssumeRole',
    eventSource: 'sts.amazonaws.com',
  },
  { identity: { kind: 'unauthenticated' }, error: { code: 'MissingAuthenticationToken' } },
];

let place: LogPlace;
let log: AuditLog;
beforeEach(() => {
  place = new LogPlace();
});
afterEach(async () => {
  await log.close();
  place.remove();
});

async function record(given: readonly Partial<EventFacts>[] = requests): Promise<void> {
  for (const [index, one] of given.entries()) {
    const fact = facts(index + 1, one);
    log.append(serializeEvent(auditEvent(fact)), { eventID: fact.eventID });
    await log.flush();
  }
}

const sequences = async (filter: EventFilter = {}, options: ReadOptions = {}) =>
  (await collect(readEvents(log, filter, options))).map(({ seq }) => seq);

describe.each([
  ['in segments', async () => place.open({ segmentBytes: 2000 })],
  ['in memory', async () => AuditLog.open({ directory: 'memory', store: place.store, clock: place.clock })],
])('reading events %s', (_, open) => {
  beforeEach(async () => {
    log = await open();
    await record();
  });

  it.each<[EventFilter, number[]]>([
    [{}, [1, 2, 3, 4, 5, 6, 7, 8]],
    [{ principal: 'alice' }, [1, 6]],
    [{ principal: 'auditor' }, [3]],
    [{ principal: 'arn:aws:sts::111122223333:assumed-role/auditor/nightly' }, [3]],
    [{ principal: 'arn:aws:iam::111122223333:role/auditor' }, [3]],
    [{ principal: 'AKIABOBBOBBOBBOBBOBB' }, [2, 4, 7]],
    [{ principal: bob.user.id }, [2, 4, 7]],
    [{ principal: 'AKIANOBODY' }, [5]],
    [{ principal: 'ali' }, []],
    [{ action: 'CreateUser' }, [2, 4]],
    [{ action: 'iam:createuser' }, [2, 4]],
    [{ action: 'iam:Create*' }, [2, 4, 6]],
    [{ action: 'sts:*' }, [3, 7]],
    [{ action: '*e*U*r' }, [1, 2, 4, 5, 8]],
    [{ action: 'sts:CreateUser' }, []],
    [{ action: 'CreateUse' }, []],
    [{ decision: 'allowed' }, [1, 3, 7]],
    [{ decision: 'failed' }, [2, 4, 5, 6, 8]],
    [{ decision: 'refused' }, [2, 4, 5, 8]],
    [{ decision: 'explicitDeny' }, [4]],
    [{ decision: 'implicitDeny' }, [2]],
    [{ since: start + 3 * 60_000, until: start + 5 * 60_000 }, [3, 4]],
    [{ text: 'roleNAME":"auditor' }, [6]],
    [{ accountId: '444455556666' }, [7]],
    [{ accountId: '111122223333' }, [1, 2, 3, 4, 5, 6, 7, 8]],
    [{ principal: 'bob', action: 'Create*', decision: 'explicitDeny' }, [4]],
  ])('%o gives %o', async (filter, expected) => {
    expect(await sequences(filter)).toEqual(expected);
    expect(await sequences(filter, { order: 'newest-first' })).toEqual(expected.toReversed());
    expect(await sequences(filter, { limit: 2 })).toEqual(expected.slice(-2));
    expect(await sequences(filter, { limit: 2, order: 'newest-first' })).toEqual(
      expected.toReversed().slice(0, 2),
    );
  });

  it.each([undefined, 0, 2])(
    'follows what comes after the newest %s, until it is told to stop',
    async (limit) => {
      const stop = new AbortController();
      const seen: number[] = [];
      const first = limit === undefined ? [2, 4, 7] : [2, 4, 7].slice(3 - limit);
      const following = (async () => {
        const options = { limit, follow: true, signal: stop.signal };
        for await (const { seq } of readEvents(log, { principal: 'bob' }, options)) {
          seen.push(seq);
          if (seen.length === first.length + 2) stop.abort();
        }
      })();
      await log.flush();
      // It has to have begun, or what comes now would be among the newest.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await record([{ identity: bob }, {}, { identity: bob }]);
      await following;
      expect(seen).toEqual([...first, 9, 11]);
    },
  );
});

describe('reading events', () => {
  it('passes over lines that are no records', async () => {
    log = await place.open();
    await record(requests.slice(0, 2));
    appendFileSync(join(place.directory, 'events-0000000000000001.jsonl'), 'not a record\n{"hash":');
    expect(await sequences()).toEqual([1, 2]);
    expect(await sequences({}, { order: 'newest-first' })).toEqual([2, 1]);
  });

  it('reads lines that are longer than what is read at once', async () => {
    log = await place.open();
    const long = { requestParameters: { document: 'x'.repeat(90_000) } };
    await record([{}, long, long, long, long, {}]);
    expect(await sequences({ text: 'xxx' })).toEqual([2, 3, 4, 5]);
    expect(await sequences({ text: 'xxx' }, { order: 'newest-first' })).toEqual([5, 4, 3, 2]);
  });

  it('refuses to follow backwards', async () => {
    log = await place.open();
    expect(() => readEvents(log, {}, { follow: true, order: 'newest-first' })).toThrow(RangeError);
    expect(() => readEvents(log, {}, { limit: -1 })).toThrow(RangeError);
  });
});
