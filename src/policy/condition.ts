/** Conditions, ready to be asked. */
import { type ContextSlot, slotOf } from './context-slot.ts';
import type { Condition } from './document.ts';
import type { ContextValue, RequestContext } from './model.ts';
import { type Comparison, type Operator, parseOperator } from './operator.ts';
import { lowerCaseKey } from './text-case.ts';

/** One operator, one key, the values beside it. */
export class CompiledCondition {
  readonly source: Condition;
  readonly slot: ContextSlot;
  /** `undefined`: there is no such operator. */
  readonly operator: Operator | undefined;
  readonly #variables: boolean;
  #compare: Comparison | undefined;

  constructor(source: Condition, variables: boolean) {
    this.source = source;
    this.slot = slotOf(lowerCaseKey(source.key));
    this.operator = parseOperator(source.operator);
    this.#variables = variables;
  }

  /** In lower case, as a context is asked. */
  get key(): string {
    return this.slot.key;
  }

  /** Most conditions of most documents are never asked: values are read when the first request comes. */
  get compare(): Comparison {
    this.#compare ??= this.operator?.base.compare(this.source.values, this.#variables) ?? (() => false);
    return this.#compare;
  }
}

export function compileCondition(source: Condition, variables: boolean): CompiledCondition {
  return new CompiledCondition(source, variables);
}

/**
 * Whether the condition holds; `unknown` where the operator does not exist, so that the caller can refuse: such a
 * condition never lets an Allow speak and never silences a Deny.
 */
export function holds(condition: CompiledCondition, context: RequestContext): boolean | 'unknown' {
  const { operator } = condition;
  if (operator === undefined) return 'unknown';
  const value = condition.slot.valueIn(context);
  if (operator.base.type === 'null') return holdsNull(condition, operator, value, context);
  if (value === undefined) return operator.ifExists || operator.set === 'all' || isTrueOnMissing(operator);
  if (operator.set === 'none') return matchesAny(condition, value, context) !== operator.base.negated;
  if (hasNoValue(value)) return operator.set === 'all';
  return holdsForSet(condition, operator, value, context);
}

/** Without a set prefix, what is not there is also not equal. */
function isTrueOnMissing(operator: Operator): boolean {
  return operator.set === 'none' && operator.base.negated;
}

/** Whether a value of the request matches a value of the policy. An empty list is compared as the empty text. */
function matchesAny(condition: CompiledCondition, value: ContextValue, context: RequestContext): boolean {
  if (typeof value === 'string') return condition.compare(value, context);
  if (value.length === 0) return condition.compare('', context);
  for (const item of value) if (condition.compare(item, context)) return true;
  return false;
}

/** With a set prefix each value of the request is judged on its own. */
function holdsForSet(
  condition: CompiledCondition,
  operator: Operator,
  value: ContextValue,
  context: RequestContext,
): boolean {
  const wanted = !operator.base.negated;
  if (typeof value === 'string') return condition.compare(value, context) === wanted;
  const all = operator.set === 'all';
  for (const item of value) if ((condition.compare(item, context) === wanted) !== all) return !all;
  return all;
}

/** No entries, or only empty texts. */
export function hasNoValue(value: ContextValue): boolean {
  return typeof value === 'string' ? value === '' : value.every((item) => item === '');
}

/** Access Analyzer policy check reference, "Null with qualifier": a set prefix makes the answer a constant. */
function holdsNull(
  condition: CompiledCondition,
  operator: Operator,
  value: ContextValue | undefined,
  context: RequestContext,
): boolean {
  if (operator.set !== 'none') return operator.set === 'all';
  const isMissing = value === undefined || hasNoValue(value);
  return condition.compare(isMissing ? 'true' : 'false', context);
}
