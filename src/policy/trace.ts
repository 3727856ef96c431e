/** What every document, statement and condition answers to a request, as plain data. */
import { type ActionPattern, matchesAction } from './action-pattern.ts';
import { matchesResource, parseResourcePattern } from './arn-pattern.ts';
import { appliesToAction, appliesToResource, type CompiledStatement } from './compile.ts';
import { type CompiledCondition, holds } from './condition.ts';
import type { Effect, PolicyVersion, PrincipalEntry, Statement } from './document.ts';
import { principalGrade, type Query, satisfies } from './match.ts';
import type { AttachedPolicy, ContextValue, PolicySource, RequestContext } from './model.ts';
import { allowsVariables } from './operator.ts';
import { GRADE, type Grade } from './principal.ts';
import { parseTemplate, resolveText } from './template.ts';
import { asciiLower } from './text-case.ts';

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
  /** Absent: the request lacks the key. */
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
  readonly allows: readonly {
    readonly statement: Statement;
    readonly grade: Grade;
    readonly named: boolean;
  }[];
}

export function traceDocument(attached: AttachedPolicy, query: Query): TracedDocument {
  const { document, statements } = attached.policy;
  const traced = statements.map((statement) => traceStatement(statement, query));
  const matched = traced.filter(({ trace }) => trace.matched);
  const denies = matched.filter(({ trace }) => trace.effect === 'Deny');
  const allows = matched.filter(({ trace }) => trace.effect === 'Allow');
  const answer = denies.length > 0 ? 'deny' : allows.length > 0 ? 'allow' : 'none';
  const trace = {
    source: attached.source,
    version: document.version,
    answer,
    statements: traced.map((entry) => entry.trace),
  } as const;
  return { trace, denies: denies.map(({ statement }) => statement), allows };
}

function traceStatement(compiled: CompiledStatement, query: Query) {
  const { source, principals } = compiled;
  const { request } = query;
  const grade = principalGrade(compiled, query);
  const action = traceAction(compiled, asciiLower(request.action));
  const resource = traceResource(compiled, request.resource, request.context);
  const principal = tracePrincipal(compiled, query, grade);
  const conditions = compiled.conditions.map((one) => traceCondition(one, compiled, request.context));
  const failed = firstFailure(
    ['action', action.matched],
    ['resource', appliesToResource(compiled, request.resource, request.context)],
    ['principal', grade !== GRADE.none],
    ['condition', conditions.every((condition) => condition.satisfied)],
  );
  const trace: StatementTrace = {
    index: source.index,
    ...(source.sid === undefined ? {} : { sid: source.sid }),
    effect: source.effect,
    line: source.start.line,
    column: source.start.column,
    endLine: source.end.line,
    endColumn: source.end.column,
    matched: failed === undefined,
    ...(failed === undefined ? {} : { failed }),
    action,
    ...(resource === undefined ? {} : { resource }),
    ...(principal === undefined ? {} : { principal }),
    conditions,
  };
  return { trace, statement: source, grade, named: principals !== undefined };
}

function firstFailure(...elements: (readonly [ElementName, boolean])[]): ElementName | undefined {
  return elements.find(([, matched]) => !matched)?.[0];
}

function traceAction({ actions }: CompiledStatement, action: string): PatternTrace {
  const found = actions.patterns.find((pattern: ActionPattern) => matchesAction(pattern, action));
  return {
    element: actions.not ? 'NotAction' : 'Action',
    matched: appliesToAction(actions, action),
    ...(found === undefined ? {} : { pattern: found.raw }),
  };
}

function traceResource(
  compiled: CompiledStatement,
  resource: string,
  context: RequestContext,
): PatternTrace | undefined {
  const element = compiled.source.resource;
  if (element === undefined) return undefined;
  const found = element.patterns.find((raw) =>
    matchesResource(parseResourcePattern(raw, compiled.variables), resource, context),
  );
  return {
    element: element.not ? 'NotResource' : 'Resource',
    matched: appliesToResource(compiled, resource, context),
    ...(found === undefined ? {} : { pattern: found }),
  };
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

function tracePrincipal(compiled: CompiledStatement, query: Query, grade: Grade): PrincipalTrace | undefined {
  const { principals } = compiled;
  if (principals === undefined) return undefined;
  const matched = grade !== GRADE.none;
  if (principals.not) return { element: 'NotPrincipal', matched, grade: gradeName(grade) };
  const entry = matched ? namingEntry(compiled, query, grade) : undefined;
  return {
    element: 'Principal',
    matched,
    grade: gradeName(grade),
    ...(entry === undefined ? {} : { entry: { type: entry.type, value: entry.value } }),
  };
}

/** The first entry that alone would give the statement its grade. */
function namingEntry(compiled: CompiledStatement, query: Query, grade: Grade): PrincipalEntry | undefined {
  const { principals } = compiled;
  return principals?.source.entries.find(
    (entry) => principalGrade({ ...compiled, principals: principals.only(entry) }, query) === grade,
  );
}

function traceCondition(
  condition: CompiledCondition,
  compiled: CompiledStatement,
  context: RequestContext,
): ConditionTrace {
  const { source, operator, key } = condition;
  const value = context.get(key);
  const variables = compiled.variables && operator !== undefined && allowsVariables(operator.base.type);
  return {
    operator: source.operator,
    key: source.key,
    ...(value === undefined ? {} : { requestValues: valuesOf(value) }),
    policyValues: source.values.map((written) => traceValue(written, variables, context)),
    result: holds(condition, context),
    satisfied: satisfies(condition, compiled.source.effect, context),
  };
}

function traceValue(written: string, variables: boolean, context: RequestContext): PolicyValueTrace {
  const resolved = resolveText(parseTemplate(written, variables), context);
  return resolved === undefined ? { written } : { written, resolved };
}

export function valuesOf(value: ContextValue): readonly string[] {
  return typeof value === 'string' ? [value] : [...value];
}
