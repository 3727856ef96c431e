import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Anchor } from './anchors.ts';
import {
  type Checkpoint,
  checkpointFileName,
  type Statement,
  type StatementSigner,
  type StatementVerifier,
  signedStatement,
  verifiedStatement,
} from './checkpoint.ts';
import { DurableFile, type OpenFile } from './durable-file.ts';
import { linesForward } from './lines.ts';

/** How long the end of the log waits for its anchors, milliseconds. */
const anchorPatience = 2_000;
/** How many statements wait for an anchor that is slow. */
const unpublishedKept = 100;

/** The log's own file of signed statements, with the anchors that get a copy of each. */
export class StatementFile {
  readonly #file: DurableFile;
  readonly #signer: StatementSigner;
  readonly #anchors: readonly Anchor[];
  readonly #onAnchorFailure: (anchor: string, error: Error) => void;
  /** Statements come from the writer and from retention: one after another. */
  #turn: Promise<unknown> = Promise.resolve();
  /** What each anchor has not taken yet; an anchor is absent when it has all. */
  readonly #unpublished = new Map<Anchor, { readonly lines: string[]; readonly ended: Promise<void> }>();
  /** The newest checkpoint whose signature holds. */
  readonly last: Checkpoint | undefined;
  /** Retired segments that may still lie there, if the process before ended while it removed them. */
  readonly retired: ReadonlySet<number>;

  private constructor(
    file: DurableFile,
    found: { readonly last: Checkpoint | undefined; readonly retired: ReadonlySet<number> },
    options: StatementFileOptions,
  ) {
    this.#file = file;
    this.#signer = options.signer;
    this.#anchors = options.anchors;
    this.#onAnchorFailure = options.onAnchorFailure;
    this.last = found.last;
    this.retired = found.retired;
  }

  /** Opens the file of a log's directory; a line that a crash left unfinished is cut off with the next statement. */
  static async open(directory: string, options: StatementFileOptions): Promise<StatementFile> {
    const path = join(directory, checkpointFileName);
    let size: number | undefined;
    let last: Checkpoint | undefined;
    const retired = new Set<number>();
    try {
      size = 0;
      for await (const { bytes, offset, complete } of linesForward(path)) {
        if (!complete) break;
        size = offset + bytes.byteLength + 1;
        const statement = verifiedStatement(bytes.toString('utf8'), options.verify);
        if (statement?.kind === 'checkpoint') last = statement;
        for (const { first } of statement?.kind === 'retirement' ? statement.segments : [])
          retired.add(first);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      size = undefined;
    }
    const file =
      size === undefined
        ? DurableFile.fresh(path, options.openFile)
        : DurableFile.existing(path, size, options.openFile);
    return new StatementFile(file, { last, retired }, options);
  }

  /**
   * Durable here when it resolves. An anchor that cannot be reached is reported and does not hold the log up: the next
   * statement that reaches it says all that this one does.
   */
  append(statement: Statement): Promise<void> {
    const appended = this.#turn.then(async () => {
      const line = signedStatement(statement, this.#signer);
      await this.#file.append(Buffer.from(`${line}\n`));
      for (const anchor of this.#anchors) this.#publish(anchor, line);
    });
    this.#turn = appended.catch(() => {});
    return appended;
  }

  async close(): Promise<void> {
    await this.#turn;
    const publishing = Array.from(this.#unpublished.values(), ({ ended }) => ended);
    await Promise.race([Promise.all(publishing), sleep(anchorPatience, undefined, { ref: false })]);
    await this.#file.close();
  }

  #publish(anchor: Anchor, line: string): void {
    const waiting = this.#unpublished.get(anchor);
    if (!waiting) {
      const lines = [line];
      this.#unpublished.set(anchor, { lines, ended: this.#publishAll(anchor, lines) });
    } else if (waiting.lines.length < unpublishedKept) waiting.lines.push(line);
    else this.#onAnchorFailure(anchor.name, new Error('it does not answer'));
  }

  async #publishAll(anchor: Anchor, lines: string[]): Promise<void> {
    for (let line = lines[0]; line !== undefined; line = lines[0]) {
      await anchor.publish(line).catch((error: Error) => this.#onAnchorFailure(anchor.name, error));
      lines.shift();
    }
    this.#unpublished.delete(anchor);
  }
}

export interface StatementFileOptions {
  readonly signer: StatementSigner;
  readonly verify: StatementVerifier;
  readonly anchors: readonly Anchor[];
  readonly onAnchorFailure: (anchor: string, error: Error) => void;
  readonly openFile?: OpenFile | undefined;
}
