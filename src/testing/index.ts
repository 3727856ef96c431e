/**
 * Tests of policies: an account, or an organization of them, in the field's own words, and questions about it. Matchers
 * for Vitest and Jest, assertions for node:test. Guide: docs/guide/policy-tests.md.
 */
export {
  Account,
  account,
  type GroupOptions,
  type ManagedPolicies,
  type ResourceOptions,
  type RoleOptions,
  type Tags,
  type UserOptions,
} from './account.ts';
export {
  assertAllowed,
  assertAllowedToAssume,
  assertDenied,
  assertDeniedToAssume,
  PolicyAssertionError,
} from './assertions.ts';
export { type AssumeQuestion, askToAssume } from './assuming.ts';
export { type ContextInput, DEFAULT_REGION, DEFAULT_TIME } from './context.ts';
export {
  type ConditionCoverage,
  type CoverageTotal,
  type DocumentCoverage,
  PolicyCoverage,
  type StatementCoverage,
} from './coverage.ts';
export {
  type Details,
  type Difference,
  differences,
  type Expectation,
  type ExpectedVerdict,
  whyOf,
} from './expectation.ts';
export { type DenyDetails, type MatcherResult, type StintMatchers, stintMatchers } from './matchers.ts';
export {
  type LevelOptions,
  type MemberOptions,
  Organization,
  type OrganizationOptions,
  organization,
  type UnitOptions,
} from './organization.ts';
export { type DocumentInput, type Policies, type PolicyInput, PolicyText } from './policies.ts';
export { type PrincipalDescription, type PrincipalInput, principalName } from './principal.ts';
export { type Answer, ask, type Check, type Endpoint, type Question } from './question.ts';
export { differenceText, missingKeys, reasons, smallestChanges, verdictText } from './report.ts';
export { type Subject, UnanswerableError } from './world.ts';
