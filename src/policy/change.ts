/** What can be changed so that a decision is another one. Plain data. */
import type { Decision, PolicySource, PolicyType, Verdict } from './model.ts';
import type { PolicyPlace } from './places.ts';
import type { PolicyPatch } from './policy-patch.ts';

/** The request comes with another value for a condition key. */
export interface ContextChange {
  readonly kind: 'set-context' | 'remove-context';
  readonly sentence: string;
  readonly key: string;
  /** Absent if the key is to be missing. One of many that would do, if the policy names no single one. */
  readonly values?: readonly string[];
  readonly multivalued?: boolean;
}

/** A document is edited. */
export interface DocumentChange {
  readonly kind:
    | 'add-statement'
    | 'add-principal'
    | 'change-condition'
    | 'narrow-statement'
    | 'remove-statement';
  readonly sentence: string;
  readonly place: PolicyPlace;
  readonly source: PolicySource;
  /** Of the document as the changes before this one leave it. */
  readonly patch: PolicyPatch;
}

/** A new document takes part. */
export interface AddedPolicy {
  readonly kind: 'add-policy';
  readonly sentence: string;
  readonly type: PolicyType;
  /** Of organization policies: the level, from 0, and its target. */
  readonly level?: number;
  readonly target?: string;
  /** The policy's JSON. */
  readonly document: object;
}

/** A document no longer takes part. */
export interface DetachedPolicy {
  readonly kind: 'detach-policy';
  readonly sentence: string;
  readonly place: PolicyPlace;
  readonly source: PolicySource;
}

export type Change = ContextChange | DocumentChange | AddedPolicy | DetachedPolicy;

/** Changes that turn the verdict together; leaving one out would not. */
export interface Flip {
  readonly sentence: string;
  /** To be made in this order. */
  readonly changes: readonly Change[];
  /** What `decide` answers when they are made. */
  readonly decision: Decision;
}

export interface Flips {
  readonly from: Verdict;
  readonly to: 'allowed' | 'refused';
  /** Each is enough by itself; the smallest comes first. */
  readonly flips: readonly Flip[];
  /** Why there is none. */
  readonly noneBecause?: string;
}

/** How much is asked of whom: a better request costs least, a Deny less costs most. */
const COSTS: Readonly<Record<Change['kind'], number>> = {
  'set-context': 2,
  'remove-context': 2,
  'change-condition': 3,
  'add-principal': 3,
  'add-statement': 4,
  'add-policy': 5,
  'narrow-statement': 7,
  'remove-statement': 8,
  'detach-policy': 9,
};

/** Of a flip; only for ranking. */
export function costOf(changes: readonly Change[]): number {
  return changes.reduce((sum, change) => sum + COSTS[change.kind], 0);
}
