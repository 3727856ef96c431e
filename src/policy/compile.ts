/** Documents, ready to be asked. */
import { type CompiledActions, parseActionPattern } from './action-pattern.ts';
import { type CompiledCondition, compileCondition } from './condition.ts';
import type { PolicyDocument, Statement } from './document.ts';
import type { RequestContext } from './model.ts';
import { type Bindings, type CompiledPrincipals, compilePrincipals } from './principal.ts';
import { CompiledResources } from './resource-element.ts';
import { type ByEffect, StatementIndex } from './statement-index.ts';

export { appliesToAction } from './action-pattern.ts';

export interface CompiledStatement {
  readonly source: Statement;
  readonly actions: CompiledActions;
  /** `undefined`: the statement names no resource; `appliesToAnyResource` says what that means. */
  readonly resources: CompiledResources | undefined;
  readonly appliesToAnyResource: boolean;
  /** `undefined`: the statement speaks about whoever holds it. */
  readonly principals: CompiledPrincipals | undefined;
  readonly conditions: readonly CompiledCondition[];
  /** Whether policy variables have a meaning in the document. */
  readonly variables: boolean;
}

/** A document with its constants parsed, and an index of its statements that fills as it is asked. */
export class CompiledPolicy {
  readonly document: PolicyDocument;
  readonly statements: readonly CompiledStatement[];
  /** What the document was compiled with, so that a changed copy of it can be compiled alike. */
  readonly bindings: Bindings | undefined;
  readonly #index: StatementIndex;

  constructor(document: PolicyDocument, statements: readonly CompiledStatement[], bindings?: Bindings) {
    this.document = document;
    this.statements = statements;
    this.bindings = bindings;
    this.#index = new StatementIndex(statements);
  }

  /** The statements that can speak about an action. */
  about(action: string): ByEffect {
    return this.#index.about(action);
  }
}

export interface CompileOptions {
  /**
   * What the document's user and role ARNs were bound to when it was saved: ARN to unique id (`AIDA…`, `AROA…`). A
   * named session (`arn:aws:sts::A:assumed-role/name/session`) is bound by its own ARN or by that of its role part
   * (`arn:aws:sts::A:assumed-role/name`). A bound entry is matched by id and never by name; an unbound one by its ARN.
   */
  readonly bindings?: Bindings;
}

/** Makes a document ready for `decide` and `explain`. Costs time linear in its size. */
export function compile(document: PolicyDocument, options: CompileOptions = {}): CompiledPolicy {
  const variables = document.version === '2012-10-17';
  const compileOne = (source: Statement): CompiledStatement => ({
    source,
    actions: { not: source.action.not, patterns: source.action.patterns.map(parseActionPattern) },
    resources: source.resource && new CompiledResources(source.resource, variables),
    // Where a resource is required, a statement without one is broken: it grants nothing and refuses everything.
    appliesToAnyResource: document.kind === 'trust' || source.effect === 'Deny',
    principals: source.principal && compilePrincipals(source.principal, options.bindings),
    conditions: source.conditions.map((condition) => compileCondition(condition, variables)),
    variables,
  });
  return new CompiledPolicy(document, document.statements.map(compileOne), options.bindings);
}

export function appliesToResource(
  statement: CompiledStatement,
  resource: string,
  context: RequestContext,
): boolean {
  const { resources } = statement;
  if (resources === undefined) return statement.appliesToAnyResource;
  return resources.lists(resource, context) !== resources.not;
}
