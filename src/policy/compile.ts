/** Documents, ready to be asked. */
import { type ActionPattern, matchesAction, parseActionPattern } from './action-pattern.ts';
import { matchesResource, parseResourcePattern, type ResourcePattern } from './arn-pattern.ts';
import { type CompiledCondition, compileCondition } from './condition.ts';
import type { PatternElement, PolicyDocument, Statement } from './document.ts';
import type { RequestContext } from './model.ts';
import { type Bindings, type CompiledPrincipals, compilePrincipals } from './principal.ts';
import { asciiLower } from './text-case.ts';

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

export interface CompiledActions {
  readonly not: boolean;
  readonly patterns: readonly ActionPattern[];
}

export interface CompiledResources {
  readonly not: boolean;
  readonly everything: boolean;
  /** Patterns that one text matches. */
  readonly exact: ReadonlySet<string>;
  /** The others. */
  readonly open: readonly ResourcePattern[];
}

/** The statements whose action element matches one action, in the order of the text. */
interface Candidates {
  readonly denies: readonly CompiledStatement[];
  readonly allows: readonly CompiledStatement[];
}

/** Actions are a closed set in honest use; this bounds what strangers can make a policy remember. */
const REMEMBERED_ACTIONS = 512;

/** A document with its constants parsed, and an index by action that fills as it is asked. */
export class CompiledPolicy {
  readonly document: PolicyDocument;
  readonly statements: readonly CompiledStatement[];
  /** What the document was compiled with, so that a changed copy of it can be compiled alike. */
  readonly bindings: Bindings | undefined;
  readonly #byAction = new Map<string, Candidates>();

  constructor(document: PolicyDocument, statements: readonly CompiledStatement[], bindings?: Bindings) {
    this.document = document;
    this.statements = statements;
    this.bindings = bindings;
  }

  /** The statements that can speak about an action. */
  about(action: string): Candidates {
    return this.#byAction.get(action) ?? this.#remember(action);
  }

  #remember(action: string): Candidates {
    const lower = asciiLower(action);
    const matching = this.statements.filter((statement) => appliesToAction(statement.actions, lower));
    const candidates = {
      denies: matching.filter((statement) => statement.source.effect === 'Deny'),
      allows: matching.filter((statement) => statement.source.effect === 'Allow'),
    };
    if (this.#byAction.size >= REMEMBERED_ACTIONS) this.#byAction.clear();
    this.#byAction.set(action, candidates);
    return candidates;
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
    resources: source.resource && compileResources(source.resource, variables),
    // Where a resource is required, a statement without one is broken: it grants nothing and refuses everything.
    appliesToAnyResource: document.kind === 'trust' || source.effect === 'Deny',
    principals: source.principal && compilePrincipals(source.principal, options.bindings),
    conditions: source.conditions.map((condition) => compileCondition(condition, variables)),
    variables,
  });
  return new CompiledPolicy(document, document.statements.map(compileOne), options.bindings);
}

function compileResources(element: PatternElement, variables: boolean): CompiledResources {
  const patterns = element.patterns.map((raw) => parseResourcePattern(raw, variables));
  return {
    not: element.not,
    everything: patterns.some((pattern) => pattern.everything),
    exact: new Set(patterns.flatMap((pattern) => pattern.exact ?? [])),
    open: patterns.filter((pattern) => !pattern.everything && pattern.exact === undefined),
  };
}

/** `action` in lower case. */
export function appliesToAction(actions: CompiledActions, action: string): boolean {
  return actions.patterns.some((pattern) => matchesAction(pattern, action)) !== actions.not;
}

export function appliesToResource(
  statement: CompiledStatement,
  resource: string,
  context: RequestContext,
): boolean {
  const { resources } = statement;
  if (resources === undefined) return statement.appliesToAnyResource;
  return listsResource(resources, resource, context) !== resources.not;
}

function listsResource(resources: CompiledResources, resource: string, context: RequestContext): boolean {
  if (resources.everything || (resources.exact.size > 0 && resources.exact.has(resource))) return true;
  for (const pattern of resources.open) if (matchesResource(pattern, resource, context)) return true;
  return false;
}
