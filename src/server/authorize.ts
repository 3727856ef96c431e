/**
 * Whether the caller may: every ask of the operation is decided by the policies as they stand in the account that the
 * operation works on. What cannot be decided is refused.
 */
import { type AccountView, type Caller, callerPolicies, compiledTrustPolicy } from '../directory/index.ts';
import {
  type AttachedPolicy,
  compilePolicy,
  type Decision,
  decide,
  denialMessage,
  type PolicySets,
} from '../policy/index.ts';
import type { Ask } from '../services/index.ts';
import { AwsError } from '../wire/index.ts';
import { callerIn } from './callers.ts';
import { type RequestFacts, requestContext } from './context.ts';

/** The decision that stands in the request's event: the first refusal, or the first ask. */
export interface Authorization {
  readonly action: string;
  readonly resource: string;
  readonly decision: Decision;
}

/** Refused by policy; carries the decision to the event. */
export class AccessDeniedError extends AwsError {
  readonly authorization: Authorization;
  constructor(message: string, authorization: Authorization) {
    super('AccessDenied', 403, message);
    this.authorization = authorization;
  }
}

/** The trust policy of a role that does not exist: nobody is trusted, as by a role that trusts somebody else. */
const NO_TRUST: AttachedPolicy = {
  policy: compilePolicy({ kind: 'trust', version: '2012-10-17', statements: [] }),
  source: { kind: 'trust', name: '' },
};

function policySets(account: AccountView, caller: Caller, ask: Ask): PolicySets {
  const sets = callerPolicies(account, caller);
  if (ask.trust === undefined) return sets;
  const { account: owner, role } = ask.trust;
  const attached = owner === undefined || role === undefined ? NO_TRUST : compiledTrustPolicy(owner, role);
  return { ...sets, resource: { attached, mode: 'trust' } };
}

function refusal(caller: Caller, ask: Ask, decision: Decision): AccessDeniedError {
  const shown = ask.shownAs ?? ask.resource;
  const { arn } = caller.principal;
  return new AccessDeniedError(denialMessage(arn, ask.action, shown, decision), {
    action: ask.action,
    resource: ask.resource,
    decision,
  });
}

/**
 * Decides all asks in order.
 * @param account the account as the operation sees it: a writer's draft, a reader's durable state.
 * @param authenticated the caller as it was when its signature was verified.
 * @returns the first ask's decision; `undefined` when the operation asks nothing.
 * @throws AccessDeniedError with AWS's text for the first refusal; PolicyUnreadableError when a policy cannot be read;
 *   PrincipalGoneError when the caller is no longer there.
 */
export function authorize(
  account: AccountView,
  authenticated: Caller,
  asks: readonly Ask[],
  facts: RequestFacts,
): Authorization | undefined {
  const caller = callerIn(account, authenticated);
  let first: Authorization | undefined;
  for (const ask of asks) {
    const decision = decide(
      {
        principal: caller.principal,
        action: ask.action,
        resource: ask.resource,
        resourceAccount: ask.resourceAccount,
        context: requestContext(facts, caller, ask),
      },
      policySets(account, caller, ask),
    );
    if (decision.verdict !== 'allowed') throw refusal(caller, ask, decision);
    first ??= { action: ask.action, resource: ask.resource, decision };
  }
  return first;
}
