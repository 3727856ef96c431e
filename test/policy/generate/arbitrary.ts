import fc from 'fast-check';
import { RefusedDocumentError } from '../engine-sets.ts';
import { type AccessCase, accessCase } from './access-case.ts';
import { bend } from './bend.ts';
import type { Dice } from './dice.ts';
import { smallerCases } from './reduce.ts';

/** fast-check's random source as dice, and its shrinking as leaving things out. */
class AccessCases extends fc.Arbitrary<AccessCase> {
  override generate(random: fc.Random): fc.Value<AccessCase> {
    const dice: Dice = { roll: (sides) => random.nextInt(0, sides - 1) };
    const made = accessCase(dice);
    return new fc.Value(dice.roll(3) === 0 ? made : bend(dice, made), undefined);
  }

  /** A value is told by its look, so that examples can be given. */
  override canShrinkWithoutContext(value: unknown): value is AccessCase {
    return typeof value === 'object' && value !== null && 'request' in value && 'sets' in value;
  }

  override shrink(value: AccessCase): fc.Stream<fc.Value<AccessCase>> {
    return fc.stream(smallerCases(value)).map((smaller) => new fc.Value(smaller, undefined));
  }
}

/**
 * The same question about a case that is being shrunk: leaving parts out makes invalid documents, too, and such a case
 * shows nothing.
 */
export function ifValid<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    fc.pre(!(error instanceof RefusedDocumentError || error instanceof TypeError));
    throw error;
  }
}

/** Access cases as a property test draws them; one that fails is shrunk by leaving parts out. */
export function accessCases(): fc.Arbitrary<AccessCase> {
  return new AccessCases();
}
