/** Sets of actions or resources in the words of the patterns that tell them apart. */
import type { TextClass } from './classes.ts';

/** What is like each of the patterns, and like none of the exceptions. */
export interface PatternTerm {
  readonly matching: readonly string[];
  readonly except: readonly string[];
}

const EVERYTHING = '*';

/**
 * Terms that together mean the chosen classes and nothing else.
 * @param classes all classes there are, each with the patterns (by index) that it matches.
 */
export function termsFor(
  chosen: ReadonlySet<number>,
  classes: readonly TextClass[],
  patterns: readonly string[],
): PatternTerm[] {
  const members = membersOf(classes, patterns);
  const left = new Set(chosen);
  const terms: PatternTerm[] = [];
  const take = (term: PatternTerm, meant: Iterable<number>): void => {
    terms.push(term);
    for (const index of meant) left.delete(index);
  };
  for (const [pattern, own] of members) {
    if (isWithin(own, chosen) && meets(own, left)) take({ matching: [pattern], except: [] }, own);
  }
  for (const [pattern, own] of members) {
    if (left.size === 0) break;
    const wanted = intersection(own, chosen);
    if (!meets(wanted, left)) continue;
    const except = exceptions(own, chosen, members);
    if (except !== undefined) take({ matching: [pattern], except }, wanted);
  }
  for (const index of [...left]) take(termOf(classes[index]!, members, index), [index]);
  return terms;
}

type Members = readonly (readonly [pattern: string, classes: ReadonlySet<number>])[];

/** The classes that each pattern matches; the widest pattern first. */
function membersOf(classes: readonly TextClass[], patterns: readonly string[]): Members {
  const members = new Map<string, Set<number>>([[EVERYTHING, new Set(classes.keys())]]);
  for (const [index, { matched }] of classes.entries()) {
    for (const at of matched) {
      const pattern = patterns[at]!;
      const own = members.get(pattern) ?? new Set();
      if (pattern !== EVERYTHING) members.set(pattern, own.add(index));
    }
  }
  return [...members].toSorted(([, a], [, b]) => b.size - a.size);
}

/** Patterns that together mean what `own` has beyond the chosen, and nothing of the chosen. */
function exceptions(
  own: ReadonlySet<number>,
  chosen: ReadonlySet<number>,
  members: Members,
): string[] | undefined {
  const wanted = intersection(own, chosen);
  const outside = new Set([...own].filter((index) => !chosen.has(index)));
  const except: string[] = [];
  for (const [pattern, other] of members) {
    if (outside.size === 0) break;
    if (meets(other, wanted) || !meets(other, outside)) continue;
    except.push(pattern);
    for (const index of other) outside.delete(index);
  }
  return outside.size === 0 ? except : undefined;
}

/** One class: what its patterns have in common, without what the others have. */
function termOf({ matched }: TextClass, members: Members, index: number): PatternTerm {
  const matching = members.filter(([, own]) => own.has(index));
  const narrow = matching.at(-1)!;
  const common = matching.reduce((sum, [, own]) => intersection(sum, own), narrow[1]);
  const except = members
    .filter(([, own]) => !own.has(index) && meets(own, common))
    .map(([pattern]) => pattern);
  const needed = matched.length > 1 ? matching.map(([pattern]) => pattern) : [narrow[0]];
  return { matching: needed.filter((pattern) => pattern !== EVERYTHING || needed.length === 1), except };
}

function intersection(a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> {
  return new Set([...a].filter((index) => b.has(index)));
}

function isWithin(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const index of a) if (!b.has(index)) return false;
  return true;
}

function meets(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const index of a) if (b.has(index)) return true;
  return false;
}
