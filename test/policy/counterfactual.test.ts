import { describe, expect, it } from 'vitest';
import {
  type Change,
  changesThatFlip,
  type DocumentChange,
  decide,
  lowerCaseKey,
  type PolicyPlace,
  patchPolicy,
} from '../../src/policy/index.ts';
import {
  decideByTheBook,
  type RawDocument,
  type ReferenceLevel,
  type ReferencePolicy,
  type ReferenceSets,
} from '../reference/index.ts';
import { engineSets } from './engine-sets.ts';
import type { AccessCase } from './generate/access-case.ts';
import { casesOf } from './run-seeds.ts';

/** How many seeds, of five cases each. */
const SEEDS = Number(process.env['STINT_FLIP_SEEDS'] ?? 100);

type Edit = (policies: readonly ReferencePolicy[]) => readonly ReferencePolicy[];

function editLevels(levels: readonly ReferenceLevel[], at: number | undefined, edit: Edit): ReferenceLevel[] {
  return levels.map((level, index) => (index === at ? { ...level, policies: edit(level.policies) } : level));
}

/** The sets with the documents of a place's type edited. */
function edited(
  sets: ReferenceSets,
  { type, level }: Pick<PolicyPlace, 'type' | 'level'>,
  edit: Edit,
): ReferenceSets {
  switch (type) {
    case 'identity':
      return { ...sets, identity: edit(sets.identity) };
    case 'session':
      return { ...sets, session: edit(sets.session ?? []) };
    case 'boundary':
    case 'endpoint':
      return { ...sets, [type]: edit(sets[type] === undefined ? [] : [sets[type]])[0] };
    case 'resource':
    case 'trust': {
      const [attached] = edit(sets.resource === undefined ? [] : [sets.resource.attached]);
      return { ...sets, resource: attached && { attached, mode: sets.resource?.mode ?? 'optional' } };
    }
    default:
      return { ...sets, [type]: editLevels(sets[type] ?? [], level, edit) };
  }
}

function patched(policy: ReferencePolicy, { patch }: DocumentChange): ReferencePolicy {
  return { ...policy, document: patchPolicy(policy.document, [patch]) as RawDocument };
}

const KINDS = { identity: 'inline', boundary: 'managed' } as const;

/** The change made on the JSON of the case's documents, as whoever reads it would make it. */
function made({ request, sets }: AccessCase, change: Change): AccessCase {
  switch (change.kind) {
    case 'set-context':
    case 'remove-context': {
      const context = new Map(request.context);
      const { key, values, multivalued } = change;
      if (values === undefined) context.delete(lowerCaseKey(key));
      else context.set(lowerCaseKey(key), multivalued ? values : values[0]!);
      return { request: { ...request, context }, sets };
    }
    case 'add-policy': {
      const kind = change.type in KINDS ? KINDS[change.type as keyof typeof KINDS] : (change.type as 'scp');
      const policy = { document: change.document as RawDocument, source: { kind, name: 'new' } };
      return { request, sets: edited(sets, change, (policies) => [...policies, policy]) };
    }
    case 'detach-policy':
      return { request, sets: edited(sets, change.place, (all) => all.toSpliced(change.place.document, 1)) };
    default: {
      const { document } = change.place;
      const edit: Edit = (all) => all.with(document, patched(all[document]!, change));
      return { request, sets: edited(sets, change.place, edit) };
    }
  }
}

function verdictsAfter(accessCase: AccessCase, changes: readonly Change[]) {
  const after = changes.reduce(made, accessCase);
  return [
    decide(after.request, engineSets(after.sets)).verdict,
    decideByTheBook(after.request, after.sets).verdict,
  ];
}

/** Without a removal the pointers of later changes would mean other statements. */
const isDispensable = ({ kind }: Change) => kind !== 'remove-statement' && kind !== 'detach-policy';

const seeds = Array.from({ length: SEEDS }, (_, at) => at + 1);

describe('the smallest changes that flip a decision', () => {
  it(`of ${SEEDS * 5} generated decisions: each does when it is made on the documents, and is needed`, {
    timeout: 600_000,
  }, () => {
    const count = { refusals: 0, allows: 0, unanswered: 0, flips: 0, kinds: new Map<string, number>() };
    for (const accessCase of seeds.flatMap((seed) => [...casesOf(seed)])) {
      const { request } = accessCase;
      const sets = engineSets(accessCase.sets);
      const { from, to, flips, noneBecause } = changesThatFlip(request, sets);
      expect(from).toBe(decide(request, sets).verdict);
      if (from === 'allowed') count.allows += 1;
      else count.refusals += 1;
      for (const flip of flips) {
        count.flips += 1;
        for (const { kind } of flip.changes) count.kinds.set(kind, (count.kinds.get(kind) ?? 0) + 1);
        const verdicts = verdictsAfter(accessCase, flip.changes);
        const context = JSON.stringify(flip.changes);
        expect([context, verdicts.map((one) => one === 'allowed')]).toEqual([
          context,
          [to === 'allowed', to === 'allowed'],
        ]);
      }
      for (const { changes } of flips.filter((flip) => flip.changes.length > 1)) {
        for (const fewer of changes
          .filter(isDispensable)
          .map((one) => changes.filter((other) => other !== one))) {
          const [verdict] = verdictsAfter(accessCase, fewer);
          expect([JSON.stringify(changes), verdict === 'allowed']).toEqual([
            JSON.stringify(changes),
            to !== 'allowed',
          ]);
        }
      }
      // Every refusal has a remedy, but for what a trust policy cannot allow, and every allow, but for a root that nothing binds.
      if (flips.length > 0) expect(noneBecause).toBeUndefined();
      else {
        count.unanswered += 1;
        const asked = JSON.stringify({
          request: { ...request, context: [...request.context] },
          sets: accessCase.sets,
        });
        expect([asked, noneBecause]).toEqual([
          asked,
          expect.stringMatching(/root of an account|actions of sts only/),
        ]);
      }
    }
    console.info(JSON.stringify({ ...count, kinds: Object.fromEntries(count.kinds) }));
    expect(count.refusals).toBeGreaterThan(SEEDS);
    expect(count.allows).toBeGreaterThan(SEEDS / 2);
  });
});
