/** Whether a statement speaks about a request. Its action is looked up before (`CompiledPolicy.about`). */
import { appliesToResource, type CompiledStatement } from './compile.ts';
import { type CompiledCondition, holds } from './condition.ts';
import type { Effect } from './document.ts';
import type { AccessRequest, RequestContext } from './model.ts';
import { GRADE, type Grade, gradeOf, isExempt } from './principal.ts';

/** A request, and what else a statement may ask about its caller. */
export interface Query {
  readonly request: AccessRequest;
  /** Whether the caller has a permissions boundary; `NotPrincipal` never spares such a caller. */
  readonly hasBoundary: boolean;
}

/** Whether resource, principal and conditions of the statement match. */
export function matches(statement: CompiledStatement, query: Query): boolean {
  return matchedGrade(statement, query) !== GRADE.none;
}

/** The grade of a statement that matches, `none` if it does not. */
export function matchedGrade(statement: CompiledStatement, query: Query): Grade {
  const { request } = query;
  if (!appliesToResource(statement, request.resource, request.context)) return GRADE.none;
  const grade = principalGrade(statement, query);
  if (grade === GRADE.none) return GRADE.none;
  const { effect } = statement.source;
  for (const condition of statement.conditions) {
    if (!satisfies(condition, effect, request.context)) return GRADE.none;
  }
  return grade;
}

/** How the statement's principal element names the caller; a statement without one speaks about its holder. */
export function principalGrade(statement: CompiledStatement, query: Query): Grade {
  const { principals, source } = statement;
  const caller = query.request.principal;
  if (principals === undefined) return GRADE.direct;
  if (!principals.not) return gradeOf(principals, caller, source.effect);
  // Allow with NotPrincipal is no longer supported: it grants nothing.
  if (source.effect === 'Allow') return GRADE.none;
  return isExempt(principals, caller, query.hasBoundary) ? GRADE.none : GRADE.direct;
}

/** An operator that does not exist stops an Allow and does not stop a Deny. */
export function satisfies(condition: CompiledCondition, effect: Effect, context: RequestContext): boolean {
  const result = holds(condition, context);
  return result === 'unknown' ? effect === 'Deny' : result;
}
