/** What every document, statement and condition answers to a request, as plain data. */
import { matchesAction } from './action-pattern.ts';
import { matchesResource } from './arn-pattern.ts';
import { holds } from './condition.ts';
import type { Effect, PolicyVersion, PrincipalEntry, Statement } from './document.ts';
import { principalGrade, type Query } from './match.ts';
import type { AttachedPolicy, ContextValue, PolicySource, RequestContext } from './model.ts';
import { GRADE, type Grade, gradeOf } from './principal.ts';
import { resolveText } from './template.ts';
import { asciiLower } from './text-case.ts';
import { type ConditionPlan, isTemplate, planOf, type StatementPlan } from './trace-plan.ts';

export type GradeName = keyof typeof GRADE;

export interface DocumentTrace {
  readonly source: PolicySource;
  readonly version: PolicyVersion;
  /** `deny` before `allow`: one matching Deny is the document's answer. */
  readonly answer: 'deny' | 'allow' | 'none';
  readonly statements: readonly StatementTrace[];
}

export type ElementName = 'action' | 'resource' | 'principal' | 'condition';

export interface StatementTrace {
  readonly index: number;
  readonly sid?: string;
  readonly effect: Effect;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly matched: boolean;
  /** The first element that does not match, in the order in which they are asked. */
  readonly failed?: ElementName;
  readonly action: PatternTrace;
  readonly resource?: PatternTrace;
  readonly principal?: PrincipalTrace;
  readonly conditions: readonly ConditionTrace[];
}

export interface PatternTrace {
  readonly element: 'Action' | 'NotAction' | 'Resource' | 'NotResource';
  /** Whether the element lets the statement apply. */
  readonly matched: boolean;
  /** The first listed pattern that the request's value is as; for a `Not…` element the one that exempts it. */
  readonly pattern?: string;
}

export interface PrincipalTrace {
  readonly element: 'Principal' | 'NotPrincipal';
  readonly matched: boolean;
  readonly grade: GradeName;
  /** The value that names the caller at this grade. */
  readonly entry?: { readonly type: PrincipalEntry['type']; readonly value: string };
}

export interface ConditionTrace {
  readonly operator: string;
  readonly key: string;
  /** Whether the request lacks the key. */
  readonly missing: boolean;
  /** Absent exactly if the key is missing. */
  readonly requestValues?: readonly string[];
  readonly policyValues: readonly PolicyValueTrace[];
  /** `unknown`: there is no such operator. */
  readonly result: boolean | 'unknown';
  /** Whether the condition lets the statement apply. */
  readonly satisfied: boolean;
}

export interface PolicyValueTrace {
  readonly written: string;
  /** With variables replaced; absent if one has no value, so that the value matches nothing. */
  readonly resolved?: string;
}

/** A document's trace, and the statements as the algorithm wants them. */
export interface TracedDocument {
  readonly trace: DocumentTrace;
  readonly denies: readonly Statement[];
  readonly allows: readonly TracedAllow[];
}

export interface TracedAllow {
  readonly statement: Statement;
  readonly grade: Grade;
  /** Whether the statement has a principal element. */
  readonly named: boolean;
}

export function traceDocument(attached: AttachedPolicy, query: Query): TracedDocument {
  const action = asciiLower(query.request.action);
  const statements: StatementTrace[] = [];
  const denies: Statement[] = [];
  const allows: TracedAllow[] = [];
  for (const plan of planOf(attached.policy).statements) {
    const { compiled } = plan;
    const grade = principalGrade(compiled, query);
    const trace = traceStatement(plan, query, action, grade);
    statements.push(trace);
    if (!trace.matched) continue;
    if (trace.effect === 'Deny') denies.push(compiled.source);
    else allows.push({ statement: compiled.source, grade, named: compiled.principals !== undefined });
  }
  const answer = denies.length > 0 ? 'deny' : allows.length > 0 ? 'allow' : 'none';
  const { version } = attached.policy.document;
  return { trace: { source: attached.source, version, answer, statements }, denies, allows };
}

/** A trace that is being written; optional members are only there when they say something. */
type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

const NO_CONDITIONS: readonly ConditionTrace[] = [];

