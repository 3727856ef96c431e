/**
 * The policy language: read, check, compile, decide, explain. Pure; depends on nothing. IAM User Guide, "Policies and
 * permissions in IAM".
 */
export { attach, contextOf, MalformedPolicyError } from './attach.ts';
export { type CompiledPolicy, type CompileOptions, compile } from './compile.ts';
export type { KeyOrigin, KeyType } from './condition-key.ts';
export { contextKeysOf } from './context-keys.ts';
export { decide } from './decide.ts';
export { denialMessage, denialReason, refusalMessage } from './denial.ts';
export type {
  Condition,
  Effect,
  PatternElement,
  PolicyDocument,
  PolicyVersion,
  PrincipalElement,
  PrincipalEntry,
  PrincipalType,
  Statement,
} from './document.ts';
export type { Ask, CallExplanation, Explanation, Reason, ReasonCode } from './explain.ts';
export { explain, explainAll } from './explain.ts';
export type { PolicyIssue, PolicyKind } from './issue.ts';
export type * from './model.ts';
export type { GrantRule, Grants, Obstacle } from './obstacles.ts';
export type { Exemption } from './organization.ts';
export { ANY_SIZE, MAX_POLICY_TEXT, type ParsedPolicy, type ParseOptions, parse } from './parse.ts';
export { listPrincipals, rewritePrincipals } from './principals.ts';
export {
  effectivePolicySize,
  INLINE_POLICY_SIZES,
  policySize,
  SIZE_QUOTAS,
  type SizeQuota,
} from './size.ts';
export type { Position } from './source-text.ts';
export { DecisionTooCostlyError } from './step-budget.ts';
export { lowerCaseKey } from './text-case.ts';
export type {
  ConditionTrace,
  DocumentTrace,
  ElementName,
  GradeName,
  PatternTrace,
  PolicyValueTrace,
  PrincipalTrace,
  StatementTrace,
} from './trace.ts';
export type { Absence, LevelTrace, TypeTrace } from './trace-types.ts';
