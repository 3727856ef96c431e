/** What a failed test tells: what was asked, what was expected, what is, why, and what would change it. */
import { changesThatFlip, DecisionTooCostlyError } from '../policy/index.ts';
import type { Difference } from './expectation.ts';
import { whyOf } from './expectation.ts';
import type { Answer } from './question.ts';

const VERDICT_WORDS = {
  allowed: 'allowed',
  implicitDeny: 'refused (nothing allows it)',
  explicitDeny: 'refused (explicit deny)',
} as const;

/** `allowed by identity`, `refused (explicit deny) by scp, statement "DenyRegions" of "regions"`. */
export function verdictText({ verdict, by, deciding }: Answer): string {
  const statement = deciding?.decision.statement;
  if (statement === undefined) return `${VERDICT_WORDS[verdict]} by ${by}`;
  const which = statement.sid ? `"${statement.sid}"` : statement.index + 1;
  return `${VERDICT_WORDS[verdict]} by ${by}, statement ${which} of "${statement.source.name}"`;
}

/** So many ways to another verdict are told. */
const MOST_CHANGES = 2;

/**
 * Why the answer is so, a line each.
 * @param isOtherwise whether another verdict is wanted: what would lead to it is told too.
 */
export function reasons(answer: Answer, isOtherwise: boolean): string[] {
  const why = whyOf(answer);
  const missing = missingKeys(answer);
  return [
    `why: ${why}`,
    ...(answer.message === '' || answer.message === why ? [] : [`AWS says: ${answer.message}`]),
    ...(missing.length === 0 ? [] : [`not in the request, but asked for: ${missing.join(', ')}`]),
    ...(isOtherwise ? smallestChanges(answer) : []),
  ];
}

/** Keys that the request lacks, although statements that otherwise speak about it ask for them. */
export function missingKeys({ deciding }: Answer): string[] {
  const documents = deciding?.explanation.types.flatMap((type) => type.documents) ?? [];
  const near = documents
    .flatMap(({ statements }) => statements)
    .filter(({ failed }) => failed === undefined || failed === 'condition');
  const missing = near
    .flatMap(({ conditions }) => conditions)
    .filter(({ requestValues }) => requestValues === undefined);
  return [...new Set(missing.map(({ key }) => key))];
}

/** What would turn the verdict, each decided again; nothing if no policy is asked, or if that is too costly. */
export function smallestChanges({ deciding }: Answer): string[] {
  if (deciding === undefined) return [];
  const verb = deciding.decision.verdict === 'allowed' ? 'to refuse it' : 'to allow it';
  try {
    const { request, sets, explanation } = deciding;
    const { flips, noneBecause } = changesThatFlip(request, sets, explanation);
    if (noneBecause !== undefined) return [`${verb}: ${noneBecause}`];
    return flips.slice(0, MOST_CHANGES).map(({ sentence }, at) => `${at === 0 ? verb : 'or'}: ${sentence}`);
  } catch (error) {
    if (error instanceof DecisionTooCostlyError) return [];
    throw error;
  }
}

export function differenceText({ what, expected, actual }: Difference): string {
  return `${what}: expected ${expected}, got ${actual}`;
}