function traceStatement(plan: StatementPlan, query: Query, action: string, grade: Grade): StatementTrace {
  const { compiled, head } = plan;
  const { request } = query;
  const actionTrace = traceAction(plan, action);
  const resource = traceResource(plan, request.resource, request.context);
  const conditions = traceConditions(plan, request.context);
  const failed = !actionTrace.matched
    ? 'action'
    : !(resource?.matched ?? compiled.appliesToAnyResource)
      ? 'resource'
      : grade === GRADE.none
        ? 'principal'
        : conditions.every(isSatisfied)
          ? undefined
          : 'condition';
  // Member by member: a spread of the head takes twenty times as long.
  const trace: Draft<StatementTrace> = {
    index: head.index,
    effect: head.effect,
    line: head.line,
    column: head.column,
    endLine: head.endLine,
    endColumn: head.endColumn,
    matched: failed === undefined,
    action: actionTrace,
    conditions,
  };
  if (head.sid !== undefined) trace.sid = head.sid;
  if (failed !== undefined) trace.failed = failed;
  if (resource !== undefined) trace.resource = resource;
  if (compiled.principals !== undefined) trace.principal = tracePrincipal(plan, query, grade);
  return trace;
}

function isSatisfied(condition: ConditionTrace): boolean {
  return condition.satisfied;
}

function traceAction({ action: { patterns, found, none } }: StatementPlan, action: string): PatternTrace {
  for (let at = 0; at < patterns.length; at++) if (matchesAction(patterns[at]!, action)) return found[at]!;
  return none;
}

function traceResource(
  { resource: plan }: StatementPlan,
  resource: string,
  context: RequestContext,
): PatternTrace | undefined {
  if (plan === undefined) return undefined;
  const { patterns, found, none } = plan;
  for (let at = 0; at < patterns.length; at++) {
    if (matchesResource(patterns[at]!, resource, context)) return found[at]!;
  }
  return none;
}

const GRADE_NAMES = new Map<Grade, GradeName>([
  [GRADE.none, 'none'],
  [GRADE.account, 'account'],
  [GRADE.entity, 'entity'],
  [GRADE.direct, 'direct'],
]);

export function gradeName(grade: Grade): GradeName {
  return GRADE_NAMES.get(grade)!;
}

function tracePrincipal({ compiled, entries }: StatementPlan, query: Query, grade: Grade): PrincipalTrace {
  const matched = grade !== GRADE.none;
  const name = gradeName(grade);
  if (compiled.principals!.not) return { element: 'NotPrincipal', matched, grade: name };
  const caller = query.request.principal;
  // The first entry that alone would give the statement its grade.
  const naming = matched
    ? entries.find(({ alone }) => gradeOf(alone, caller, compiled.source.effect) === grade)
    : undefined;
  const trace: Draft<PrincipalTrace> = { element: 'Principal', matched, grade: name };
  if (naming !== undefined) trace.entry = naming.trace;
  return trace;
}

function traceConditions({ compiled, conditions }: StatementPlan, context: RequestContext) {
  if (conditions.length === 0) return NO_CONDITIONS;
  return conditions.map((condition) => traceCondition(condition, compiled.source.effect, context));
}

function traceCondition(plan: ConditionPlan, effect: Effect, context: RequestContext): ConditionTrace {
  const { compiled, constant } = plan;
  const { source } = compiled;
  const value = context.get(compiled.key);
  const result = holds(compiled, context);
  const trace: Draft<ConditionTrace> = {
    operator: source.operator,
    key: source.key,
    missing: value === undefined,
    policyValues: constant ?? plan.values.map((one) => traceValue(one, context)),
    result,
    // An operator that does not exist stops an Allow and does not stop a Deny.
    satisfied: result === 'unknown' ? effect === 'Deny' : result,
  };
  if (value !== undefined) trace.requestValues = valuesOf(value);
  return trace;
}

function traceValue(value: ConditionPlan['values'][number], context: RequestContext): PolicyValueTrace {
  if (!isTemplate(value)) return value;
  const resolved = resolveText(value, context);
  return resolved === undefined ? { written: value.raw } : { written: value.raw, resolved };
}

export function valuesOf(value: ContextValue): readonly string[] {
  return typeof value === 'string' ? [value] : [...value];
}
