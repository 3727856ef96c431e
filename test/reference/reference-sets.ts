import type { PolicySets, PolicySource, PolicyType, Verdict } from '../../src/policy/index.ts';

/** A policy document as `JSON.parse` gives it. It must be valid for its kind: the reference evaluator checks nothing. */
export interface RawDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: RawStatement | readonly RawStatement[];
}

export type OneOrMany<T> = T | readonly T[];

/** A value in a Condition block: a number or a boolean means its JSON text. */
export type RawValue = string | number | boolean;

export type RawPrincipal = '*' | Readonly<Record<string, OneOrMany<string>>>;

export type RawCondition = Readonly<Record<string, Readonly<Record<string, OneOrMany<RawValue>>>>>;

export interface RawStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: RawPrincipal;
  readonly NotPrincipal?: RawPrincipal;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: RawCondition;
}

/** What `AttachedPolicy` is to the engine, with the document itself in place of the compiled policy. */
export interface ReferencePolicy {
  readonly document: RawDocument;
  /** Principal ARN as written → the unique id it was resolved to when the document was saved. */
  readonly bindings?: ReadonlyMap<string, string>;
  readonly source: PolicySource;
}

export interface ReferenceLevel {
  readonly target: string;
  readonly policies: readonly ReferencePolicy[];
}

type ResourceMode = NonNullable<PolicySets['resource']>['mode'];

/** `PolicySets`, set by set. What is absent does not apply; an empty list applies and allows nothing. */
export interface ReferenceSets {
  readonly identity: readonly ReferencePolicy[];
  readonly boundary?: ReferencePolicy | undefined;
  readonly session?: readonly ReferencePolicy[] | undefined;
  readonly resource?: { readonly attached: ReferencePolicy; readonly mode: ResourceMode } | undefined;
  readonly scp?: readonly ReferenceLevel[] | undefined;
  readonly rcp?: readonly ReferenceLevel[] | undefined;
  readonly endpoint?: ReferencePolicy | undefined;
  readonly managementAccount?: string | undefined;
}

/** Where a statement stands: its document and its place in it, from 0. */
export interface StatementPlace {
  readonly source: PolicySource;
  readonly index: number;
}

export interface ReferenceDecision {
  readonly verdict: Verdict;
  readonly by: PolicyType | 'root';
  /** The Deny of an explicit deny, and the first Allow where identity policies allowed; otherwise not told. */
  readonly statement?: StatementPlace | undefined;
}

/** A bare value is the same as a list of one (policy-language §2, "single or list"). */
export function listOf<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}
