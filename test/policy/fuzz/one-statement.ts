import { ANY_SIZE, compile, contextOf, decide, parse } from '../../../src/policy/index.ts';
import type { Json } from './documents.ts';

const CALLER = { kind: 'anonymous' } as const;

export interface Question {
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Whether a statement applies to a request, by the engine; `undefined` if the language has no such statement. */
export function applies(
  statement: { readonly [element: string]: Json },
  { action = 's3:GetObject', resource = '*', context = {} }: Question,
  version = '2012-10-17',
): boolean | undefined {
  const text = JSON.stringify({
    Version: version,
    Statement: { Effect: 'Allow', Principal: '*', ...statement },
  });
  const { document } = parse(text, 'resource', ANY_SIZE);
  if (document === undefined) return undefined;
  const attached = { policy: compile(document), source: { kind: 'resource', name: 'p' } } as const;
  const request = { principal: CALLER, action, resource, context: contextOf(context) };
  return decide(request, { identity: [], resource: { attached, mode: 'optional' } }).verdict === 'allowed';
}
