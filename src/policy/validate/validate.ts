/** The check of a whole policy: what is wrong with it, what is unsafe, and what could be better. */
import type { Catalog } from '../catalog/service.ts';
import type { PolicyIssue, PolicyKind } from '../issue.ts';
import { parseJson } from '../json.ts';
import type { JsonObject } from '../json-node.ts';
import { ANY_SIZE, parse } from '../parse.ts';
import { SourceText } from '../source-text.ts';
import type { Severity } from './check.ts';
import { REFUSAL_PAGES } from './refusal-pages.ts';
import { run } from './run.ts';
import { subjectOf } from './subject.ts';
import { CHECKS } from './table.ts';

/** One thing to look at. The reference of checks (`docs/reference/policy-checks.md`) explains each code. */
export interface PolicyFinding extends PolicyIssue {
  readonly severity: Severity;
  /** AWS's page on the matter. */
  readonly docs: string;
}

export interface ValidateOptions {
  /** The catalogue, with the services that the policy names (`stint/policy/catalog`). Without it, what exists is not checked. */
  readonly services?: Catalog | undefined;
  /** The account that the policy is written for: others are foreign. */
  readonly account?: string | undefined;
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, security: 1, warning: 2, suggestion: 3 };

const PAGES: ReadonlyMap<string, string> = new Map(Object.entries(REFUSAL_PAGES));

/**
 * Everything that can be said about a policy from its text: the errors for which AWS refuses it, with AWS's messages, or
 * else what the checks find. Most severe first, then in the order of the text. Never throws; costs time linear in the
 * text. IAM User Guide, "IAM Access Analyzer policy validation".
 */
export function validate(text: string, kind: PolicyKind, options: ValidateOptions = {}): PolicyFinding[] {
  const { document, errors } = parse(text, kind, ANY_SIZE);
  if (document === undefined) return errors.map(refusal);
  const source = new SourceText(text);
  const subject = subjectOf(document, parseJson(text) as JsonObject, {
    text,
    catalog: options.services,
    account: options.account,
  });
  const findings = [...run(CHECKS, subject)].map(({ check, remark }): PolicyFinding => {
    const { line, column } = source.position(remark.at.start);
    return {
      severity: check.severity,
      code: check.code,
      message: remark.message,
      pointer: remark.at.pointer,
      line,
      column,
      hint: remark.hint ?? check.mend,
      docs: check.docs,
    };
  });
  return findings.sort(
    (a, b) => ORDER[a.severity] - ORDER[b.severity] || a.line - b.line || a.column - b.column,
  );
}

function refusal(issue: PolicyIssue): PolicyFinding {
  return { severity: 'error', ...issue, docs: PAGES.get(issue.code) ?? REFUSAL_PAGES.syntax };
}
