/**
 * Compares the reference evaluator with @cloud-copilot/iam-simulate over ranges of seeds, and records what was done, so that
 * a long run can be stopped and taken up again.
 *
 *   npm run test:diff:simulate -- --from 0 --seeds 150000
 *
 * `--from N` the first seed (0), `--seeds N` how many (150,000: about a million decisions that both can be asked),
 * `--record FILE` where results stand while it runs: ranges that run at once need one each. What was done in all is a row
 * in bench/policy-differential.md. Ends with 1 if a disagreement is left unexplained.
 */
import { parseArgs } from 'node:util';
import {
  digestOf,
  openRecord,
  rangesOf,
  recordRun,
  saveRecord,
  wholeNumber,
} from '../test/policy/recorded-runs.ts';
import { compareSeeds, Findings, type FindingsCounts } from '../test/policy/simulate/compare-with.ts';
import { installSimulator, Simulator } from '../test/policy/simulate/simulator.ts';

/** Seeds that are done, and recorded, together. */
const BLOCK = 100;
/** More of them say nothing new. */
const ENOUGH_UNEXPLAINED = 20;
/** The reference, the generator and the comparison. */
const CODE = ['../reference', '.', './generate', './simulate'];

interface SimulateRecord {
  readonly code: string;
  /** Numbers of the blocks of seeds that are done. */
  readonly blocks: number[];
  findings: FindingsCounts;
}

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '0' },
    seeds: { type: 'string', default: '150000' },
    record: { type: 'string' },
  },
});
const problem = installSimulator();
if (problem !== undefined) throw new Error(problem);

const code = digestOf(CODE);
const file = values.record ?? `build/diff/simulate-${code.slice(0, 12)}.json`;
const findings = new Findings();
const record = openRecord<SimulateRecord>(file, { code, blocks: [], findings: findings.counts() });
findings.add(record.findings);

const first = Math.floor(wholeNumber('from', values.from) / BLOCK);
const end = first + Math.ceil(wholeNumber('seeds', values.seeds) / BLOCK);
const isDone = new Set(record.blocks);
const simulator = new Simulator();
for (let block = first; block < end && findings.unexplained.length < ENOUGH_UNEXPLAINED; block += 1) {
  if (isDone.has(block)) continue;
  await compareSeeds(simulator, block * BLOCK, (block + 1) * BLOCK, findings);
  record.blocks.push(block);
  record.findings = findings.counts();
  saveRecord(file, record);
}
await simulator.close();

console.log(findings.report());
recordRun({
  against: '@cloud-copilot/iam-simulate 0.1.173',
  code,
  seeds: rangesOf(record.blocks.map((block) => [block * BLOCK, (block + 1) * BLOCK])),
  cases: findings.asked,
  disagreements: findings.unexplained.length,
});
for (const { seed, stint, other, reason, case: shown } of findings.unexplained.slice(0, 5)) {
  console.log(`seed ${seed}: ${stint} | ${other}: ${reason}\n  ${shown}`);
}
process.exitCode = findings.unexplained.length > 0 ? 1 : 0;
