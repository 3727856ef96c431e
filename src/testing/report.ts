/** What a failed test tells: what was asked, what was expected, what is, why, and what would change it. */
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

/** The lines of a report below its headline. */
export function reasons(answer: Answer): string[] {
  const lines = [`why: ${whyOf(answer)}`];
  if (answer.message !== '' && answer.message !== whyOf(answer)) lines.push(`AWS says: ${answer.message}`);
  const missing = answer.deciding?.explanation.request.missingKeys ?? [];
  if (missing.length > 0) lines.push(`not in the request, but asked for: ${missing.join(', ')}`);
  return lines;
}

export function differenceText({ what, expected, actual }: Difference): string {
  return `${what}: expected ${expected}, got ${actual}`;
}
