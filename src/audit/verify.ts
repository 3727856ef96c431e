/** Verification of a whole log: every record, the chain, the signed statements, and what is known outside. */
import { join } from 'node:path';
import {
  type Checkpoint,
  checkpointFileName,
  type Retirement,
  type StatementVerifier,
  verifiedStatement,
} from './checkpoint.ts';
import { linesForward, settledLines } from './lines.ts';
import { type ChainPoint, chainStart, isIntact, recordHead } from './record.ts';
import { listSegments, type Segment } from './segments.ts';

/** What else is known of the log than what its directory says. */
export interface OutsideKnowledge {
  /** Files with copies of statements: an anchor's file, or what a logging daemon wrote. */
  readonly files?: readonly string[] | undefined;
  /** Points that others hold: `readLogHead` of the store, a figure on paper. */
  readonly points?: readonly ChainPoint[] | undefined;
}

export type Defect =
  /** The record's content is not what its hash, or the record behind it, says. */
  | 'modified'
  /** The record is missing; others follow. */
  | 'deleted'
  /** The record has no place there. */
  | 'inserted'
  /** The record stands elsewhere. */
  | 'reordered'
  /** The line is no record. */
  | 'unreadable'
  /** The record is the first that is missing at the end. */
  | 'truncated'
  /** The last line has no end. */
  | 'torn'
  /** The record is another than the one that a statement knows: the log was rewritten, or forked after a restore. */
  | 'forked'
  /** A signed statement of the log's own file does not hold. */
  | 'statement';

export interface BadRecord {
  readonly defect: Defect;
  /** Sequence of the first bad record. */
  readonly seq: number;
  /** File and line where that was seen. */
  readonly file: string;
  readonly line: number;
  /** One line: what is wrong. */
  readonly message: string;
}

export interface AuditVerdict {
  readonly bad: BadRecord | undefined;
  /** Good records before the bad one. */
  readonly records: number;
  /** First record that is kept; 0 for an empty log. */
  readonly first: number;
  /** The last good record. */
  readonly last: ChainPoint;
  /** Up to where checkpoints, here or outside, vouch for the records. What lies behind could have been cut unseen. */
  readonly vouched: number;
}

/**
 * Verifies a log. Streams: memory grows with the number of checkpoints only.
 * @param outside without it, the replacement of the whole directory by an older copy goes unnoticed.
 */
export async function verifyAudit(
  directory: string,
  verify: StatementVerifier,
  outside: OutsideKnowledge = {},
): Promise<AuditVerdict> {
  const statements = await readStatements(directory, verify, outside);
  const chain = new ChainVerification(statements);
  const segments = await listSegments(directory);
  for (const [index, segment] of segments.entries()) {
    const bad = await chain.segment(segment, index === segments.length - 1);
    if (bad) return chain.verdict(bad);
  }
  return chain.verdict(chain.truncation(segments.at(-1)) ?? statements.bad);
}

interface Known {
  readonly hash: string;
  /** Who says so. */
  readonly source: string;
}

interface Statements {
  readonly points: Map<number, Known>;
  readonly retired: readonly Retirement['segments'][number][];
  /** The first statement of the log's own file that does not hold. */
  readonly bad: BadRecord | undefined;
}

async function readStatements(
  directory: string,
  verify: StatementVerifier,
  { files = [], points = [] }: OutsideKnowledge,
): Promise<Statements> {
  const known = new Map<number, Known>();
  const retired: Retirement['segments'][number][] = [];
  let bad: BadRecord | undefined;
  for (const { seq, hash } of points) if (seq > 0) known.set(seq, { hash, source: 'a point known outside' });
  const own = join(directory, checkpointFileName);
  for (const file of [...files, own]) {
    let line = 0;
    for await (const { bytes, complete } of existingLines(file, file === own)) {
      line++;
      const statement = verifiedStatement(bytes.toString('utf8'), verify);
      // Files outside may hold other lines; a crash may have cut the last of our own.
      if (!statement && (file !== own || !complete)) continue;
      if (!statement) bad ??= badStatement(file, line);
      else if (statement.kind === 'checkpoint')
        learn(known, statement, `the checkpoint in line ${line} of ${file}`);
      else retired.push(...statement.segments);
    }
  }
  return { points: known, retired, bad };
}

