import {
  ANY_SIZE,
  type AttachedPolicy,
  type CompiledPolicy,
  compile,
  type PolicySets,
  parse,
} from '../../src/policy/index.ts';
import type { ReferenceLevel, ReferencePolicy, ReferenceSets } from '../reference/index.ts';

/** A generated document that the engine refuses says that generator and parser disagree on what is valid. */
export class RefusedDocumentError extends Error {
  override readonly name = 'RefusedDocumentError';
}

const compiled = new WeakMap<ReferencePolicy, CompiledPolicy>();

function compileRaw(policy: ReferencePolicy): CompiledPolicy {
  const text = JSON.stringify(policy.document);
  const { document, errors } = parse(text, policy.source.kind, ANY_SIZE);
  if (document === undefined || errors.length > 0) {
    const issue = errors[0];
    throw new RefusedDocumentError(`${issue?.code} at ${issue?.pointer}: ${policy.source.kind} ${text}`);
  }
  return compile(document, policy.bindings === undefined ? {} : { bindings: policy.bindings });
}

function attached(policy: ReferencePolicy): AttachedPolicy {
  let result = compiled.get(policy);
  if (result === undefined) {
    result = compileRaw(policy);
    compiled.set(policy, result);
  }
  return { policy: result, source: policy.source };
}

function levels(list: readonly ReferenceLevel[]) {
  return list.map(({ target, policies }) => ({ target, policies: policies.map(attached) }));
}

/** The same sets for the engine: every document written out, parsed and compiled the way a service does it. */
export function engineSets(sets: ReferenceSets): PolicySets {
  return {
    identity: sets.identity.map(attached),
    boundary: sets.boundary && attached(sets.boundary),
    session: sets.session?.map(attached),
    resource: sets.resource && { attached: attached(sets.resource.attached), mode: sets.resource.mode },
    scp: sets.scp && levels(sets.scp),
    rcp: sets.rcp && levels(sets.rcp),
    managementAccount: sets.managementAccount,
    endpoint: sets.endpoint && attached(sets.endpoint),
  };
}
