/**
 * Compares the engine with the reference evaluator over ranges of seeds, on every core, and records what was done, so
 * that a long run can be stopped and taken up again.
 *
 *   npm run test:diff -- --from 0 --seeds 2000000
 *
 * `--from N` the first seed (0), `--seeds N` how many (2,000,000: 20 million decisions), `--workers N` threads (one a
 * core), `--record FILE` where results stand while it runs. A record belongs to the code that made it: other code begins
 * another. What was done in all is a row in bench/policy-differential.md. Ends with 1 if there was any disagreement.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { Coverage, type CoverageCounts } from '../test/policy/generate/coverage.ts';
import {
  digestOf,
  openRecord,
  rangesOf,
  recordRun,
  saveRecord,
  wholeNumber,
} from '../test/policy/recorded-runs.ts';
import { type FoundDisagreement, runSeeds } from '../test/policy/run-seeds.ts';

/** Seeds that are done, and recorded, together. */
const BLOCK = 1000;
/** More of them say nothing new, and each costs time to make small. */
const ENOUGH_DISAGREEMENTS = 50;

interface BlockResult {
  readonly block: number;
  readonly counts: CoverageCounts;
  readonly disagreements: readonly FoundDisagreement[];
}

interface DiffRecord {
  readonly code: string;
  /** Numbers of the blocks of a thousand seeds that are done. */
  readonly blocks: number[];
  counts: CoverageCounts;
  readonly disagreements: FoundDisagreement[];
}

function runBlock(block: number): BlockResult {
  const coverage = new Coverage();
  const disagreements = runSeeds(block * BLOCK, (block + 1) * BLOCK, coverage);
  return { block, counts: coverage.counts(), disagreements };
}

/** The engine, the reference and the generator. */
const CODE = ['../../src/policy', '../reference', '.', './generate'];

/** Has the threads do the blocks, each thread the next one as it is free. */
function runBlocks(
  blocks: readonly number[],
  workers: number,
  done: (result: BlockResult) => boolean,
): Promise<void> {
  const queue = [...blocks];
  const runOne = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url));
      const next = () => {
        const block = queue.shift();
        if (block === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage(block);
      };
      worker.on('message', (result: BlockResult) => {
        if (!done(result)) queue.length = 0;
        next();
      });
      worker.on('error', reject);
      next();
    });
  return Promise.all(Array.from({ length: workers }, runOne)).then(() => undefined);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string', default: '0' },
      seeds: { type: 'string', default: '2000000' },
      workers: { type: 'string', default: String(availableParallelism()) },
      record: { type: 'string' },
    },
  });
  const code = digestOf(CODE);
  const file = values.record ?? `build/diff/record-${code.slice(0, 12)}.json`;
  const record = openRecord<DiffRecord>(file, {
    code,
    blocks: [],
    counts: new Coverage().counts(),
    disagreements: [],
  });
  const first = Math.floor(wholeNumber('from', values.from) / BLOCK);
  const count = Math.ceil(wholeNumber('seeds', values.seeds) / BLOCK);
  const isDone = new Set(record.blocks);
  const blocks = Array.from({ length: count }, (_, at) => first + at).filter((block) => !isDone.has(block));
  const coverage = new Coverage();
  coverage.addCounts(record.counts);
  await runBlocks(blocks, Math.max(1, wholeNumber('workers', values.workers)), (result) => {
    coverage.addCounts(result.counts);
    record.blocks.push(result.block);
    record.disagreements.push(...result.disagreements);
    record.counts = coverage.counts();
    saveRecord(file, record);
    return record.disagreements.length < ENOUGH_DISAGREEMENTS;
  });
  console.log(coverage.report());
  console.log(`${record.disagreements.length} disagreements`);
  recordRun({
    against: 'the reference evaluator',
    code,
    seeds: rangesOf(record.blocks.map((block) => [block * BLOCK, (block + 1) * BLOCK])),
    cases: coverage.cases,
    disagreements: record.disagreements.length,
  });
  for (const { seed, between, decide, other, case: shown } of record.disagreements.slice(0, 10)) {
    console.log(`seed ${seed}, ${between}: ${decide} | ${other}\n  ${shown}`);
  }
  process.exitCode = record.disagreements.length > 0 ? 1 : 0;
}

if (isMainThread) await main();
else parentPort?.on('message', (block: number) => parentPort?.postMessage(runBlock(block)));
