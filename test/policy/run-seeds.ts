import { compare, type Disagreement, disagrees } from './compare.ts';
import { engineSets } from './engine-sets.ts';
import { type AccessCase, accessCase } from './generate/access-case.ts';
import { bend } from './generate/bend.ts';
import type { Coverage } from './generate/coverage.ts';
import { seededDice } from './generate/dice.ts';
import { printed, reduced } from './generate/reduce.ts';

/** Questions asked of the policies that one seed makes: the one that they were made for, and bent ones. */
export const QUESTIONS_A_SEED = 10;

/** The cases of one seed, always the same. */
export function* casesOf(seed: number): Generator<AccessCase> {
  const dice = seededDice(seed);
  const made = accessCase(dice);
  yield made;
  for (let at = 1; at < QUESTIONS_A_SEED; at += 1) yield bend(dice, made);
}

export interface FoundDisagreement extends Disagreement {
  readonly seed: number;
  /** The smallest case that still shows one, as JSON. */
  readonly case: string;
}

/**
 * Compares the cases of the seeds from `first` up to but not including `end`, and counts what they covered.
 * @param options `reduce: false` leaves the cases found as large as they are: for whoever only asks whether there are any.
 */
export function runSeeds(
  first: number,
  end: number,
  coverage: Coverage,
  options = { reduce: true },
): FoundDisagreement[] {
  const found: FoundDisagreement[] = [];
  for (let seed = first; seed < end; seed += 1) {
    for (const one of casesOf(seed)) {
      const { reference, disagreement } = compare(one, engineSets(one.sets), (statement, policy) =>
        coverage.addStatement(statement, policy, one.request.context),
      );
      coverage.addCase(one, reference);
      if (disagreement !== undefined) {
        found.push({ seed, ...disagreement, case: printed(options.reduce ? reduced(one, disagrees) : one) });
      }
    }
  }
  return found;
}
