/** Examples of checks: a policy that a check finds something in, and one that is as it should be. */
import type { PolicyKind } from '../../issue.ts';

export interface Example {
  readonly kind: PolicyKind;
  /** A policy as JSON, or a text that is none. */
  readonly bad: unknown;
  /** JSON pointer to the place that is found. */
  readonly at: string;
  readonly good: unknown;
  /** The account that the policy is written for. */
  readonly account?: string;
}

export type Examples = Readonly<Record<string, readonly Example[]>>;

type Statement = Readonly<Record<string, unknown>>;

export const A = '111122223333';
export const B = '444455556666';

export function policy(...statements: readonly Statement[]): Statement {
  return { Version: '2012-10-17', Statement: statements };
}

const READING = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::examples/*' };

/** One statement that allows to read objects, with some elements replaced or (`undefined`) left out. */
export function allow(more: Statement = {}): Statement {
  return policy({ ...READING, ...more });
}

export function deny(more: Statement = {}): Statement {
  return policy({ ...READING, Effect: 'Deny', ...more });
}

export function allowIf(Condition: unknown, more: Statement = {}): Statement {
  return allow({ ...more, Condition });
}

export function denyIf(Condition: unknown, more: Statement = {}): Statement {
  return deny({ ...more, Condition });
}

/** A trust policy. */
export function trust(Principal: unknown, more: Statement = {}): Statement {
  return policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more });
}

/** A resource policy for someone of the account. */
export function granted(Principal: unknown, more: Statement = {}): Statement {
  return policy({ Principal, ...READING, ...more });
}

export const AUDITOR = { AWS: `arn:aws:iam::${A}:role/auditor` };

/** One example. */
export function one(kind: PolicyKind, bad: unknown, at: string, good: unknown): readonly Example[] {
  return [{ kind, bad, at, good }];
}

const FIRST = '/Statement/0';
export const ACTION = `${FIRST}/Action`;
export const RESOURCE = `${FIRST}/Resource`;
export const STATEMENT = FIRST;

/** Where the value of a condition stands; keys as they are written. */
export function condition(operator: string, key: string, index?: number): string {
  const pointer = `${FIRST}/Condition/${operator}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return index === undefined ? pointer : `${pointer}/${index}`;
}
