/** Policy documents as the tests write them, in one line each. */
import type { InlinePolicy } from '../../../src/directory/index.ts';
import type { Trust } from '../../fixtures/account.ts';

type OneOrMore = string | readonly string[];

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: string | Readonly<Record<string, OneOrMore>>;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
}

export function document(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

type Conditions = Statement['Condition'];

const conditioned = (condition: Conditions) => (condition === undefined ? {} : { Condition: condition });

export const allow = (Action: OneOrMore, Resource: OneOrMore = '*', condition?: Conditions): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...conditioned(condition),
});

export const deny = (Action: OneOrMore, Resource: OneOrMore = '*', condition?: Conditions): Statement => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...conditioned(condition),
});

/** Everything but these actions. */
export const allowAllBut = (...actions: readonly string[]): Statement => ({
  Effect: 'Allow',
  NotAction: actions,
  Resource: '*',
});

/** An inline policy of a fixture. */
export const inline = (...statements: readonly Statement[]): { readonly inline: InlinePolicy[] } => ({
  inline: [{ name: 'granted', document: document(...statements) }],
});

/** A statement of a trust policy. */
export const trust = (
  Principal: Statement['Principal'],
  Action: OneOrMore = 'sts:AssumeRole',
  condition?: Conditions,
): Statement => ({ Effect: 'Allow', Principal: Principal!, Action, ...conditioned(condition) });

/** A trust policy that names accounts, `*` and services only: nothing in it is bound to a unique id. */
export const trustOf =
  (...statements: readonly Statement[]): Trust =>
  () => ({ document: document(...statements), bindings: {} });
