/** The leaves of a tree's branches, told together where they are alike. */
import type { Clause, Leaf, Literal } from './cell.ts';

/** What follows where literals hold; of several branches of one split, exactly one set of literals does. */
export interface Branch {
  readonly literals: readonly Literal[];
  readonly leaves: readonly Leaf[];
}

/** A leaf of some of the branches. */
interface Shared {
  readonly leaf: Leaf;
  readonly among: readonly number[];
}

/** Of each leaf some cases are kept, for not each is possible where variables have a say. */
const CASES_KEPT = 6;

/** The leaves of branches: those that are alike in several told once, and those that are nearly alike as one. */
export function joined(branches: readonly Branch[]): Leaf[] {
  const alike = new Map<string, Shared>();
  for (const [index, { leaves }] of branches.entries()) {
    for (const leaf of leaves) {
      const known = alike.get(leafKey(leaf));
      alike.set(leafKey(leaf), {
        leaf: known === undefined ? leaf : withCases(known.leaf, leaf),
        among: [...(known?.among ?? []), index],
      });
    }
  }
  return complemented([...alike.values()], branches).flatMap(({ leaf, among }) =>
    namesOf(among, branches).map(({ literals, only }) => ({
      ...leaf,
      cases:
        only === undefined ? leaf.cases : only.leaves.find((one) => leafKey(one) === leafKey(leaf))!.cases,
      clauses: [...literals.map((literal) => [literal]), ...leaf.clauses],
    })),
  );
}

function withCases(leaf: Leaf, other: Leaf): Leaf {
  return { ...leaf, cases: [...leaf.cases, ...other.cases].slice(0, CASES_KEPT) };
}

/** Equal for leaves that say the same. */
export function leafKey({ clauses, allowed, refused }: Leaf): string {
  return JSON.stringify([clauses.map(clauseKey).sort(), allowed, refused]);
}

function clauseKey(clause: Clause): string {
  return clause
    .map(({ atom, holds }) => `${holds}${atom.id}`)
    .sort()
    .join(' or ');
}

/**
 * Where some branches lead to a leaf, and all others to the same leaf with one clause more, that is one leaf: either the
 * former branches' literal holds or the clause does. So statements with several conditions are told as "not all of them
 * hold" instead of by all the ways in which they do not.
 */
function complemented(shared: readonly Shared[], branches: readonly Branch[]): Shared[] {
  const left = [...shared];
  for (const wide of shared) {
    const [literal, ...more] = namesOf(wide.among, branches).flatMap(({ literals }) => literals);
    if (literal === undefined || more.length > 0 || !left.includes(wide)) continue;
    const narrow = left.find(
      (one) =>
        one !== wide && isRest(one.among, wide.among, branches.length) && extraClause(one.leaf, wide.leaf),
    );
    if (narrow === undefined) continue;
    const clauses = [[literal, ...extraClause(narrow.leaf, wide.leaf)!], ...wide.leaf.clauses];
    left.splice(left.indexOf(wide), 1);
    left.splice(left.indexOf(narrow), 1, {
      leaf: { ...withCases(wide.leaf, narrow.leaf), clauses },
      among: [...branches.keys()],
    });
  }
  return left;
}

function isRest(one: readonly number[], other: readonly number[], all: number): boolean {
  return one.length + other.length === all && !one.some((index) => other.includes(index));
}

/** The clause that `narrow` has beyond those of `wide`, if that is all that tells them apart. */
function extraClause(narrow: Leaf, wide: Leaf): Clause | undefined {
  if (narrow.clauses.length !== wide.clauses.length + 1) return undefined;
  if (String(narrow.allowed) !== String(wide.allowed) || String(narrow.refused) !== String(wide.refused)) {
    return undefined;
  }
  const known = new Set(wide.clauses.map(clauseKey));
  const extra = narrow.clauses.filter((clause) => !known.has(clauseKey(clause)));
  return extra.length === 1 ? extra[0] : undefined;
}

/** The fewest literals that name some of the branches and no others: of all of them together, or else of each. */
function namesOf(
  among: readonly number[],
  branches: readonly Branch[],
): { literals: readonly Literal[]; only?: Branch }[] {
  const others = branches.filter((_, index) => !among.includes(index));
  if (others.length === 0) return [{ literals: [] }];
  const own = among.map((index) => branches[index]!);
  const shared = own[0]!.literals.filter((literal) => own.every(hasAll([literal])));
  if (!others.some(hasAll(shared))) return [{ literals: fewest(shared, others) }];
  return own.map((branch) => ({ literals: fewest(branch.literals, others), only: branch }));
}

/** Without the literals that the others need not be told apart by; those that do not hold are left out first. */
function fewest(literals: readonly Literal[], others: readonly Branch[]): readonly Literal[] {
  let kept = literals.toSorted((a, b) => Number(a.holds) - Number(b.holds));
  for (const literal of kept) {
    const without = kept.filter((one) => one !== literal);
    if (!others.some(hasAll(without))) kept = without;
  }
  return kept;
}

function hasAll(literals: readonly Literal[]): (branch: Branch) => boolean {
  return (branch) =>
    literals.every(({ atom, holds }) =>
      branch.literals.some((one) => one.atom.id === atom.id && one.holds === holds),
    );
}
