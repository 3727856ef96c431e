/** Runs checks over a document. */
import type { Check, Remark } from './check.ts';
import type { DocumentSubject } from './subject.ts';

/** Of one check a reader needs no more; a flood is an attack on whoever collects it. */
const KEPT = 100;

/** What each check finds, in the order of the table; at most a hundred remarks of one. */
export function* run(
  checks: readonly Check[],
  document: DocumentSubject,
): Iterable<{ readonly check: Check; readonly remark: Remark }> {
  for (const check of checks) {
    if (check.find === undefined || !check.kinds.includes(document.kind)) continue;
    if (check.catalog && document.catalog === undefined) continue;
    let count = 0;
    for (const remark of check.find(document)) {
      yield { check, remark };
      count++;
      if (count >= KEPT) break;
    }
  }
}
