import type { Example } from '../src/policy/validate/examples/index.ts';
import type { ALL_GROUPS } from '../src/policy/validate/reference.ts';

/** The page of all checks. */
export function policyChecksReference(
  groups: typeof ALL_GROUPS,
  examples: Readonly<Record<string, readonly Example[]>>,
): string;
