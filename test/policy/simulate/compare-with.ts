import type { Verdict } from '../../../src/policy/index.ts';
import { decideByTheBook, listOf, type RawStatement } from '../../reference/index.ts';
import type { AccessCase } from '../generate/access-case.ts';
import { printed } from '../generate/reduce.ts';
import { casesOf } from '../run-seeds.ts';
import { type Atom, atomsOf, placedPolicies, probe } from './atoms.ts';
import { keyOfAtom, withPlainPrincipals, withTruths } from './mend.ts';
import { askable, whyNotAskable } from './question.ts';
import { CASE_RULES, PART_RULES, PRINCIPAL_RULES, type PrincipalSeen, type Rule } from './rules.ts';
import type { Simulator } from './simulator.ts';

/** A disagreement that no rule explains. */
export interface Unexplained {
  readonly seed: number;
  readonly stint: Verdict;
  readonly other: string;
  /** What was looked at last, when the rules had said their part. */
  readonly reason: string;
  readonly case: string;
}

export interface FindingsCounts {
  readonly asked: number;
  readonly disagreements: number;
  readonly explained: Readonly<Record<string, number>>;
  readonly notAsked: Readonly<Record<string, number>>;
  readonly unexplained: readonly Unexplained[];
}

/** What a comparison came to. */
export class Findings {
  asked = 0;
  disagreements = 0;
  /** Disagreements by the rules that explain them; one may need several. */
  readonly explained = new Map<string, number>();
  /** Cases that the other evaluator cannot be asked, by reason. */
  readonly notAsked = new Map<string, number>();
  readonly unexplained: Unexplained[] = [];

  /** What was counted in another run. */
  add({ asked, disagreements, explained, notAsked, unexplained }: FindingsCounts): void {
    this.asked += asked;
    this.disagreements += disagreements;
    for (const [name, times] of Object.entries(explained)) count(this.explained, name, times);
    for (const [name, times] of Object.entries(notAsked)) count(this.notAsked, name, times);
    this.unexplained.push(...unexplained);
  }

  /** All that was found, as plain data. */
  counts(): FindingsCounts {
    const { asked, disagreements, explained, notAsked, unexplained } = this;
    return {
      asked,
      disagreements,
      explained: Object.fromEntries(explained),
      notAsked: Object.fromEntries(notAsked),
      unexplained,
    };
  }

  report(): string {
    const table = (counts: ReadonlyMap<string, number>) =>
      [...counts]
        .sort(([, a], [, b]) => b - a)
        .map(([name, times]) => `${String(times).padStart(8)}  ${name}`);
    return [
      `${this.asked} decisions asked of both, ${this.disagreements} disagreements, ${this.unexplained.length} unexplained`,
      'explained by (open: the documentation does not say; else Stint is right):',
      ...table(this.explained),
      'not asked:',
      ...table(this.notAsked),
    ].join('\n');
  }
}

const told = ({ name, right }: Pick<Rule, 'name' | 'right'>) => (right === 'open' ? `${name} (open)` : name);
const byTheBook = ({ request, sets }: AccessCase): Verdict => decideByTheBook(request, sets).verdict;

/** A disagreement on its way through the rules. */
interface Difference {
  readonly seed: number;
  readonly original: AccessCase;
  readonly stint: Verdict;
  readonly other: string;
  readonly rules: Set<string>;
  mended: AccessCase;
  failed?: string;
}

/** Asks both about the cases of the seeds, and has the rules explain what they differ on. */
export async function compareSeeds(
  simulator: Simulator,
  first: number,
  end: number,
  findings: Findings,
): Promise<void> {
  const cases: { seed: number; one: AccessCase }[] = [];
  for (let seed = first; seed < end; seed += 1) {
    for (const made of casesOf(seed)) {
      const why = whyNotAskable(made);
      if (why === undefined) cases.push({ seed, one: askable(made) });
      else count(findings.notAsked, why);
    }
  }
  const verdicts = await simulator.verdicts(cases.map(({ one }) => one));
  findings.asked += cases.length;
  const differences = cases.flatMap(({ seed, one }, at): Difference[] => {
    const stint = byTheBook(one);
    const other = verdicts[at] ?? 'nothing';
    if (stint === other) return [];
    return [{ seed, original: one, mended: one, stint, other, rules: new Set() }];
  });
  findings.disagreements += differences.length;
  await explain(simulator, differences);
  for (const { seed, stint, other, rules, failed, original } of differences) {
    if (failed === undefined) for (const rule of rules) count(findings.explained, rule);
    else findings.unexplained.push({ seed, stint, other, reason: failed, case: printed(original) });
  }
}

