import { describe, expect, it } from 'vitest';
import { Coverage } from '../policy/generate/coverage.ts';
import { QUESTIONS_A_SEED, runSeeds } from '../policy/run-seeds.ts';

const DECISIONS = 2000;
/** Short tests: a mutant is done with at the first that fails. */
const SEEDS_A_TEST = 20;

const firsts = Array.from(
  { length: DECISIONS / QUESTIONS_A_SEED / SEEDS_A_TEST },
  (_, at) => 1 + at * SEEDS_A_TEST,
);

describe('the engine and the reference evaluator', () => {
  it.each(firsts)('agree on the cases of the seeds from %i on', (first) => {
    expect(runSeeds(first, first + SEEDS_A_TEST, new Coverage(), { reduce: false })).toEqual([]);
  });
});
