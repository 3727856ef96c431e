/** The request as an explanation shows it. */
import { factsOfKey, type KeyOrigin, type KeyType } from './condition-key.ts';
import { isCrossAccount } from './judge.ts';
import type { AccessRequest, ContextValue, PolicySets, Principal, RequestContext } from './model.ts';
import { bindingSets } from './organization.ts';
import { placedPolicies } from './places.ts';
import { valuesOf } from './trace.ts';
import { planOf } from './trace-plan.ts';

export interface RequestTrace {
  readonly caller: Principal;
  readonly action: string;
  readonly resource: string;
  /** The resource's owner; the caller's account if the request names none. */
  readonly resourceAccount?: string;
  readonly crossAccount: boolean;
  /** Keys that the documents ask about and the request has, as the documents spell them. */
  readonly context: readonly ContextEntry[];
  /** Keys that the request has and no document asks about, in lower case; known if the request's context is a `Map`. */
  readonly otherContext: readonly ContextEntry[];
  /** Keys that the documents ask about and the request lacks. */
  readonly missingKeys: readonly string[];
}

export interface ContextEntry {
  readonly key: string;
  readonly values: readonly string[];
  /** Whether the request has a list, be it of one value. */
  readonly multivalued: boolean;
  readonly type: KeyType;
  /** What the key tells about, and so where its value comes from. */
  readonly origin: KeyOrigin;
}

export function traceRequest(request: AccessRequest, sets: PolicySets): RequestTrace {
  const { principal, action, resource, context } = request;
  const resourceAccount = request.resourceAccount ?? ('account' in principal ? principal.account : undefined);
  const present: ContextEntry[] = [];
  const missingKeys: string[] = [];
  const keys = keysOf(bindingSets(request, sets));
  for (const [lowerCaseKey, key] of keys) {
    const value = context.get(lowerCaseKey);
    if (value === undefined) missingKeys.push(key);
    else present.push(contextEntry(key, value));
  }
  return {
    caller: principal,
    action,
    resource,
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
    crossAccount: isCrossAccount(request),
    context: present,
    otherContext: otherContext(context, keys),
    missingKeys,
  };
}

function contextEntry(key: string, value: ContextValue): ContextEntry {
  const { type, origin } = factsOfKey(key);
  return { key, values: valuesOf(value), multivalued: typeof value !== 'string', type, origin };
}

function otherContext(context: RequestContext, asked: ReadonlyMap<string, string>): ContextEntry[] {
  if (!(context instanceof Map)) return [];
  const entries = [...(context as ReadonlyMap<string, ContextValue>)];
  return entries.filter(([key]) => !asked.has(key)).map(([key, value]) => contextEntry(key, value));
}

/** The keys that any document asks for: lower case to the first spelling. */
function keysOf(sets: PolicySets): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { attached } of placedPolicies(sets)) {
    for (const [lower, key] of planOf(attached.policy).keys) if (!keys.has(lower)) keys.set(lower, key);
  }
  return keys;
}
