/** A record of the log as one line for a person. */
import { printable, styled } from '../output.ts';

/** What the line needs of a record; the whole of it: src/audit/event.ts and record.ts. */
interface ShownRecord {
  readonly seq: number;
  readonly time: string;
  readonly event?: {
    readonly userIdentity: {
      readonly type: string;
      readonly arn?: string;
      readonly accountId?: string;
      readonly accessKeyId?: string;
      readonly invokedBy?: string;
    };
    readonly eventTime: string;
    readonly eventSource: string;
    readonly eventName: string;
    readonly sourceIPAddress: string;
    readonly errorCode?: string;
    readonly errorMessage?: string;
    readonly stint?: {
      readonly reason?: string;
      readonly decision?: { readonly verdict: string; readonly resource: string };
    };
  };
}

type ShownEvent = NonNullable<ShownRecord['event']>;

function principalOf({ userIdentity: { arn, invokedBy, accessKeyId, accountId, type } }: ShownEvent): string {
  return arn ?? invokedBy ?? accessKeyId ?? accountId ?? type;
}

function outcomeOf({ errorCode, errorMessage, stint }: ShownEvent): string {
  if (errorCode === undefined) return styled('green', 'allowed');
  const why = stint?.reason ?? errorMessage;
  const text = printable(why === undefined ? errorCode : `${errorCode}: ${why}`);
  return styled('red', text);
}

/** Records that are no events tell of the log itself: lost events, torn writes. */
function noteOf({ seq, time, ...members }: ShownRecord): string {
  const note = Object.entries(members).filter(([name]) => !['hash', 'previous', 'outbox'].includes(name));
  return `${printable(time)}  ${styled('yellow', 'the log')}  ${printable(JSON.stringify(Object.fromEntries(note)))}  (record ${seq})`;
}

/** @param json of a record, as `LookupEvents` answers it. Whatever in it would steer a terminal is escaped. */
export function eventLine(json: string): string {
  const record = JSON.parse(json) as ShownRecord;
  const { event } = record;
  if (event === undefined) return noteOf(record);
  const resource = event.stint?.decision?.resource;
  const action = `${event.eventSource.split('.', 1)[0]}:${event.eventName}`;
  return [
    styled('dim', printable(event.eventTime)),
    styled('bold', printable(action)),
    ...(resource === undefined || resource === '*' ? [] : [`on ${printable(resource)}`]),
    `by ${printable(principalOf(event))}`,
    `from ${printable(event.sourceIPAddress)}`,
    outcomeOf(event),
  ].join('  ');
}
