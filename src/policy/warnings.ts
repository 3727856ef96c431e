/**
 * What a valid document probably does not mean, as `parse` says it: the quick ones of the checks of `validate`. None of
 * it refuses the document.
 */
import type { PolicyDocument } from './document.ts';
import type { IssueList } from './issue.ts';
import type { JsonNode } from './json-node.ts';
import { run } from './validate/run.ts';
import { subjectOf } from './validate/subject.ts';
import { CHECKS } from './validate/table.ts';

const QUICK = CHECKS.filter((check) => check.quick);

/** Reports everything that the quick checks find, each at the place it is about. `root` is what was read. */
export function warnAbout(document: PolicyDocument, root: JsonNode, issues: IssueList): void {
  if (root.kind !== 'object') return;
  for (const { check, remark } of run(QUICK, subjectOf(document, root)))
    issues.warn(check.code, remark.message, remark.at, remark.hint ?? check.mend);
}
