/**
 * The policy language: read, check, compile, decide, explain. Pure; depends on nothing. IAM User Guide, "Policies and
 * permissions in IAM".
 */
export { applyChanges, type Situation } from './apply-changes.ts';
export { attach, contextOf, MalformedPolicyError } from './attach.ts';
export type * from './change.ts';
export { changesThatFlip } from './changes-that-flip.ts';
export { type CompiledPolicy, type CompileOptions, compile } from './compile.ts';
export { type CompiledText, compileText } from './compile-text.ts';
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
export {
  type ExplanationNode,
  explanationTree,
  type NodePosition,
  type NodeVerdict,
  type TreeOptions,
} from './explanation-tree.ts';
export { type FormatOptions, format, minify } from './format.ts';
export type { PolicyIssue, PolicyKind } from './issue.ts';
export type * from './model.ts';
export type { GrantRule, Grants, Obstacle } from './obstacles.ts';
export type { Exemption } from './organization.ts';
export { ANY_SIZE, MAX_POLICY_TEXT, type ParsedPolicy, type ParseOptions, parse } from './parse.ts';
export type { PolicyPlace } from './places.ts';
export { type PolicyPatch, patchPolicy } from './policy-patch.ts';
export { listPrincipals, rewritePrincipals } from './principals.ts';
export { renderMarkdown } from './render-markdown.ts';
export { type RenderOptions, renderText, type TextOptions } from './render-text.ts';
export type { ContextEntry, RequestTrace } from './request-trace.ts';
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
export { type ToldExplanation, toldExplanation } from './told.ts';
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
export type { Check as PolicyCheck, Severity } from './validate/check.ts';
export { type PolicyFinding, type ValidateOptions, validate } from './validate/validate.ts';
