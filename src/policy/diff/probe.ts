/** Small questions, answered by the engine itself: does this condition hold, is this resource like this pattern? */
import { compile } from '../compile.ts';
import { decide } from '../decide.ts';
import type { Condition, Effect, PolicyDocument, PrincipalElement, Statement } from '../document.ts';
import type { PolicyKind } from '../issue.ts';
import type { AttachedPolicy, RequestContext } from '../model.ts';

const NOWHERE = { line: 1, column: 1, offset: 0 };
const ALL = { not: false, patterns: ['*'] };

/** What a statement says beside "every action and resource". */
export interface Saying {
  readonly effect: Effect;
  readonly principal?: PrincipalElement | undefined;
  readonly conditions?: readonly Condition[];
  readonly resource?: string;
}

/** A document of such statements, ready to be asked. */
export function policySaying(kind: PolicyKind, sayings: readonly Saying[], variables = true): AttachedPolicy {
  const statements = sayings.map(({ effect, principal, conditions = [], resource }, index): Statement => {
    const resources = resource === undefined ? ALL : { not: false, patterns: [resource] };
    return {
      index,
      effect,
      ...(principal && { principal }),
      action: ALL,
      ...(kind !== 'trust' && { resource: resources }),
      conditions,
      start: NOWHERE,
      end: NOWHERE,
    };
  });
  const document: PolicyDocument = { kind, version: variables ? '2012-10-17' : '2008-10-17', statements };
  return { policy: compile(document), source: { kind, name: kind } };
}

const SOMEONE = {
  kind: 'user',
  account: '111122223333',
  id: 'AIDAEXAMPLEEXAMPLE001',
  arn: 'arn:aws:iam::111122223333:user/alice',
} as const;

export const NO_CONTEXT: RequestContext = { get: () => undefined };

/** Whether a statement of one element would let someone do something with the resource in the context. */
function isAllowed(attached: AttachedPolicy, resource: string, context: RequestContext): boolean {
  const request = { principal: SOMEONE, action: 's3:GetObject', resource, context };
  return decide(request, { identity: [attached] }).verdict === 'allowed';
}

/** A condition, ready to be asked of contexts. */
export function askCondition(condition: Condition, variables: boolean): (context: RequestContext) => boolean {
  const attached = policySaying('inline', [{ effect: 'Allow', conditions: [condition] }], variables);
  return (context) => isAllowed(attached, '*', context);
}

/** A resource pattern, ready to be asked. */
export function askResource(
  pattern: string,
  variables: boolean,
): (resource: string, context: RequestContext) => boolean {
  const attached = policySaying('inline', [{ effect: 'Allow', resource: pattern }], variables);
  return (resource, context) => isAllowed(attached, resource, context);
}
