/**
 * A second evaluator of the policy language, written from the semantics pages alone by someone who had not read the
 * engine: no cache, no index, no regular expressions. Each rule names its clause ("evaluation §3").
 */
export { pairHolds, partsOfOperator } from './conditions.ts';
export { decideByTheBook, rcpBinds, scpBinds } from './decide-by-the-book.ts';
export { ACCOUNT, accountOf, DIRECT, ENTITY, type Grade, gradeOf, isExempt, NONE } from './principals.ts';
export type * from './reference-sets.ts';
export { listOf } from './reference-sets.ts';
export type { ConditionObserver } from './statements.ts';
export { actionApplies, hasVariables, resourceApplies } from './statements.ts';
