/**
 * A policy document after reading: plain, immutable data that says what the text says, with the positions that traces
 * and rewriting need. IAM User Guide, "Grammar of the IAM JSON policy language".
 */
import type { PolicyKind } from './issue.ts';
import type { Position } from './source-text.ts';

export type PolicyVersion = '2008-10-17' | '2012-10-17';
export type Effect = 'Allow' | 'Deny';

export interface PolicyDocument {
  readonly kind: PolicyKind;
  /** What is in force: a document that names none is a 2008 document. */
  readonly version: PolicyVersion;
  readonly id?: string;
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** From 0, in the order of the text. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: Effect;
  readonly principal?: PrincipalElement;
  readonly action: PatternElement;
  /** Absent in trust policies, where the role itself is meant. */
  readonly resource?: PatternElement;
  /** One for every pair of operator and key, in the order of the text; all must hold. */
  readonly conditions: readonly Condition[];
  readonly start: Position;
  readonly end: Position;
}

/** `Action`, `NotAction`, `Resource` or `NotResource`. */
export interface PatternElement {
  /** True for the `Not…` form. */
  readonly not: boolean;
  readonly patterns: readonly string[];
}

/** `Principal` or `NotPrincipal`. */
export interface PrincipalElement {
  readonly not: boolean;
  readonly entries: readonly PrincipalEntry[];
}

/** The key an entry stands under; `*` is the bare string that means everyone. */
export type PrincipalType = '*' | 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

export interface PrincipalEntry {
  readonly type: PrincipalType;
  readonly value: string;
  /** Index of the statement that it stands in. */
  readonly statement: number;
  /** True under `NotPrincipal`. */
  readonly not: boolean;
  /** Of the JSON string that holds the value, its quotes included. */
  readonly start: Position;
  readonly end: Position;
}

export interface Condition {
  /** As written: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  /** As written. */
  readonly key: string;
  /** Texts; a number or boolean means its JSON text. */
  readonly values: readonly string[];
}
