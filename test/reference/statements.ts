import type { AccessRequest, RequestContext } from '../../src/policy/index.ts';
import { arnMatches, partsOfArn } from './arn.ts';
import { conditionsHold } from './conditions.ts';
import { type Character, charactersOf, globMatches, textOf, withoutCase } from './glob.ts';
import { DIRECT, type Grade, gradeOf, isExempt, NONE } from './principals.ts';
import {
  listOf,
  type RawDocument,
  type RawStatement,
  type ReferencePolicy,
  type StatementPlace,
} from './reference-sets.ts';
import { substitute } from './variables.ts';

/** policy-language §2 "Version": a document without one, or of 2008, has no variables. */
export function hasVariables(document: RawDocument): boolean {
  return document.Version === '2012-10-17';
}

/** policy-language §4 "match": case-insensitive glob on prefix and on name; `*` alone is every action. */
function actionMatches(pattern: string, action: string): boolean {
  if (pattern === '*') return true;
  const [prefix = '', name, ...more] = withoutCase(pattern).split(':');
  const [service = '', operation = ''] = withoutCase(action).split(':');
  if (name === undefined || more.length > 0) return false;
  return globMatches(charactersOf(prefix), service) && globMatches(charactersOf(name), operation);
}

/** policy-language §4: NotAction matches every action that none of the listed patterns matches. */
export function actionApplies(statement: RawStatement, action: string): boolean {
  const matches = (pattern: string) => actionMatches(pattern, action);
  if (statement.NotAction !== undefined) return !listOf(statement.NotAction).some(matches);
  return listOf(statement.Action).some(matches);
}

/** policy-language §5 "variables": in the resource part only; earlier the text stays literal, and so matches nothing. */
function resourcePattern(
  pattern: string,
  context: RequestContext,
  variables: boolean,
): readonly (readonly Character[])[] | undefined {
  const parts = [...partsOfArn(charactersOf(pattern))];
  const last = parts[5];
  if (last !== undefined && variables) {
    const substituted = substitute(textOf(last), context);
    if (substituted === undefined) return undefined;
    parts[5] = substituted;
  }
  // policy-language §5 "short forms": fewer than six parts are padded with `*`.
  while (parts.length < 6) parts.push(charactersOf('*'));
  return parts;
}

function resourceMatches(
  pattern: string,
  resource: string,
  context: RequestContext,
  variables: boolean,
): boolean {
  if (pattern === '*') return true; // every resource, "no resource" included
  const parts = resourcePattern(pattern, context, variables);
  // A request's `*` is no ARN: only the pattern `*` matches it (policy-language §5 "no resource type").
  return parts !== undefined && arnMatches(parts, resource);
}

/** policy-language §5: Resource, NotResource; a trust policy has neither and means the role itself. */
export function resourceApplies(
  statement: RawStatement,
  resource: string,
  context: RequestContext,
  variables: boolean,
): boolean {
  const matches = (pattern: string) => resourceMatches(pattern, resource, context, variables);
  if (statement.NotResource !== undefined) return !listOf(statement.NotResource).some(matches);
  return statement.Resource === undefined || listOf(statement.Resource).some(matches);
}

/** The grade at which a statement speaks of the caller; a document without principals speaks of whoever holds it. */
export function principalGrade(
  statement: RawStatement,
  policy: ReferencePolicy,
  request: AccessRequest,
  hasBoundary: boolean,
): Grade {
  const bindings = policy.bindings ?? new Map();
  if (statement.NotPrincipal !== undefined) {
    return isExempt(statement.NotPrincipal, request.principal, hasBoundary, bindings) ? NONE : DIRECT;
  }
  if (statement.Principal === undefined) return DIRECT;
  return gradeOf(statement.Principal, request.principal, statement.Effect, bindings);
}

export function statementsOf(document: RawDocument): readonly RawStatement[] {
  return listOf<RawStatement>(document.Statement);
}

/** What the matching statements of one document, or of one set of documents, say together. */
export interface Answer {
  /** The first matching Deny in attachment order (evaluation §5.1). */
  readonly deny: StatementPlace | undefined;
  /** The best grade over the matching Allows; NONE if there is none (evaluation §4). */
  readonly allow: Grade;
  /** The first matching Allow, whatever its grade. */
  readonly firstAllow: StatementPlace | undefined;
}

/** Told of each statement whose conditions are asked: all else of it applies. */
export type ConditionObserver = (statement: RawStatement, policy: ReferencePolicy) => void;

/** evaluation §1: within a set documents are a union. */
export function answerOf(
  policies: readonly ReferencePolicy[],
  request: AccessRequest,
  hasBoundary: boolean,
  onCondition?: ConditionObserver,
): Answer {
  let deny: StatementPlace | undefined;
  let firstAllow: StatementPlace | undefined;
  let allow: Grade = NONE;
  for (const policy of policies) {
    const variables = hasVariables(policy.document);
    for (const [index, statement] of statementsOf(policy.document).entries()) {
      const grade = principalGrade(statement, policy, request, hasBoundary);
      if (grade === NONE) continue;
      if (!actionApplies(statement, request.action)) continue;
      if (!resourceApplies(statement, request.resource, request.context, variables)) continue;
      onCondition?.(statement, policy);
      // policy-language §6: a statement whose conditions are not all true does not apply, whatever its Effect.
      if (!conditionsHold(statement.Condition, request.context, variables)) continue;
      const place = { source: policy.source, index };
      if (statement.Effect === 'Deny') {
        deny ??= place;
        continue;
      }
      firstAllow ??= place;
      if (grade > allow) allow = grade;
    }
  }
  return { deny, allow, firstAllow };
}
