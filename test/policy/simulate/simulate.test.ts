import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareSeeds, Findings } from './compare-with.ts';
import { CASE_RULES, PART_RULES, PRINCIPAL_RULES } from './rules.ts';
import { installSimulator, Simulator } from './simulator.ts';

const DECISIONS = Number(process.env['STINT_SIMULATE_DECISIONS'] ?? 20_000);
/** Seeds whose questions go to the other process together. */
const SEEDS_A_LINE = 20;

const problem = installSimulator();
if (problem !== undefined) console.warn(`The comparison with iam-simulate is skipped: ${problem}`);

describe.skipIf(problem !== undefined)('the reference evaluator and @cloud-copilot/iam-simulate', () => {
  let simulator: Simulator;
  beforeAll(() => {
    simulator = new Simulator();
  });
  afterAll(() => simulator.close());

  it(`differ on ${DECISIONS} generated decisions only where a named rule says why`, {
    timeout: 120_000 + DECISIONS * 10,
  }, async () => {
    const findings = new Findings();
    for (
      let seed = 1;
      findings.asked < DECISIONS && findings.unexplained.length === 0;
      seed += SEEDS_A_LINE
    ) {
      await compareSeeds(simulator, seed, seed + SEEDS_A_LINE, findings);
    }
    console.info(findings.report());
    expect(findings.unexplained.slice(0, 2)).toEqual([]);
    // What cannot be asked, or is explained away, is not tested.
    expect(findings.disagreements / findings.asked).toBeLessThan(0.25);
  });
});

describe('the rules of what they differ on', () => {
  it('have names of their own, and a sentence of a page', () => {
    const rules = [...PART_RULES, ...PRINCIPAL_RULES, ...CASE_RULES];
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    expect(rules.filter(({ page, says }) => page === '' || says === '')).toEqual([]);
  });

  it('are the table of docs/decisions/policy-correctness.md', () => {
    const text = readFileSync('docs/decisions/policy-correctness.md', 'utf8');
    const rows = [...PART_RULES, ...PRINCIPAL_RULES, ...CASE_RULES].map(
      ({ name, right, page, says }) =>
        `| ${name} | ${right === 'open' ? 'open' : 'Stint'} | ${page}: “${says}” |`,
    );
    expect(rows.filter((row) => !text.includes(row))).toEqual([]);
  });
});
