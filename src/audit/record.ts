/**
 * A record: one line of a segment. It begins with its hash, which covers every byte that follows it on the line, and
 * names the hash of the record before it, so that nobody changes, removes or inserts one without changing all after it.
 *
 *     {"hash":"…","seq":7,"time":"2026-01-02T03:04:05.678Z","previous":"…","outbox":"…","event":{…}}
 */
import { createHash, hash } from 'node:crypto';
import type { AuditEvent } from './event.ts';

/** A place in the chain: the record of that sequence has that hash. */
export interface ChainPoint {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first record. */
export const chainStart: ChainPoint = { seq: 0, hash: '0'.repeat(64) };

/** What the log says of itself, in its own chain. */
export interface LogNotes {
  /** So many events were not recorded: the log could not be written, and what waits for it is bounded. */
  readonly gap: {
    readonly lost: number;
    readonly bytes: number;
    readonly since: string;
    readonly until: string;
  };
  /** The process before ended within a write: the unfinished bytes were moved to that file. */
  readonly torn: { readonly bytes: number; readonly sha256: string; readonly file: string };
  /** The segments end before what the store knows of them: records are missing, or the log was restored. */
  readonly break: { readonly expected: ChainPoint; readonly found: ChainPoint };
}

export type LogNote = { [Name in keyof LogNotes]: { readonly [N in Name]: LogNotes[N] } }[keyof LogNotes];

/** An event's JSON, with its id when it came through the outbox: by that it is recognized after a crash. */
export interface EventContent {
  readonly event: string;
  readonly outbox?: string | undefined;
}

export type RecordContent = EventContent | LogNote;

/** A record as it is read: an event, or one of the log's notes. */
export interface AuditRecord extends ChainPoint, Partial<LogNotes> {
  /** When it was recorded: ISO 8601, milliseconds. */
  readonly time: string;
  readonly previous: string;
  /** By how many milliseconds the clock stood behind the record before: it was set back. */
  readonly clockBehind?: number;
  /** The event's id, if it came through the outbox. */
  readonly outbox?: string;
  readonly event?: AuditEvent;
}

/** The line of a record, without its end, and the point that the next one follows on from. */
export function recordLine(
  previous: ChainPoint,
  content: RecordContent,
  time: string,
  clockBehind = 0,
): { readonly line: string; readonly point: ChainPoint } {
  const seq = previous.seq + 1;
  const clock = clockBehind > 0 ? `,"clockBehind":${clockBehind}` : '';
  const said = 'event' in content ? eventMembers(content) : JSON.stringify(content).slice(1);
  const body = `"seq":${seq},"time":"${time}","previous":"${previous.hash}"${clock},${said}`;
  const bodyHash = hash('sha256', body);
  return { line: `{"hash":"${bodyHash}",${body}`, point: { seq, hash: bodyHash } };
}

function eventMembers({ event, outbox }: EventContent): string {
  return outbox === undefined ? `"event":${event}}` : `"outbox":"${outbox}","event":${event}}`;
}

const headForm =
  /^\{"hash":"([0-9a-f]{64})","seq":([1-9][0-9]{0,15}),"time":"([0-9T:.-]{23}Z)","previous":"([0-9a-f]{64})"(?:,"clockBehind":[1-9][0-9]{0,15})?,(?:"outbox":"([0-9A-Za-z-]{1,64})",)?"/;
const bodyStart = `{"hash":"${chainStart.hash}",`.length;

/** What stands before an event on its line. */
export interface RecordHead extends ChainPoint {
  readonly time: string;
  readonly previous: string;
  readonly outbox: string | undefined;
}

/** Reads the head of a line; undefined when it is no record's. */
export function recordHead(line: Buffer): RecordHead | undefined {
  const found = headForm.exec(line.toString('latin1', 0, 512));
  if (!found) return undefined;
  return { hash: found[1]!, seq: Number(found[2]), time: found[3]!, previous: found[4]!, outbox: found[5] };
}

/** Whether the line is what its hash says. */
export function isIntact(line: Buffer, { hash: expected }: ChainPoint): boolean {
  return createHash('sha256').update(line.subarray(bodyStart)).digest('hex') === expected;
}

/** The record of a line. Throws SyntaxError when it is none. */
export function parseRecord(line: Buffer): AuditRecord {
  return JSON.parse(line.toString('utf8')) as AuditRecord;
}
