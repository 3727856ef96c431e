import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyChecksReference } from '../../scripts/policy-checks-reference.mjs';
import { EXAMPLES } from '../../src/policy/validate/examples/index.ts';
import { ALL_GROUPS } from '../../src/policy/validate/reference.ts';

describe('the reference of policy checks', () => {
  it('is what the table of checks says; npm run reference writes it anew', () => {
    const page = policyChecksReference(ALL_GROUPS, EXAMPLES);
    expect(readFileSync('docs/reference/policy-checks.md', 'utf8')).toBe(page);
  });
});
