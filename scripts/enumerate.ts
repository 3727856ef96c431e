/**
 * Compares the engine with the reference evaluator on every policy of at most two statements in a small world
 * (test/policy/enumeration/small-world.ts), and every question that can be asked there.
 *
 *   npm run test:enumerate                       all families, from the first document
 *   npm run test:enumerate -- --family 2 --from 10000 --documents 5000
 *
 * Ends with 1 at the first disagreement.
 */
import { parseArgs } from 'node:util';
import { enumerate, FAMILIES, sizeOf } from '../test/policy/enumeration/enumerate.ts';
import { digestOf, recordRun, wholeNumber } from '../test/policy/recorded-runs.ts';

const BLOCK = 500;

const { values } = parseArgs({
  options: {
    family: { type: 'string' },
    from: { type: 'string', default: '0' },
    documents: { type: 'string', default: String(Number.MAX_SAFE_INTEGER) },
  },
});
const only = values.family === undefined ? undefined : wholeNumber('family', values.family);
const first = wholeNumber('from', values.from);
const documents = wholeNumber('documents', values.documents);
const code = digestOf(['../../src/policy', '../reference', './enumeration']);

for (const [at, family] of FAMILIES.entries()) {
  if (only !== undefined && only !== at) continue;
  const end = Math.min(sizeOf(family), first + documents);
  let decisions = 0;
  for (let start = first; start < end && process.exitCode === undefined; start += BLOCK) {
    const result = enumerate(family, start, Math.min(end, start + BLOCK));
    decisions += result.decisions;
    for (const { between, decide, other, case: shown } of result.disagreements.slice(0, 3)) {
      console.log(`${between}: ${decide} | ${other}\n  ${shown}`);
      process.exitCode = 1;
    }
  }
  const run = `documents ${first}–${end - 1} of ${sizeOf(family)}`;
  console.log(`${family.name}: ${run}, ${decisions.toLocaleString('en')} decisions`);
  recordRun({
    against: `the reference evaluator, all ${family.name}`,
    code,
    seeds: run,
    cases: decisions,
    disagreements: process.exitCode === undefined ? 0 : 1,
  });
}
