import type { Example } from '../src/policy/validate/examples/index.ts';
import type { CheckGroup } from '../src/policy/validate/table.ts';

/** The page of all checks. */
export function policyChecksReference(
  groups: readonly CheckGroup[],
  examples: Readonly<Record<string, readonly Example[]>>,
): string;
