/**
 * Whether the caller may: every ask of the operation is decided by the policies as they stand in the account that the
 * operation works on. What cannot be decided is refused.
 */
import {
  type AccountView,
  type Caller,
  type CallerPolicies,
  callerPolicies,
  compiledTrustPolicy,
} from '../directory/index.ts';
import {
  type AttachedPolicy,
  compile,
  type Decision,
  decide,
  denialMessage,
  type PolicySets,
  parse,
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
  policy: compile({ kind: 'trust', version: '2012-10-17', statements: [] }),
  source: { kind: 'trust', name: '' },
};

/** A caller whose own policies stand in nobody's way. */
const UNLIMITED: AttachedPolicy = {
  policy: compile(parse('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', 'inline').document!),
  source: { kind: 'inline', name: '' },
};

/** The caller's own policies, with what the account itself gives it. */
function ownPolicies(account: AccountView, caller: Caller, { grantedBy }: Ask): CallerPolicies {
  const own = callerPolicies(account, caller);
  if (grantedBy === undefined) return own;
  const grant: AttachedPolicy = { ...UNLIMITED, source: { kind: 'inline', name: grantedBy } };
  return { ...own, identity: [...own.identity, grant] };
}

function policySets(account: AccountView, caller: Caller, ask: Ask): PolicySets {
  const sets = ownPolicies(account, caller, ask);
  if (ask.trust === undefined) return sets;
  const { account: owner, role } = ask.trust;
  const attached = owner === undefined || role === undefined ? NO_TRUST : compiledTrustPolicy(owner, role);
  return { ...sets, resource: { attached, mode: 'trust' } };
}

/** One question: what is asked, who asks, of whose policies. */
interface Question {
  readonly account: AccountView;
  readonly caller: Caller;
  readonly ask: Ask;
  readonly facts: RequestFacts;
}

function decideOn({ account, caller, ask, facts }: Question, own?: PolicySets): Decision {
  const { action, resource, resourceAccount } = ask;
  return decide(
    {
      principal: caller.principal,
      action,
      resource,
      resourceAccount,
      context: requestContext(facts, caller, ask),
    },
    { ...policySets(account, caller, ask), ...own },
  );
}

/**
 * The decision that the caller is told. Conditions in the caller's own policies see the tags of a role that it wants to
 * assume: of another account's role that does not trust it, the reason is the one of a role that does not exist.
 */
function toldDecision(question: Question, decision: Decision): Decision {
  const { caller, ask } = question;
  if (ask.trust?.role === undefined || ask.resourceAccount === caller.accountId) return decision;
  const trusted = decideOn(question, { identity: [UNLIMITED], boundary: undefined, session: undefined });
  if (trusted.verdict === 'allowed') return decision;
  const unknown = { ...ask, resourceTags: [], trust: { account: undefined, role: undefined } };
  return decideOn({ ...question, ask: unknown });
}

function refusal(question: Question, decision: Decision): AccessDeniedError {
  const { caller, ask } = question;
  const told = toldDecision(question, decision);
  const { arn } = caller.principal;
  return new AccessDeniedError(denialMessage(arn, ask.action, ask.shownAs ?? ask.resource, told), {
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
    const question = { account, caller, ask, facts };
    const decision = decideOn(question);
    if (decision.verdict !== 'allowed') throw refusal(question, decision);
    first ??= { action: ask.action, resource: ask.resource, decision };
  }
  return first;
}
