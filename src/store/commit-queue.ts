import { Worker } from 'node:worker_threads';
import type { AdmittedTransaction } from './admitted-transaction.ts';
import { packBatch } from './packed-batch.ts';
import { ConflictError, StoreUnavailableError } from './store.ts';

/** What the commit thread needs to know. */
export interface CommitOptions {
  readonly databaseFile: string;
  readonly changesKept: number;
  readonly commitDelayMilliseconds: number;
}

/** What was done since the store was opened. */
export interface CommitCounters {
  /** Commits of SQLite, each of which waited for one sync of the write-ahead log. */
  readonly commits: number;
  /** Transactions that these commits made durable. */
  readonly transactions: number;
  /** Transactions refused because a check failed. */
  readonly conflicts: number;
  /** Batches that the disk refused. */
  readonly failures: number;
}

interface Pending {
  readonly transaction: AdmittedTransaction;
  readonly resolve: (revision: number) => void;
  readonly reject: (error: Error) => void;
}

type Outcome = { readonly revision: number } | { readonly conflict: string };

type Answer =
  | { readonly outcomes: readonly Outcome[]; readonly revision: number; readonly synced: boolean }
  | { readonly failure: string };

const batchTransactions = 1024;
const batchBytes = 16 * 1024 * 1024;

/**
 * Group commit: transactions that arrive while a commit is under way wait, and are committed together by the next one,
 * in the order in which they came. Each has its own checks, its own revision and its own answer.
 */
export class CommitQueue {
  readonly #options: CommitOptions;
  readonly #onBatch: (durableRevision: number | undefined) => void;
  #worker: Worker | undefined;
  #waiting: Pending[] = [];
  #underWay: Pending[] | undefined;
  #flushPlanned = false;
  #onIdle: (() => void)[] = [];
  #counters = { commits: 0, transactions: 0, conflicts: 0, failures: 0 };

  /** @param onBatch is told, before any caller is, the newest durable revision, or undefined after a failure. */
  constructor(options: CommitOptions, onBatch: (durableRevision: number | undefined) => void) {
    this.#options = options;
    this.#onBatch = onBatch;
  }

  get counters(): CommitCounters {
    return { ...this.#counters };
  }

  submit(transaction: AdmittedTransaction): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ transaction, resolve, reject });
      if (this.#flushPlanned) return;
      this.#flushPlanned = true;
      // What is submitted in the same turn shares the first commit already.
      queueMicrotask(() => {
        this.#flushPlanned = false;
        this.#flush();
      });
    });
  }

  /** Waits for everything submitted, then ends the thread. Nothing may be submitted any more. */
  async close(): Promise<void> {
    if (this.#waiting.length > 0 || this.#underWay) {
      await new Promise<void>((resolve) => this.#onIdle.push(resolve));
    }
    const worker = this.#worker;
    if (!worker) return;
    worker.removeAllListeners();
    worker.ref();
    await new Promise((resolve) => {
      worker.once('exit', resolve);
      worker.once('error', resolve);
      worker.postMessage({ close: true });
    });
    this.#worker = undefined;
  }

  #flush(): void {
    if (this.#underWay) return;
    if (this.#waiting.length === 0) {
      this.#worker?.unref();
      for (const resolve of this.#onIdle.splice(0)) resolve();
      return;
    }
    const batch = this.#takeBatch();
    this.#underWay = batch;
    try {
      const worker = this.#startedWorker();
      worker.ref();
      const packed = packBatch(batch.map(({ transaction }) => transaction));
      worker.postMessage({ batch: packed }, [packed.values.buffer]);
    } catch (error) {
      this.#finish({ failure: error instanceof Error ? error.message : String(error) });
    }
  }

  #takeBatch(): Pending[] {
    let size = 0;
    let count = 0;
    for (const { transaction } of this.#waiting) {
      size += transaction.size;
      if (count > 0 && (size > batchBytes || count === batchTransactions)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  #startedWorker(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./commit-worker.mjs', import.meta.url), { workerData: this.#options });
    worker.on('message', (answer: Answer) => this.#finish(answer));
    worker.on('messageerror', (error) => this.#lose(worker, error.message));
    worker.on('error', (error) => this.#lose(worker, error.message));
    worker.on('exit', (code) => this.#lose(worker, `the commit thread ended with code ${code}`));
    this.#worker = worker;
    return worker;
  }

  /** The thread died: what it had under way is unknown, and the next batch starts another. */
  #lose(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    worker.removeAllListeners();
    void worker.terminate();
    if (this.#underWay) this.#finish({ failure: reason });
  }

  #finish(answer: Answer): void {
    const batch = this.#underWay ?? [];
    this.#underWay = undefined;
    if ('failure' in answer) {
      this.#counters.failures += 1;
      this.#onBatch(undefined);
      const message = `the store cannot write: ${answer.failure}`;
      for (const { reject } of batch) reject(new StoreUnavailableError(message));
    } else {
      if (answer.synced) this.#counters.commits += 1;
      this.#onBatch(answer.revision);
      for (const [place, pending] of batch.entries()) this.#answer(pending, answer.outcomes[place]);
    }
    this.#flush();
  }

  #answer({ transaction, resolve, reject }: Pending, outcome: Outcome | undefined): void {
    if (outcome === undefined) {
      reject(new StoreUnavailableError('the commit thread gave no answer'));
    } else if ('conflict' in outcome) {
      this.#counters.conflicts += 1;
      reject(new ConflictError(outcome.conflict));
    } else {
      if (transaction.writes.length > 0) this.#counters.transactions += 1;
      resolve(outcome.revision);
    }
  }
}
