/** All checks, those that are `parse`'s own among them: what the reference lists. */
import type { Check } from './check.ts';
import { PARSE_ERRORS } from './checks/parse-errors.ts';
import { REASONS } from './reasons.ts';
import { CHECK_GROUPS, type CheckGroup } from './table.ts';

/** A check with its reason. */
export type ExplainedCheck = Check & { readonly why: string };

const explained = (check: Check): ExplainedCheck => ({
  ...check,
  why: check.why ?? REASONS[check.code] ?? '',
});

const REFUSALS: CheckGroup = { title: 'What AWS refuses', checks: PARSE_ERRORS };

export const ALL_GROUPS: readonly { readonly title: string; readonly checks: readonly ExplainedCheck[] }[] = [
  REFUSALS,
  ...CHECK_GROUPS,
].map(({ title, checks }) => ({ title, checks: checks.map(explained) }));

export const POLICY_CHECKS: readonly ExplainedCheck[] = ALL_GROUPS.flatMap(({ checks }) => checks);
