/**
 * The outbox: events of mutations and of issued credentials, written in the transaction that they tell of, and drained
 * into the segments by the log's writer.
 */
import { prefixRange, type Store, type Write } from '../store/index.ts';

const prefix = 'audit/outbox/';
const form = /^audit\/outbox\/(\d{15})\/([0-9A-Za-z-]{1,64})$/;
const eventIDForm = /^[0-9A-Za-z-]{1,64}$/;

/** An event that waits in the outbox. */
export interface OutboxEntry {
  readonly key: string;
  readonly eventID: string;
  /** Milliseconds. */
  readonly time: number;
  readonly serialized: string;
}

/**
 * The key of an event: keys are in the order of the events' times, within a millisecond in that of their ids.
 * @param time milliseconds.
 * @throws RangeError when the time or the id is none.
 */
export function outboxKey(eventID: string, time: number): string {
  if (!(Number.isSafeInteger(time) && time >= 0 && time < 1e15)) throw new RangeError(`not a time: ${time}`);
  if (!eventIDForm.test(eventID)) throw new RangeError(`not an event id: ${eventID.slice(0, 80)}`);
  return `${prefix}${String(time).padStart(15, '0')}/${eventID}`;
}

/**
 * What to add to the transaction whose event it is; then `append` with the same id and this write's key.
 * @param serialized from `serializeEvent`.
 */
export function outboxWrite(
  eventID: string,
  time: number,
  serialized: string,
): Write & { value: Uint8Array } {
  return { key: outboxKey(eventID, time), value: Buffer.from(serialized, 'utf8') };
}

/** The oldest entries of the outbox, or those behind a key. Throws what the store throws. */
export async function readOutbox(
  store: Store,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<OutboxEntry[]> {
  const { from, to } = prefixRange(prefix);
  // Nothing sorts between a key and that key with a space behind it.
  const documents = await store.range({ from: after === undefined ? from : `${after} `, to, limit });
  return documents.map(({ key, value }) => {
    const [, time, eventID] = form.exec(key) ?? [];
    if (time === undefined || eventID === undefined) throw new Error(`not a key of the outbox: ${key}`);
    return { key, eventID, time: Number(time), serialized: Buffer.from(value).toString('utf8') };
  });
}

/** Up to where the segments are known to the store: every event up to `seq` has left the outbox. */
export interface LogHead {
  readonly seq: number;
  readonly hash: string;
}

const headKey = 'audit/head';

/** The head as the store knows it; undefined before the first event left the outbox. */
export async function readLogHead(store: Store): Promise<LogHead | undefined> {
  const document = await store.get(headKey);
  if (!document) return undefined;
  const { seq, hash } = JSON.parse(Buffer.from(document.value).toString('utf8')) as LogHead;
  return { seq, hash };
}

/** Takes events out of the outbox, once their records are durable up to `head`. */
export function outboxDeletion(keys: Iterable<string>, head: LogHead): Write[] {
  const writes: Write[] = Array.from(keys, (key) => ({ key, value: undefined }));
  writes.push({ key: headKey, value: Buffer.from(JSON.stringify({ seq: head.seq, hash: head.hash })) });
  return writes;
}
