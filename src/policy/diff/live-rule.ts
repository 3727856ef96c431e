/** Rules about one action, one resource and one caller: what is left of them are their conditions. */
import type { Effect, PrincipalElement } from '../document.ts';
import type { Atom, Requirement } from './rules.ts';

export interface LiveRule {
  readonly effect: Effect;
  readonly before: boolean;
  readonly after: boolean;
  readonly requirements: readonly Requirement[];
  /** How the principal element names the caller; equal for elements that name it alike. */
  readonly grade: string;
  readonly principal: PrincipalElement | undefined;
}

/** What is known of a rule when some atoms are: it applies, does not, or hangs on others. */
export interface Standing {
  readonly rule: LiveRule;
  /** The requirements that are not known; none: it applies. */
  readonly open: readonly Requirement[];
}

type Truths = ReadonlyMap<string, boolean>;

/** The rules that may still apply when more atoms are known. */
export function standingsAfter(standings: readonly Standing[], truths: Truths): Standing[] {
  const after: Standing[] = [];
  for (const { rule, open } of standings) {
    const left = openOf(open, truths);
    if (left !== undefined) after.push({ rule, open: left });
  }
  return after;
}

/** `undefined`: one of them is not met. */
function openOf(requirements: readonly Requirement[], truths: Truths): Requirement[] | undefined {
  const open: Requirement[] = [];
  for (const requirement of requirements) {
    const { atoms, negated } = requirement;
    if (atoms.some((atom) => truths.get(atom.id) === true)) {
      if (negated) return undefined;
      continue;
    }
    const unknown = atoms.filter((atom) => !truths.has(atom.id));
    if (unknown.length > 0)
      open.push(unknown.length === atoms.length ? requirement : { atoms: unknown, negated });
    else if (!negated) return undefined;
  }
  return open;
}

/** Equal for standings of the same effect on the same conditions. */
export function standingKey({ rule, open }: Standing): string {
  const requirements = open.map(({ atoms, negated }) => `${negated}${atoms.map(idOf).sort().join()}`);
  return `${rule.effect} ${rule.grade} ${requirements.sort().join(' & ')}`;
}

function idOf(atom: Atom): string {
  return atom.id;
}
