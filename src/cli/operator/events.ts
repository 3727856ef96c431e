/** `stint events`. */
import type { FoundEvent, OperatorConnection } from '../../server/index.ts';
import type { Given } from '../command.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson, printLine } from '../output.ts';
import type { EVENTS_FLAGS } from './command.ts';
import { installationSettings, withOperator } from './connection.ts';
import { eventLine } from './event-line.ts';
import { momentOf } from './moment.ts';
import { type Verdict, verdictLine } from './verdict.ts';
import { verifyDirectory } from './verify-directory.ts';

type GivenEvents = Given<typeof EVENTS_FLAGS>;

const DEFAULT_LIMIT = 50;
/** The most that one call of `LookupEvents` answers. */
const PAGE = 1000;
const LONGEST = 100_000;

/** @throws CommandError */
function limitOf({ limit, follow }: GivenEvents): number {
  if (limit === undefined) return DEFAULT_LIMIT;
  const [least, most] = follow === true ? [0, PAGE] : [1, LONGEST];
  const number = /^[0-9]{1,7}$/.test(limit) ? Number(limit) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new CommandError(`--limit '${limit}' is no number from ${least} to ${most}`, EXIT.usage);
}

function filterOf(given: GivenEvents): object {
  const now = Date.now();
  const { principal, action, decision, account, text, since, until } = given;
  const filter = {
    Principal: principal,
    Action: action,
    Decision: decision,
    AccountId: account,
    Text: text,
    Since: since === undefined ? undefined : momentOf('--since', since, now),
    Until: until === undefined ? undefined : momentOf('--until', until, now),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function printEvent({ Record }: FoundEvent, json: boolean | undefined): void {
  printLine(json === true ? Record : eventLine(Record));
}

/** The newest that match, newest first. */
async function newest(operator: OperatorConnection, filter: object, limit: number): Promise<FoundEvent[]> {
  const found: FoundEvent[] = [];
  let before: string | undefined;
  do {
    const page: { Events: FoundEvent[]; NextPosition?: string } = await operator.call('LookupEvents', {
      ...filter,
      MaxResults: Math.min(PAGE, limit - found.length),
      ...(before === undefined ? {} : { BeforePosition: before }),
    });
    found.push(...page.Events);
    before = page.NextPosition;
  } while (before !== undefined && found.length < limit);
  return found;
}

/** Until a signal ends it. @throws CommandError when the server went away. */
async function follow(operator: OperatorConnection, filter: object, given: GivenEvents): Promise<number> {
  if (!operator.isServer) {
    throw new CommandError('no server runs on this data directory: there is nothing to follow');
  }
  const ending = new AbortController();
  const end = (): void => ending.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  const limit = limitOf(given);
  const begin = limit === 0 ? {} : { MaxResults: limit };
  for await (const event of operator.follow({ ...filter, ...begin }, ending.signal)) {
    printEvent(event, given.json);
  }
  if (!ending.signal.aborted) throw new CommandError('the server ended');
  return EXIT.interrupted;
}

async function verify(given: GivenEvents): Promise<number> {
  const verdict =
    (await verifyDirectory(installationSettings(given))) ??
    (await withOperator(given, (operator) => operator.call<Verdict>('VerifyEvents', {})));
  if (given.json === true) printJson(verdict);
  else printLine(verdictLine(verdict));
  return verdict.Verified ? EXIT.ok : EXIT.failed;
}

export async function runEvents(given: GivenEvents): Promise<number> {
  if (given.verify === true) return await verify(given);
  const filter = filterOf(given);
  const limit = limitOf(given);
  return await withOperator(given, async (operator) => {
    if (given.follow === true) return await follow(operator, filter, given);
    for (const event of (await newest(operator, filter, limit)).reverse()) printEvent(event, given.json);
    return EXIT.ok;
  });
}