/** Part by part, then principals, then how the policies are put together: each step for those that the last left open. */
async function explain(simulator: Simulator, differences: readonly Difference[]): Promise<void> {
  await mendParts(simulator, differences);
  let open = await stillOpen(simulator, differences);
  for (const difference of open) mendPrincipals(difference);
  open = await stillOpen(simulator, open);
  for (const rule of CASE_RULES) {
    const concerned = open.filter(({ mended }) => rule.recognises(mended));
    for (const difference of concerned) {
      difference.rules.add(told(rule));
      difference.mended = rule.without(difference.mended);
    }
    const solved = new Set(concerned);
    for (const difference of await stillOpen(simulator, concerned)) solved.delete(difference);
    open = open.filter((difference) => !solved.has(difference));
  }
  for (const difference of open) difference.failed ??= `no rule explains ${printed(difference.mended)}`;
}

/** Asks the other evaluator again: of those that it was mended to agree on, nothing is left to explain. */
async function stillOpen(simulator: Simulator, differences: readonly Difference[]): Promise<Difference[]> {
  const asked = differences.filter(({ failed }) => failed === undefined);
  const verdicts = await simulator.verdicts(asked.map(({ mended }) => mended));
  return asked.filter(({ mended }, at) => byTheBook(mended) !== verdicts[at]);
}

/** Asks about every part of the policies alone, and writes those that are read differently so that they are not. */
async function mendParts(simulator: Simulator, differences: readonly Difference[]): Promise<void> {
  const atoms = differences.map(({ original }) => distinct(atomsOf(original)));
  const probes = atoms.flat().map(probe);
  const verdicts = await simulator.verdicts(probes);
  let at = 0;
  for (const [index, difference] of differences.entries()) {
    const truths = new Map<string, boolean>();
    for (const atom of atoms[index] ?? []) {
      const holds = byTheBook(probes[at] as AccessCase) === 'explicitDeny';
      const other = verdicts[at] ?? 'nothing';
      at += 1;
      if (holds === (other === 'explicitDeny') && !other.startsWith('error')) continue;
      // Principals are worth more than yes and no, and have their own rules.
      if (atom.part.element === 'principal') continue;
      const rule = PART_RULES.find(({ recognises }) => recognises(atom));
      if (rule === undefined)
        difference.failed = `no rule for ${keyOfAtom(atom)}: ${holds} here, ${other} there`;
      else difference.rules.add(told(rule));
      truths.set(keyOfAtom(atom), holds);
    }
    difference.mended = withTruths(difference.mended, truths);
  }
}

function distinct(atoms: readonly Atom[]): readonly Atom[] {
  return [...new Map(atoms.map((atom) => [keyOfAtom(atom), atom])).values()];
}

function mendPrincipals(difference: Difference): void {
  const caller = difference.mended.request.principal;
  const rulesFor = (seen: PrincipalSeen) => PRINCIPAL_RULES.filter(({ recognises }) => recognises(seen));
  for (const [, policy] of placedPolicies(difference.mended.sets)) {
    for (const statement of listOf<RawStatement>(policy.document.Statement)) {
      if (statement.Principal === undefined && statement.NotPrincipal === undefined) continue;
      for (const rule of rulesFor({ statement, kind: policy.source.kind, caller }))
        difference.rules.add(told(rule));
    }
  }
  difference.mended = withPlainPrincipals(
    difference.mended,
    (statement, kind) => rulesFor({ statement, kind, caller }).length > 0,
  );
}

function count(counts: Map<string, number>, name: string, times = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + times);
}
