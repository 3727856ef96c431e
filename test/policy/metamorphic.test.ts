import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadService } from '../../src/policy/catalog/index.ts';
import { type Decision, decide } from '../../src/policy/index.ts';
import { engineSets } from './engine-sets.ts';
import type { AccessCase } from './generate/access-case.ts';
import { accessCases, ifValid } from './generate/arbitrary.ts';
import { type Dice, seededDice } from './generate/dice.ts';
import {
  ceilingsOf,
  duplicated,
  expanded,
  recased,
  renamed,
  reordered,
  splitByAction,
  withCeilingsOf,
  withCondition,
  withoutCeiling,
  withResourcesRecased,
  withStatement,
} from './transformations.ts';

const numRuns = Number(process.env['STINT_METAMORPHIC_RUNS'] ?? 400);
const seeds = fc.integer();

async function catalogueOf(prefixes: readonly string[]): Promise<{ actions: readonly string[] }> {
  const services = await Promise.all(prefixes.map(loadService));
  return {
    actions: services.flatMap((service) => [...(service?.actions.values() ?? [])].map(({ name }) => name)),
  };
}

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
  ['a consistent renaming of accounts and unique ids', (_dice, accessCase) => renamed(accessCase)],
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

  it('a ceiling more never grants', () => {
    fc.assert(
      fc.property(accessCases(), accessCases(), (accessCase, other) => {
        const after = isAllowed(withCeilingsOf(other, accessCase));
        expect(after && !isAllowed(accessCase)).toBe(false);
      }),
      { numRuns },
    );
  });

  it('a condition more in an Allow never grants, and in a Deny never revokes', () => {
    fc.assert(
      fc.property(accessCases(), seeds, (accessCase, seed) => {
        const before = isAllowed(accessCase);
        const narrowed = (effect: 'Allow' | 'Deny') =>
          isAllowed(withCondition(seededDice(seed), effect, accessCase));
        expect({ allow: narrowed('Allow') && !before, deny: before && !narrowed('Deny') }).toEqual({
          allow: false,
          deny: false,
        });
      }),
      { numRuns },
    );
  });
});

describe('a ceiling of the caller is an intersection', () => {
  /** The same caller with nothing of his own but the policies, which stand for the ceiling. */
  const onlyWith = ({ request, sets }: AccessCase, identity: AccessCase['sets']['identity']): AccessCase => ({
    request,
    sets: { ...sets, identity, boundary: undefined, session: undefined },
  });
  const own = (accessCase: AccessCase) => onlyWith(accessCase, accessCase.sets.identity);
  const isAsked = ({ request, sets }: AccessCase) =>
    // Whoever is named by the resource, or is root, has more than his own policies give.
    (request.principal.kind === 'user' || request.principal.kind === 'role-session') &&
    sets.resource === undefined &&
    // NotPrincipal asks whether there is a boundary.
    !JSON.stringify(sets).includes('NotPrincipal');

  it('what a caller may do with a boundary and session policies is what each of them alone would let him do', () => {
    fc.assert(
      fc.property(accessCases(), (accessCase) => {
        fc.pre(isAsked(accessCase));
        const { boundary, session } = accessCase.sets;
        const each = [
          own(accessCase),
          ...(boundary ? [onlyWith(accessCase, [boundary])] : []),
          ...(session ? [onlyWith(accessCase, session)] : []),
        ];
        expect(isAllowed(accessCase)).toBe(each.every(isAllowed));
      }),
      { numRuns },
    );
  });
});

describe('what makes a difference', () => {
  it('the case of a resource: of another case, an exact pattern is of another resource', () => {
    const exact = (accessCase: AccessCase): AccessCase => {
      const { resource } = accessCase.request;
      const statement = { Effect: 'Allow', Action: '*', Resource: resource } as const;
      const policy = {
        document: { Version: '2012-10-17', Statement: statement },
        source: { kind: 'inline', name: 'exact' },
      } as const;
      return { request: accessCase.request, sets: { identity: [policy] } };
    };
    fc.assert(
      fc.property(accessCases(), (accessCase) => {
        const { principal, resource, resourceAccount } = accessCase.request;
        fc.pre(principal.kind === 'user' && (resourceAccount ?? principal.account) === principal.account);
        fc.pre(/^[^*?$\u0100-\uffff]+$/.test(resource));
        const asked = exact(accessCase);
        expect([isAllowed(asked), isAllowed(withResourcesRecased(asked))]).toEqual([true, false]);
      }),
      { numRuns },
    );
  });
});

describe('a pattern of actions', () => {
  it('means the actions of the catalogue that it matches, written out', async () => {
    const { actions } = await catalogueOf(['s3', 'sqs', 'kms', 'sts', 'iam']);
    fc.assert(
      fc.property(accessCases(), fc.constantFrom(...actions), fc.boolean(), (drawn, action, isOther) => {
        const request = isOther ? { ...drawn.request, action } : drawn.request;
        fc.pre(actions.includes(request.action));
        const accessCase = { ...drawn, request };
        expect(answer(decided(expanded(accessCase, actions)))).toBe(answer(decided(accessCase)));
      }),
      // Hundreds of actions in the place of each pattern: few cases cost what many cost elsewhere.
      { numRuns: Math.ceil(numRuns / 8) },
    );
  });
});
