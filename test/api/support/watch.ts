/** What a request leaves behind: its events, and whether an account changed. */
import { type AuditEvent, readEvents } from '../../../src/audit/index.ts';
import type { TestServer } from '../../support/server.ts';
import { refusalOf } from './requests.ts';

async function newestSequence(server: TestServer): Promise<number> {
  const options = { limit: 1, order: 'newest-first' } as const;
  for await (const { seq } of readEvents(server.serving.node.audit, {}, options)) return seq;
  return 0;
}

/** Events since a place in the log, oldest first. */
async function eventsAfter(server: TestServer, sequence: number): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  for await (const { seq, event } of readEvents(server.serving.node.audit, {}, { order: 'newest-first' })) {
    if (seq <= sequence) break;
    if (event !== undefined) events.push(event);
  }
  return events.reverse();
}

export interface Watched<Output> {
  /** `CODE STATUS TEXT`; `undefined` when nothing was refused. */
  readonly refusal: string | undefined;
  readonly output: Output | undefined;
  /** Everything that was recorded meanwhile. */
  readonly events: readonly AuditEvent[];
  /** The only event. @throws when there is another number of them. */
  readonly event: AuditEvent;
  /** Whether the account is another than before. */
  readonly changed: boolean;
}

/** Runs requests that touch this account, alone. */
export async function watch<Output>(
  server: TestServer,
  accountId: string,
  action: () => Promise<Output>,
): Promise<Watched<Output>> {
  const before = await newestSequence(server);
  const state = server.serving.node.accounts.peek(accountId)?.durable;
  let output: Output | undefined;
  const refusal = await refusalOf(
    action().then((answer) => {
      output = answer;
    }),
  );
  const events = await eventsAfter(server, before);
  return {
    refusal,
    output,
    events,
    get event() {
      const [only, ...others] = events;
      if (only === undefined || others.length > 0) {
        throw new Error(`${events.length} events: ${events.map((event) => event.eventName).join(', ')}`);
      }
      return only;
    },
    changed: server.serving.node.accounts.peek(accountId)?.durable !== state,
  };
}
