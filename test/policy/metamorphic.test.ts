import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, decide } from '../../src/policy/index.ts';
import { engineSets } from './engine-sets.ts';
import type { AccessCase } from './generate/access-case.ts';
import { accessCases, ifValid } from './generate/arbitrary.ts';
import { type Dice, seededDice } from './generate/dice.ts';
import {
  ceilingsOf,
  duplicated,
  recased,
  renamed,
  reordered,
  splitByAction,
  withoutCeiling,
  withStatement,
} from './transformations.ts';

const numRuns = Number(process.env['STINT_METAMORPHIC_RUNS'] ?? 400);
const seeds = fc.integer();

function decided({ request, sets }: AccessCase): Decision {
  return ifValid(() => decide(request, engineSets(sets)));
}

const answer = ({ verdict, by }: Decision) => `${verdict} by ${by}`;
const isAllowed = (accessCase: AccessCase) => decided(accessCase).verdict === 'allowed';

/** Changes of the writing that must not change the answer. */
const NEUTRAL: readonly (readonly [string, (dice: Dice, accessCase: AccessCase) => AccessCase])[] = [
  ['the order of statements, documents, members and list entries', reordered],
  ['a statement written twice', duplicated],
  ['a list of actions split into statements', (_dice, accessCase) => splitByAction(accessCase)],
  ['the case of actions and condition keys', recased],
  ['a consistent renaming of the accounts', (_dice, accessCase) => renamed(accessCase)],
];

describe('what makes no difference to a decision', () => {
  it.each(NEUTRAL)('%s', (name, change) => {
    fc.assert(
      fc.property(accessCases(), seeds, (accessCase, seed) => {
        // Base64 hides names from a renaming.
        fc.pre(!name.includes('renaming') || !JSON.stringify(accessCase.sets).includes('BinaryEquals'));
        expect(answer(decided(change(seededDice(seed), accessCase)))).toBe(answer(decided(accessCase)));
      }),
      { numRuns },
    );
  });
});

describe('what a change may do', () => {
  it('a Deny more never grants', () => {
    fc.assert(
      fc.property(accessCases(), seeds, (accessCase, seed) => {
        const after = isAllowed(withStatement(seededDice(seed), 'Deny', accessCase));
        expect(after && !isAllowed(accessCase)).toBe(false);
      }),
      { numRuns },
    );
  });

  it('an Allow more never revokes', () => {
    fc.assert(
      fc.property(accessCases(), seeds, (accessCase, seed) => {
        const after = isAllowed(withStatement(seededDice(seed), 'Allow', accessCase));
        expect(isAllowed(accessCase) && !after).toBe(false);
      }),
      { numRuns },
    );
  });

  it('a ceiling removed never revokes: boundary, session policies, SCPs, RCPs, endpoint', () => {
    fc.assert(
      fc.property(accessCases(), (accessCase) => {
        const before = isAllowed(accessCase);
        for (const name of ceilingsOf(accessCase)) {
          expect([name, before && !isAllowed(withoutCeiling(accessCase, name))]).toEqual([name, false]);
        }
      }),
      { numRuns },
    );
  });
});
