/** The events of the installation: looking them up, and proving that none was changed or lost. */
import {
  type AuditRecord,
  type EventFilter,
  readEvents,
  readLogHead,
  verifyAudit,
} from '../../audit/index.ts';
import { notAvailable } from './errors.ts';
import { type AuditTrail, type OperatorScope, reads } from './operation.ts';

export interface LookupEventsInput {
  readonly Principal?: string;
  readonly Action?: string;
  readonly Decision?: NonNullable<EventFilter['decision']>;
  readonly Since?: Date;
  readonly Until?: Date;
  readonly Text?: string;
  readonly AccountId?: string;
  readonly MaxResults?: number;
  readonly BeforePosition?: string;
}

const DEFAULT_EVENTS = 50;

/** What the input asks for, as the audit room says it. */
export function eventFilter(input: LookupEventsInput): EventFilter {
  return {
    principal: input.Principal,
    action: input.Action,
    decision: input.Decision,
    since: input.Since?.getTime(),
    until: input.Until?.getTime(),
    text: input.Text,
    accountId: input.AccountId,
  };
}

/** A record as it is answered: its place in the log, and its JSON. */
export function shownRecord(record: AuditRecord): { readonly Position: string; readonly Record: string } {
  return { Position: String(record.seq), Record: JSON.stringify(record) };
}

const lookupEvents = reads('LookupEvents', async (input: LookupEventsInput, { audit }) => {
  const limit = input.MaxResults ?? DEFAULT_EVENTS;
  const before = input.BeforePosition === undefined ? Number.POSITIVE_INFINITY : Number(input.BeforePosition);
  const events: ReturnType<typeof shownRecord>[] = [];
  for await (const record of readEvents(audit.log, eventFilter(input), { order: 'newest-first' })) {
    if (record.seq >= before) continue;
    events.push(shownRecord(record));
    if (events.length === limit) break;
  }
  const last = events.at(-1);
  return {
    Events: events,
    ...(events.length === limit && last !== undefined ? { NextPosition: last.Position } : {}),
  };
});

async function verdict(audit: AuditTrail, directory: string, { store }: OperatorScope) {
  await audit.log.flush();
  const head = await readLogHead(store);
  return await verifyAudit(directory, audit.verify, {
    ...audit.outside,
    points: [...(audit.outside.points ?? []), ...(head === undefined ? [] : [head])],
  });
}

const verifyEvents = reads('VerifyEvents', async (_input: object, scope) => {
  const { audit } = scope;
  if (audit.directory === undefined) {
    throw notAvailable('Events are kept in memory only: there is no chain of records to verify.');
  }
  let found = await verdict(audit, audit.directory, scope);
  // A record that was being written while it was read.
  if (found.bad?.defect === 'torn') found = await verdict(audit, audit.directory, scope);
  const { bad } = found;
  return {
    Verified: bad === undefined,
    Records: String(found.records),
    FirstPosition: String(found.first),
    LastPosition: String(found.last.seq),
    LastHash: found.last.hash,
    VouchedPosition: String(found.vouched),
    ...(bad === undefined
      ? {}
      : {
          BadRecord: {
            Defect: bad.defect,
            Position: String(bad.seq),
            File: bad.file,
            Line: bad.line,
            Message: bad.message,
          },
        }),
  };
});

export const eventOperations = [lookupEvents, verifyEvents];
