import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { accessCases, ifValid } from './generate/arbitrary.ts';
import { Coverage } from './generate/coverage.ts';
import { QUESTIONS_A_SEED, runSeeds } from './run-seeds.ts';

/** How many decisions to compare; the nightly runs set more. `scripts/diff.ts` goes on where a test has to end. */
const DECISIONS = Number(process.env['STINT_DIFF_DECISIONS'] ?? 200_000);
const FIRST_SEED = Number(process.env['STINT_DIFF_SEED'] ?? 1);
const SEEDS = Math.ceil(DECISIONS / QUESTIONS_A_SEED);

/** A short run is for someone who is at work, and may come out uneven. */
const IS_SHORT = DECISIONS < 20_000;
/** Each verdict and each decider has to come up in a twentieth of the cases, or they are not tested by them. */
const LEAST_SHARE = IS_SHORT ? 0.02 : 0.05;
/** Each verdict by each decider. */
const LEAST_SHARE_OF_A_PAIR = IS_SHORT ? 0.001 : 0.01;

const VERDICTS = ['allowed', 'implicitDeny', 'explicitDeny'];
const DECIDERS = ['identity', 'boundary', 'session', 'resource', 'trust', 'scp', 'rcp', 'endpoint'];

describe('the engine and the reference evaluator', () => {
  const coverage = new Coverage();

  it(`agree on ${DECISIONS} generated decisions, and decide with explain`, {
    timeout: 120_000 + DECISIONS * 10,
  }, () => {
    expect(runSeeds(FIRST_SEED, FIRST_SEED + SEEDS, coverage)).toEqual([]);
    console.info(coverage.report());
  });

  it.each(VERDICTS)('were asked cases that end in %s', (verdict) => {
    expect(coverage.share((outcome) => outcome.startsWith(verdict))).toBeGreaterThan(LEAST_SHARE);
  });

  it.each(DECIDERS)('were asked cases that are decided by %s', (by) => {
    expect(coverage.share((outcome) => outcome.endsWith(` ${by}`))).toBeGreaterThan(LEAST_SHARE);
    for (const verdict of ['implicitDeny', 'explicitDeny']) {
      const share = coverage.share((outcome) => outcome === `${verdict} by ${by}`);
      expect([verdict, share > LEAST_SHARE_OF_A_PAIR]).toEqual([verdict, true]);
    }
  });

  it('met every operator in every form with every kind of request value', () => {
    const cells = coverage.matrix();
    const missed = cells.filter(([, times]) => times === 0).map(([cell]) => cell);
    // The rarest cells come up once in some ten thousand decisions.
    const spared = DECISIONS >= 200_000 ? 0 : Math.min(1, 2000 / DECISIONS);
    expect(missed.length).toBeLessThanOrEqual(cells.length * spared);
  });

  it('met every element, kind of document and kind of caller', () => {
    expect(coverage.missedFeatures().slice(IS_SHORT ? 5 : 0)).toEqual([]);
  });

  it('agree on what a property test draws, shrunk if they do not', () => {
    fc.assert(
      fc.property(accessCases(), (accessCase) => {
        expect(ifValid(() => compare(accessCase)).disagreement).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
