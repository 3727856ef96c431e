/** Changes, made: the request and the sets as they would be. */
import { attach, MalformedPolicyError } from './attach.ts';
import type { AddedPolicy, Change, ContextChange, DetachedPolicy, DocumentChange } from './change.ts';
import type { PolicyKind } from './issue.ts';
import type {
  AccessRequest,
  AttachedPolicy,
  ContextValue,
  OrganizationLevel,
  PolicySets,
  PolicyType,
  RequestContext,
} from './model.ts';
import { ANY_SIZE } from './parse.ts';
import { type PolicyPlace, placedPolicies } from './places.ts';
import { documentJson, patchPolicy } from './policy-patch.ts';
import { lowerCaseKey } from './text-case.ts';

export interface Situation {
  readonly request: AccessRequest;
  readonly sets: PolicySets;
}

/**
 * The request and the policies with the changes made, in order. What they are made of stays as it is.
 * @throws MalformedPolicyError when a changed document is no valid policy of its kind; TypeError when a patch points to
 *   what is not there.
 */
export function applyChanges({ request, sets }: Situation, changes: readonly Change[]): Situation {
  let changed: Situation = { request, sets };
  for (const change of changes) changed = applyChange(changed, change);
  return changed;
}

/** The changes made, or `undefined` if a document would not be a valid policy any more. */
export function applyIfValid(situation: Situation, changes: readonly Change[]): Situation | undefined {
  try {
    return applyChanges(situation, changes);
  } catch (error) {
    if (error instanceof MalformedPolicyError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function applyChange({ request, sets }: Situation, change: Change): Situation {
  switch (change.kind) {
    case 'set-context':
    case 'remove-context':
      return { request: { ...request, context: changedContext(request.context, change) }, sets };
    case 'add-policy':
      return { request, sets: withPolicy(sets, change) };
    case 'detach-policy':
      return { request, sets: withoutPolicy(sets, change) };
    default:
      return { request, sets: withPatch(sets, change) };
  }
}

function changedContext(
  context: RequestContext,
  { key, values, multivalued }: ContextChange,
): RequestContext {
  const changed: ContextValue | undefined = multivalued ? values : values?.[0];
  const name = lowerCaseKey(key);
  return { get: (asked) => (asked === name ? changed : context.get(asked)) };
}

function samePlace(a: PolicyPlace, b: PolicyPlace): boolean {
  return a.type === b.type && a.level === b.level && a.document === b.document;
}

function withPatch(sets: PolicySets, { place, patch }: DocumentChange): PolicySets {
  const placed = placedPolicies(sets).find((one) => samePlace(one.place, place));
  if (placed === undefined) throw new TypeError(`there is no such ${place.type} policy`);
  const { policy, source } = placed.attached;
  const { bindings } = policy;
  const json = patchPolicy(documentJson(policy.document), [patch]);
  const { kind } = policy.document;
  // What becomes shorter was within its quota before; what grows has to be within the default one.
  const size = patch.op === 'remove' ? ANY_SIZE : {};
  const changed = attach(json, { ...source, kind }, { ...size, ...(bindings && { bindings }) });
  return withReplaced(sets, place, { policy: changed.policy, source });
}

function replaced(
  policies: readonly AttachedPolicy[],
  at: number,
  policy: AttachedPolicy | undefined,
): readonly AttachedPolicy[] {
  return policy === undefined ? policies.toSpliced(at, 1) : policies.with(at, policy);
}

/** The sets with another document in a place, or with none there. */
function withReplaced(sets: PolicySets, place: PolicyPlace, policy: AttachedPolicy | undefined): PolicySets {
  const { document } = place;
  switch (place.type) {
    case 'identity':
      return { ...sets, identity: replaced(sets.identity, document, policy) };
    case 'session':
      return { ...sets, session: replaced(sets.session ?? [], document, policy) };
    case 'boundary':
      return { ...sets, boundary: policy };
    case 'endpoint':
      return { ...sets, endpoint: policy };
    case 'resource':
    case 'trust':
      return { ...sets, resource: policy && { attached: policy, mode: sets.resource?.mode ?? 'optional' } };
    case 'scp':
    case 'rcp': {
      const change = (policies: readonly AttachedPolicy[]) => replaced(policies, document, policy);
      return { ...sets, [place.type]: changedLevel(sets[place.type], place.level, change) };
    }
  }
}

function changedLevel(
  levels: readonly OrganizationLevel[] | undefined,
  at: number | undefined,
  change: (policies: readonly AttachedPolicy[]) => readonly AttachedPolicy[],
): readonly OrganizationLevel[] | undefined {
  return levels?.map((level, index) =>
    index === at ? { target: level.target, policies: change(level.policies) } : level,
  );
}

function withoutPolicy(sets: PolicySets, { place }: DetachedPolicy): PolicySets {
  return withReplaced(sets, place, undefined);
}

/** By which rules a new document of a type is read. */
export const KIND_OF_TYPE: Readonly<Record<PolicyType, Exclude<PolicyKind, 'managed'>>> = {
  identity: 'inline',
  boundary: 'inline',
  session: 'session',
  resource: 'resource',
  trust: 'trust',
  scp: 'scp',
  rcp: 'rcp',
  endpoint: 'endpoint',
};

function withPolicy(sets: PolicySets, { type, level, document }: AddedPolicy): PolicySets {
  const added = attach(document, { kind: KIND_OF_TYPE[type], name: 'new' });
  switch (type) {
    case 'identity':
      return { ...sets, identity: [...sets.identity, added] };
    case 'session':
      return { ...sets, session: [...(sets.session ?? []), added] };
    case 'scp':
    case 'rcp':
      return { ...sets, [type]: changedLevel(sets[type], level, (policies) => [...policies, added]) };
    default:
      return withReplaced(sets, { type, document: 0 }, added);
  }
}