async function* existingLines(file: string, mayBeAbsent: boolean) {
  try {
    yield* linesForward(file);
  } catch (error) {
    if (!mayBeAbsent || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** What was learnt outside is kept against what the log's own file says; a contradiction shows at the record. */
function learn(known: Map<number, Known>, { seq, hash }: Checkpoint, source: string): void {
  const before = known.get(seq);
  if (!before) known.set(seq, { hash, source });
  else if (before.hash !== hash)
    known.set(seq, { hash: `${before.hash} or ${hash}`, source: `${before.source} and ${source}` });
}

function badStatement(file: string, line: number): BadRecord {
  return {
    defect: 'statement',
    seq: 0,
    file,
    line,
    message: 'the statement is not one that the installation signed',
  };
}

class ChainVerification {
  readonly #statements: Statements;
  #last: ChainPoint = chainStart;
  #first = 0;
  #records = 0;
  #vouched = 0;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Verifies one segment; answers with its first bad record. */
  async segment(segment: Segment, isLast: boolean): Promise<BadRecord | undefined> {
    let line = 0;
    // A running server may be writing the last segment.
    const lines = isLast ? settledLines(segment.path) : linesForward(segment.path);
    for await (const { bytes, complete } of lines) {
      line++;
      const place = { file: segment.name, line };
      if (!complete) return this.#unfinished(place, isLast);
      const bad = await this.#record(bytes, segment, place);
      if (bad) return bad;
    }
    if (line === 0 && !isLast) {
      return this.#bad(
        'deleted',
        this.#last.seq + 1,
        { file: segment.name, line: 1 },
        'the segment is empty',
      );
    }
    return undefined;
  }

  /** What is known to have been behind the last record. */
  truncation(segment: Segment | undefined): BadRecord | undefined {
    const missing = [...this.#statements.points].filter(([seq]) => seq > this.#last.seq);
    if (missing.length === 0) return undefined;
    const [seq, { source }] = missing.reduce((a, b) => (b[0] > a[0] ? b : a));
    const place = { file: segment?.name ?? 'no segment', line: this.#records };
    return this.#bad(
      'truncated',
      this.#last.seq + 1,
      place,
      `the log ends, while ${source} knows record ${seq}`,
    );
  }

  verdict(bad: BadRecord | undefined): AuditVerdict {
    return { bad, records: this.#records, first: this.#first, last: this.#last, vouched: this.#vouched };
  }

  async #record(bytes: Buffer, segment: Segment, place: Place): Promise<BadRecord | undefined> {
    const head = recordHead(bytes);
    if (!head) return this.#bad('unreadable', this.#last.seq + 1, place, 'the line is no record');
    if (this.#records === 0) {
      const bad = this.#beginning(head, place);
      if (bad) return bad;
    }
    const expected = this.#last.seq + 1;
    if (head.seq !== expected) return this.#outOfOrder(head, expected, segment, place);
    if (!isIntact(bytes, head))
      return this.#bad('modified', head.seq, place, 'its content is not what its hash says');
    if (head.previous !== this.#last.hash) {
      // This record is whole and names another one before it: that one was replaced.
      return this.#bad(
        'modified',
        this.#last.seq,
        place,
        `record ${head.seq} follows another record ${this.#last.seq}`,
      );
    }
    const known = this.#statements.points.get(head.seq);
    if (known && known.hash !== head.hash) {
      return this.#bad('forked', head.seq, place, `${known.source} knows another record ${head.seq}`);
    }
    if (known) this.#vouched = head.seq;
    this.#last = { seq: head.seq, hash: head.hash };
    this.#records++;
    return undefined;
  }

  /** The first record follows on from nothing, or from the last one of a retired segment. */
  #beginning(head: ChainPoint & { readonly previous: string }, place: Place): BadRecord | undefined {
    this.#first = head.seq;
    if (head.seq === 1) return undefined;
    const before = this.#statements.retired.find(({ last }) => last === head.seq - 1);
    if (!before) return this.#bad('deleted', 1, place, `the log begins with record ${head.seq}`);
    this.#last = { seq: before.last, hash: before.hash };
    return undefined;
  }

  async #outOfOrder(
    { seq }: ChainPoint,
    expected: number,
    segment: Segment,
    place: Place,
  ): Promise<BadRecord> {
    if (seq < expected)
      return this.#bad('inserted', seq, place, `record ${seq} stands behind record ${expected - 1}`);
    for await (const { bytes } of linesForward(segment.path)) {
      if (recordHead(bytes)?.seq !== expected) continue;
      return this.#bad('reordered', expected, place, `record ${seq} stands before record ${expected}`);
    }
    return this.#bad('deleted', expected, place, `record ${seq} follows record ${expected - 1}`);
  }

  #unfinished(place: Place, isLast: boolean): BadRecord {
    const seq = this.#last.seq + 1;
    return isLast
      ? this.#bad(
          'torn',
          seq,
          place,
          'the last line has no end: it was cut, or the server ended while it wrote',
        )
      : this.#bad('truncated', seq, place, 'the last line of the segment has no end');
  }

  #bad(defect: Defect, seq: number, place: Place, what: string): BadRecord {
    return {
      defect,
      seq,
      ...place,
      message: `record ${seq} is ${defect}: ${what} (${place.file}, line ${place.line})`,
    };
  }
}

interface Place {
  readonly file: string;
  readonly line: number;
}
