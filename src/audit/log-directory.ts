/** A log's directory, opened: its tail put right, and compared with what else is known of it. */
import { type ChainPoint, chainStart, type LogNotes } from './record.ts';
import { listSegments, recordHeadsFrom } from './segments.ts';

/** What the end of the segments holds, seen from the newest point that is known from elsewhere. */
export interface KnownTail {
  /** Ids of the outbox's events that are recorded behind that point. */
  readonly eventIDs: ReadonlySet<string>;
  /** Set when the segments do not hold that point. */
  readonly break: LogNotes['break'] | undefined;
}

/**
 * Compares the segments with the newest points that the store and the checkpoints know.
 * @param known.settled up to where the outbox is drained; events behind it may be in both.
 * @param known.isWaiting whether there is anything in the outbox.
 */
export async function readKnownTail(
  directory: string,
  tail: ChainPoint,
  known: { readonly settled: ChainPoint; readonly checkpoint: ChainPoint; readonly isWaiting: boolean },
): Promise<KnownTail> {
  const { settled, checkpoint, isWaiting } = known;
  const expected = checkpoint.seq > settled.seq ? checkpoint : settled;
  let eventIDs = new Set<string>();
  if (!isWaiting && expected.seq === 0) return { eventIDs, break: undefined };
  let hash: string | undefined;
  for await (const record of recordHeadsFrom(directory, isWaiting ? settled.seq : expected.seq)) {
    if (record.seq === expected.seq) hash = record.hash;
    if (record.seq > settled.seq && record.outbox !== undefined) eventIDs.add(record.outbox);
  }
  const found = await breakOf(directory, expected, tail, hash);
  // Then the sequence in the store says nothing of these segments, and any record may be of a waiting event.
  if (found && isWaiting) eventIDs = await allOutboxEvents(directory);
  return { eventIDs, break: found };
}

async function allOutboxEvents(directory: string): Promise<Set<string>> {
  const eventIDs = new Set<string>();
  for await (const { outbox } of recordHeadsFrom(directory, 1))
    if (outbox !== undefined) eventIDs.add(outbox);
  return eventIDs;
}

async function breakOf(
  directory: string,
  expected: ChainPoint,
  found: ChainPoint,
  hash: string | undefined,
): Promise<LogNotes['break'] | undefined> {
  if (expected.seq === chainStart.seq || hash === expected.hash) return undefined;
  const [oldest] = await listSegments(directory);
  // Retired since: nothing is left to compare with, and nothing is missing behind it.
  if (hash === undefined && oldest && expected.seq < oldest.first) return undefined;
  return { expected, found };
}
