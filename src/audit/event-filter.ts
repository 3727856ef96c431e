import type { AuditEvent } from './event.ts';
import type { AuditRecord } from './record.ts';

/** Which events are asked for. All that is given has to hold; without anything, every record is meant. */
export interface EventFilter {
  /** A user name, ARN, unique id, access key id, or a role's name or ARN for its sessions. Exactly. */
  readonly principal?: string | undefined;
  /** `iam:CreateUser` or `CreateUser`, with `*` for any characters; without regard to case. */
  readonly action?: string | undefined;
  /** `refused` are all that failed for want of permission or proof; `failed` all that failed. */
  readonly decision?: 'allowed' | 'refused' | 'failed' | 'explicitDeny' | 'implicitDeny' | undefined;
  /** Milliseconds, inclusive. */
  readonly since?: number | undefined;
  /** Milliseconds, exclusive. */
  readonly until?: number | undefined;
  /** Part of the record's JSON, without regard to case. */
  readonly text?: string | undefined;
  /** The account that an event belongs to, or of the caller. */
  readonly accountId?: string | undefined;
}

/** A filter made ready: `line` is asked first, being cheap, then `record`. */
export interface RecordMatcher {
  line(line: Buffer): boolean;
  record(record: AuditRecord): boolean;
}

/** Records that are no events (gaps and the like) match when nothing but times is asked for: they concern everybody. */
export function recordMatcher(filter: EventFilter): RecordMatcher {
  const text = filter.text?.toLowerCase();
  const tests = eventTests(filter);
  return {
    line: (line) => text === undefined || line.toString('utf8').toLowerCase().includes(text),
    record: (record) => {
      const { event } = record;
      const time = Date.parse(event?.eventTime ?? record.time);
      if (filter.since !== undefined && time < filter.since) return false;
      if (filter.until !== undefined && time >= filter.until) return false;
      return event ? tests.every((test) => test(event)) : tests.length === 0;
    },
  };
}

type EventTest = (event: AuditEvent) => boolean;

function eventTests({ principal, action, decision, accountId }: EventFilter): EventTest[] {
  const tests: EventTest[] = [];
  if (accountId !== undefined) {
    tests.push(
      (event) => event.recipientAccountId === accountId || event.userIdentity.accountId === accountId,
    );
  }
  if (principal !== undefined) tests.push((event) => namesOf(event).includes(principal));
  if (action !== undefined) tests.push(actionTest(action));
  if (decision !== undefined) tests.push(decisionTests[decision]);
  return tests;
}

function namesOf({ userIdentity: { sessionContext, ...identity } }: AuditEvent): (string | undefined)[] {
  const issuer = sessionContext?.sessionIssuer;
  return [
    identity.arn,
    identity.userName,
    identity.principalId,
    identity.accessKeyId,
    issuer?.arn,
    issuer?.userName,
    issuer?.principalId,
  ];
}

function actionTest(action: string): EventTest {
  const wanted = action.includes(':') ? action : `*:${action}`;
  const parts = wanted.toLowerCase().split('*');
  return ({ eventSource, eventName }) =>
    matches(`${eventSource.split('.', 1)[0]}:${eventName}`.toLowerCase(), parts);
}

/** Whether the text is the parts in order with anything between them. */
function matches(text: string, parts: readonly string[]): boolean {
  const [first, ...others] = parts as [string, ...string[]];
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of others) {
    const found = text.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return from + last.length <= text.length;
}

const decisionTests: Readonly<Record<NonNullable<EventFilter['decision']>, EventTest>> = {
  allowed: ({ errorCode }) => errorCode === undefined,
  failed: ({ errorCode }) => errorCode !== undefined,
  refused: ({ errorCode, userIdentity, stint }) =>
    errorCode !== undefined &&
    (isDenied(stint?.decision?.verdict) ||
      userIdentity.type === 'Unknown' ||
      userIdentity.accountId === 'ANONYMOUS_PRINCIPAL'),
  explicitDeny: ({ stint }) => stint?.decision?.verdict === 'explicitDeny',
  implicitDeny: ({ stint }) => stint?.decision?.verdict === 'implicitDeny',
};

function isDenied(verdict: string | undefined): boolean {
  return verdict === 'explicitDeny' || verdict === 'implicitDeny';
}
