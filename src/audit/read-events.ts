import type { AuditLog } from './audit-log.ts';
import { type EventFilter, recordMatcher } from './event-filter.ts';
import { type AuditRecord, parseRecord, recordHead } from './record.ts';
import { directoryRecords, type RecordSource } from './record-source.ts';

export interface ReadOptions {
  /** How many of the newest matching records; absent: all. */
  readonly limit?: number | undefined;
  /** Default `newest-last`, as a log is read. */
  readonly order?: 'newest-last' | 'newest-first' | undefined;
  /** Goes on with records as they come, until the signal is aborted; with `newest-last` only. */
  readonly follow?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads records, of a directory also while a server writes there. Of a log, what was appended before the call is seen.
 * Reading does not verify: see `verifyAudit`. Lines that are no records are passed over.
 * @throws RangeError when `follow` is asked for with `newest-first`, or the limit is no count.
 */
export function readEvents(
  source: AuditLog | { readonly directory: string },
  filter: EventFilter = {},
  options: ReadOptions = {},
): AsyncGenerator<AuditRecord> {
  const { limit, order, follow } = options;
  if (follow && order === 'newest-first') throw new RangeError('what is followed is read newest last');
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 0)) {
    throw new RangeError(`not a number of events: ${limit}`);
  }
  return read(source, filter, options);
}

async function* read(
  source: AuditLog | { readonly directory: string },
  filter: EventFilter,
  { limit, order = 'newest-last', follow, signal }: ReadOptions,
): AsyncGenerator<AuditRecord> {
  const records = 'directory' in source ? directoryRecords(source.directory) : source.records;
  if (!('directory' in source)) await source.flush();
  const ending = signal ?? new AbortController().signal;
  if (order === 'newest-first') {
    yield* newest(records, filter, limit ?? Number.POSITIVE_INFINITY, ending);
    return;
  }
  let next = 1;
  if (limit !== undefined) {
    // The last record first, matching or not: what is followed begins behind it.
    next = (await lastSequence(records)) + 1;
    const found: AuditRecord[] = [];
    for await (const record of newest(records, filter, limit, ending))
      if (record.seq < next) found.push(record);
    yield* found.reverse();
    if (!follow) return;
  }
  const { line: lineMatches, record: recordMatches } = recordMatcher(filter);
  for await (const line of records.forward(next, follow ? ending : undefined)) {
    if (ending.aborted) return;
    const record = lineMatches(line) ? parsed(line) : undefined;
    if (record && recordMatches(record)) yield record;
  }
}

async function* newest(
  records: RecordSource,
  filter: EventFilter,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<AuditRecord> {
  const { line: lineMatches, record: recordMatches } = recordMatcher(filter);
  let left = limit;
  if (left === 0) return;
  for await (const line of records.backward()) {
    if (signal.aborted) return;
    const record = lineMatches(line) ? parsed(line) : undefined;
    if (!record || !recordMatches(record)) continue;
    yield record;
    if (--left === 0) return;
  }
}

async function lastSequence(records: RecordSource): Promise<number> {
  for await (const line of records.backward()) {
    const head = recordHead(line);
    if (head) return head.seq;
  }
  return 0;
}

function parsed(line: Buffer): AuditRecord | undefined {
  if (!recordHead(line)) return undefined;
  try {
    return parseRecord(line);
  } catch {
    return undefined;
  }
}
