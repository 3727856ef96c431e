/**
 * What a trace needs of a document beside what a decision does, read once: each written pattern and value by itself, and
 * the parts of a trace that are the same for every request.
 */
import { type ActionPattern, parseActionPattern } from './action-pattern.ts';
import { parseResourcePattern, type ResourcePattern } from './arn-pattern.ts';
import type { CompiledPolicy, CompiledStatement } from './compile.ts';
import type { CompiledCondition } from './condition.ts';
import { keysAsked } from './context-keys.ts';
import type { PrincipalEntry } from './document.ts';
import { allowsVariables, parseOperator } from './operator.ts';
import type { CompiledPrincipals } from './principal.ts';
import { parseTemplate, resolveText, type Template } from './template.ts';
import type { PatternTrace, PolicyValueTrace, StatementTrace } from './trace.ts';

export interface DocumentPlan {
  readonly statements: readonly StatementPlan[];
  /** The condition keys that the document asks for: lower case to its first spelling. */
  readonly keys: ReadonlyMap<string, string>;
}

export interface StatementPlan {
  readonly compiled: CompiledStatement;
  readonly head: StatementHead;
  readonly action: PatternPlan<ActionPattern>;
  readonly resource: PatternPlan<ResourcePattern> | undefined;
  /** Each entry of the principal element as if it stood alone. */
  readonly entries: readonly EntryPlan[];
  readonly conditions: readonly ConditionPlan[];
}

export type StatementHead = Pick<
  StatementTrace,
  'index' | 'sid' | 'effect' | 'line' | 'column' | 'endLine' | 'endColumn'
>;

/** An element that lists patterns, with the trace of each answer that it can give. */
export interface PatternPlan<Pattern> {
  readonly patterns: readonly Pattern[];
  /** The trace if the first pattern that matches is this one. */
  readonly found: readonly PatternTrace[];
  readonly none: PatternTrace;
}

export interface EntryPlan {
  readonly trace: { readonly type: PrincipalEntry['type']; readonly value: string };
  readonly alone: CompiledPrincipals;
}

export interface ConditionPlan {
  readonly compiled: CompiledCondition;
  /** The traces of the values; a template where the request has a say in the text. */
  readonly values: readonly (PolicyValueTrace | Template)[];
  /** The traces of all values, if the request has no say in any. */
  readonly constant: readonly PolicyValueTrace[] | undefined;
}

const plans = new WeakMap<CompiledPolicy, DocumentPlan>();

export function planOf(policy: CompiledPolicy): DocumentPlan {
  const known = plans.get(policy);
  if (known !== undefined) return known;
  const plan = { statements: policy.statements.map(planStatement), keys: keysAsked([policy.document]) };
  plans.set(policy, plan);
  return plan;
}

function planStatement(compiled: CompiledStatement): StatementPlan {
  const { source, principals, variables } = compiled;
  const { index, sid, effect, start, end, action, resource } = source;
  const head = {
    index,
    ...(sid === undefined ? {} : { sid }),
    effect,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
  return {
    compiled,
    head,
    action: planPatterns(action.not ? 'NotAction' : 'Action', action, parseActionPattern),
    resource:
      resource &&
      planPatterns(resource.not ? 'NotResource' : 'Resource', resource, (raw) =>
        parseResourcePattern(raw, variables),
      ),
    entries: (principals?.source.entries ?? []).map((entry) => ({
      trace: { type: entry.type, value: entry.value },
      alone: principals!.only(entry),
    })),
    conditions: compiled.conditions.map((condition) => planCondition(condition, variables)),
  };
}

function planPatterns<Pattern>(
  element: PatternTrace['element'],
  { not, patterns }: { readonly not: boolean; readonly patterns: readonly string[] },
  parse: (raw: string) => Pattern,
): PatternPlan<Pattern> {
  return {
    patterns: patterns.map(parse),
    found: patterns.map((pattern) => ({ element, matched: !not, pattern })),
    none: { element, matched: not },
  };
}

function planCondition(compiled: CompiledCondition, variables: boolean): ConditionPlan {
  const operator = parseOperator(compiled.source.operator);
  const withVariables = variables && operator !== undefined && allowsVariables(operator.base.type);
  const values = compiled.source.values.map((written) => {
    const template = parseTemplate(written, withVariables);
    return template.dynamic ? template : constantValue(template);
  });
  const constants = values.filter((value): value is PolicyValueTrace => !isTemplate(value));
  return { compiled, values, constant: constants.length === values.length ? constants : undefined };
}

export function isTemplate(value: PolicyValueTrace | Template): value is Template {
  return 'pieces' in value;
}

const NOTHING = { get: () => undefined };

function constantValue(template: Template): PolicyValueTrace {
  const resolved = resolveText(template, NOTHING);
  return resolved === undefined ? { written: template.raw } : { written: template.raw, resolved };
}
