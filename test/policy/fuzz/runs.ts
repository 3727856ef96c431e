import { seededDice } from '../generate/dice.ts';

/** How many times the figures of CI are run: `STINT_FUZZ=50 npm run test:fuzz`. */
const FACTOR = Number(process.env['STINT_FUZZ'] ?? 1);

/** CI runs the same cases each time; longer runs begin elsewhere each time unless told where. */
const SEED = Number(process.env['STINT_FUZZ_SEED'] ?? (FACTOR > 1 ? Date.now() % 2 ** 31 : 1));

/** Long enough for the longest run that was asked for. */
export const FUZZ_TIMEOUT = 300_000 * Math.max(1, FACTOR);

/**
 * Runs a check on so many cases, and says which seed showed a failure. The prototype of objects must come out as it
 * went in.
 */
export function fuzz(cases: number, check: (dice: ReturnType<typeof seededDice>, run: number) => void): void {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  for (let run = 0; run < cases * FACTOR; run += 1) {
    try {
      check(seededDice(SEED + run), run);
    } catch (error) {
      throw new Error(`STINT_FUZZ_SEED=${SEED + run} shows: ${(error as Error).message}`, { cause: error });
    }
  }
  const after = Object.getOwnPropertyNames(Object.prototype).join();
  if (after !== before) throw new Error(`Object.prototype changed: ${after}`);
}
