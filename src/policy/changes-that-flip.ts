import { applyIfValid, type Situation } from './apply-changes.ts';
import { type Change, costOf, type Flip, type Flips } from './change.ts';
import { decide } from './decide.ts';
import { type Explanation, explain } from './explain.ts';
import type { AccessRequest, Decision, PolicySets } from './model.ts';
import type { Obstacle } from './obstacles.ts';
import { refusalsOf } from './refusals.ts';
import { type Remedy, remediesFor } from './remedies.ts';
import { STEPS_AN_EXPLANATION, within } from './step-budget.ts';
import { capitalized } from './why.ts';

/** So many changed situations are looked at, */
const MOST_TRIES = 120;
/** so many remedies of an obstacle, */
const MOST_REMEDIES = 8;
/** of them so many of one sort, for what one document cannot take another change of it cannot either, */
const MOST_OF_A_SORT = 3;
/** and so many flips are told. */
const MOST_FLIPS = 5;

/**
 * The smallest changes that would turn the verdict: of a refusal, what would allow the request; of an allow, what would
 * refuse it. Each flip is made and decided again before it is told, and leaving out any of its changes would not do.
 * Better requests come before wider policies, and those before the end of a Deny. Costs many decisions: to be asked when
 * somebody wants to know.
 * @param explanation what `explain` answers to the same question, if it is at hand.
 * @throws DecisionTooCostlyError when all of it takes more steps than one explanation may.
 */
export function changesThatFlip(request: AccessRequest, sets: PolicySets, explanation?: Explanation): Flips {
  return within(
    STEPS_AN_EXPLANATION,
    (asked: AccessRequest, all: PolicySets) => search(asked, all, explanation ?? explain(asked, all)),
    request,
    sets,
  );
}

function search(request: AccessRequest, sets: PolicySets, explanation: Explanation): Flips {
  const situation = { request, sets };
  const from = explanation.verdict;
  const to = from === 'allowed' ? 'refused' : 'allowed';
  const found =
    to === 'allowed'
      ? new Search(situation).toAllow(explanation)
      : refusalsOf(situation, explanation)
          .slice(0, MOST_TRIES)
          .filter((remedy) => !isAllowed(situation, remedy));
  const flips = smallest(found.map((remedy) => withoutSurplus(situation, remedy, to))).map((changes) =>
    flipOf(situation, changes),
  );
  return flips.length > 0
    ? { from, to, flips }
    : { from, to, flips, noneBecause: noneBecause(to, explanation) };
}

/** Clears one obstacle after another and looks each time at what still stands. */
class Search {
  readonly #start: Situation;
  #tries = MOST_TRIES;

  constructor(start: Situation) {
    this.#start = start;
  }

  /** One way for each remedy of the first obstacle; the rest of the way is the cheapest that is found. */
  toAllow(explanation: Explanation): Remedy[] {
    const ways: Remedy[] = [];
    for (const remedy of this.#remedies(explanation, this.#start)) {
      const way = this.#continue(remedy, explanation.obstacles.length);
      if (way !== undefined) ways.push(way);
    }
    return ways;
  }

  #remedies(explanation: Explanation, situation: Situation): Remedy[] {
    const obstacle = nextObstacle(explanation.obstacles);
    if (obstacle === undefined) return [];
    return fewOfEach(remediesFor(obstacle, situation, explanation)).slice(0, MOST_REMEDIES);
  }

  /** The changes and what else it takes; `undefined` if they lead nowhere. `left` obstacles stood before the last one. */
  #continue(changes: Remedy, left: number): Remedy | undefined {
    if (this.#tries-- <= 0) return undefined;
    const changed = applyIfValid(this.#start, changes);
    if (changed === undefined) return undefined;
    const explanation = explain(changed.request, changed.sets);
    if (explanation.verdict === 'allowed') return changes;
    // A change that clears nothing is a step aside.
    if (explanation.obstacles.length >= left) return undefined;
    for (const remedy of this.#remedies(explanation, changed)) {
      const way = this.#continue([...changes, ...remedy], explanation.obstacles.length);
      if (way !== undefined) return way;
    }
    return undefined;
  }
}

function fewOfEach(remedies: readonly Remedy[]): Remedy[] {
  const counts = new Map<string, number>();
  return remedies.filter((remedy) => {
    const sort = remedy.map(({ kind }) => kind).join();
    const count = (counts.get(sort) ?? 0) + 1;
    counts.set(sort, count);
    return count <= MOST_OF_A_SORT;
  });
}

/** Of the denials in a document the last first: what is removed then moves none of the others. */
function nextObstacle(obstacles: readonly Obstacle[]): Obstacle | undefined {
  const [first] = obstacles;
  if (first?.statement === undefined) return first;
  const { source } = first.statement;
  return obstacles.filter((one) => one.type === first.type && one.statement?.source === source).at(-1);
}

/** What is decided when the changes are made; `undefined` if they cannot be. */
function decisionAfter(start: Situation, changes: readonly Change[]): Decision | undefined {
  const changed = applyIfValid(start, changes);
  return changed && decide(changed.request, changed.sets);
}

function isAllowed(start: Situation, changes: readonly Change[]): boolean {
  return (decisionAfter(start, changes)?.verdict ?? 'allowed') === 'allowed';
}

/** The changes without those that it does without. Removals stay: later pointers count on them. */
function withoutSurplus(start: Situation, changes: Remedy, to: Flips['to']): Remedy {
  let kept = changes;
  for (const change of changes) {
    if (kept.length === 1 || change.kind === 'remove-statement' || change.kind === 'detach-policy') continue;
    const fewer = kept.filter((one) => one !== change);
    const verdict = decisionAfter(start, fewer)?.verdict;
    if (verdict !== undefined && (verdict === 'allowed') === (to === 'allowed')) kept = fewer;
  }
  return kept;
}

/** The cheapest first, each once, for whichever statement's sake. */
function smallest(ways: readonly Remedy[]): Remedy[] {
  const distinct = new Map<string, Remedy>();
  for (const way of ways.toSorted((a, b) => costOf(a) - costOf(b))) {
    const done = JSON.stringify(way, (member, value) => (member === 'sentence' ? undefined : value));
    if (!distinct.has(done)) distinct.set(done, way);
  }
  return [...distinct.values()].slice(0, MOST_FLIPS);
}

function flipOf(start: Situation, changes: Remedy): Flip {
  const sentence = changes.map((change) => change.sentence).join('; and ');
  const decision = decisionAfter(start, changes)!;
  return { sentence: `${capitalized(sentence)}.`, changes, decision };
}

function noneBecause(to: Flips['to'], { decision, request, types }: Explanation): string {
  if (to === 'refused') {
    return decision.by === 'root'
      ? 'Identity-based policies do not bind the root of an account: it would take an organization or a policy of the resource.'
      : 'No change of the request or of these policies was found that would refuse it.';
  }
  const isTrusted = types.some(({ type, applies }) => type === 'trust' && applies);
  return isTrusted && !request.action.toLowerCase().startsWith('sts:')
    ? 'A role trust policy allows actions of sts only.'
    : 'No change of the request or of these policies was found that would allow it.';
}
