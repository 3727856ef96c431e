/**
 * Which policies speak for a principal: its identity policies with those of its groups, its boundary, its session
 * policies. A document is compiled once and kept with the immutable entity it came from, so a changed entity brings its own;
 * a principal's set is put together once, and again when something was written that it could depend on.
 */
import {
  ANY_SIZE,
  type AttachedPolicy,
  type CompiledPolicy,
  compileText,
  type PolicyKind,
} from '../policy/index.ts';
import { type AccountView, groupArn, roleArn, userArn } from './account-state.ts';
import { type AwsManagedPolicy, awsManagedPolicy } from './aws-managed-policies.ts';
import type { Caller } from './caller.ts';
import type { Identity, InlinePolicy, ManagedPolicy, Role, TrustPolicy, User } from './entities.ts';
import { defaultDocument, localPolicyByArn } from './managed-policies.ts';
import type { SessionLimits } from './session.ts';

/** A stored policy cannot be read: whoever it speaks for is refused until it is mended. */
export class PolicyUnreadableError extends Error {
  override readonly name = 'PolicyUnreadableError';
}

/** The policies that speak for a caller, beside those of the resource. */
export interface CallerPolicies {
  readonly identity: readonly AttachedPolicy[];
  readonly boundary?: AttachedPolicy | undefined;
  readonly session?: readonly AttachedPolicy[] | undefined;
}

type Account = Pick<AccountView, 'accountId' | 'policies' | 'groups'>;

const compiledInline = new WeakMap<InlinePolicy, CompiledPolicy>();
const compiledManaged = new WeakMap<ManagedPolicy | AwsManagedPolicy, CompiledPolicy>();
const compiledTrust = new WeakMap<TrustPolicy, CompiledPolicy>();

function compileStored(
  text: string,
  kind: PolicyKind,
  what: string,
  bindings?: ReadonlyMap<string, string>,
): CompiledPolicy {
  const { policy, errors } = compileText(text, kind, { ...ANY_SIZE, ...(bindings && { bindings }) });
  if (policy === undefined) {
    throw new PolicyUnreadableError(`${what} cannot be read: ${errors[0]?.message ?? 'no document'}`);
  }
  return policy;
}

function remembered<K extends object>(
  memory: WeakMap<K, CompiledPolicy>,
  key: K,
  make: () => CompiledPolicy,
) {
  let compiled = memory.get(key);
  if (compiled === undefined) {
    compiled = make();
    memory.set(key, compiled);
  }
  return compiled;
}

/** A role's trust policy, with its principals bound to the unique ids they had when it was saved. */
export function compiledTrustPolicy(account: Pick<AccountView, 'accountId'>, role: Role): AttachedPolicy {
  const policy = remembered(compiledTrust, role.trustPolicy, () =>
    compileStored(
      role.trustPolicy.document,
      'trust',
      `the trust policy of role ${role.name}`,
      new Map(Object.entries(role.trustPolicy.bindings)),
    ),
  );
  return {
    policy,
    source: { kind: 'trust', name: role.name, attachedTo: roleArn(account, role) },
  };
}

function managed(account: Account, arn: string, attachedTo: string): AttachedPolicy | undefined {
  const local = localPolicyByArn(account, arn);
  if (local !== undefined) {
    const policy = remembered(compiledManaged, local, () =>
      compileStored(defaultDocument(local), 'managed', `policy ${arn}`),
    );
    return { policy, source: { kind: 'managed', name: local.name, arn, attachedTo } };
  }
  const aws = awsManagedPolicy(arn);
  if (aws === undefined) return undefined;
  const policy = remembered(compiledManaged, aws, () =>
    compileStored(aws.document, 'managed', `policy ${arn}`),
  );
  return { policy, source: { kind: 'managed', name: aws.name, arn, attachedTo } };
}

/** An attached policy that is gone is a fault of the store: AWS lets no attached policy be deleted. */
function attachedManaged(account: Account, arn: string, attachedTo: string): AttachedPolicy {
  const policy = managed(account, arn, attachedTo);
  if (policy === undefined)
    throw new PolicyUnreadableError(`${attachedTo} has policy ${arn}, which does not exist`);
  return policy;
}

function* policiesOf(account: Account, identity: Identity, arn: string): Generator<AttachedPolicy> {
  for (const inline of identity.inlinePolicies) {
    const policy = remembered(compiledInline, inline, () =>
      compileStored(inline.document, 'inline', `policy ${inline.name} of ${arn}`),
    );
    yield { policy, source: { kind: 'inline', name: inline.name, attachedTo: arn } };
  }
  for (const policyArn of identity.attachedPolicies) yield attachedManaged(account, policyArn, arn);
}

/** What was made for an entity or a session, and from which contents of its account. */
interface Made<T> {
  readonly accountId: string;
  readonly policies: number;
  readonly groups: number;
  readonly made: T;
}

/**
 * What was made, as long as nothing that it could depend on has been written since: the entity (another one then has its
 * place), the account's managed policies, its groups. AWS's policies do not change while a node runs.
 */
function madeFrom<K extends object, T>(
  memory: WeakMap<K, Made<T>>,
  account: Account,
  key: K,
  make: () => T,
): T {
  const { accountId } = account;
  const { version: policies } = account.policies;
  const { version: groups } = account.groups;
  const before = memory.get(key);
  if (
    before !== undefined &&
    before.policies === policies &&
    before.groups === groups &&
    before.accountId === accountId
  ) {
    return before.made;
  }
  const made = make();
  memory.set(key, { accountId, policies, groups, made });
  return made;
}

const identitySets = new WeakMap<Identity, Made<readonly AttachedPolicy[]>>();
const boundaries = new WeakMap<Identity, Made<AttachedPolicy>>();
const sessionSets = new WeakMap<SessionLimits, Made<readonly AttachedPolicy[]>>();

function groupPolicies(account: Account, user: User): AttachedPolicy[] {
  return user.groups.flatMap((id) => {
    const group = account.groups.get(id);
    if (group === undefined)
      throw new PolicyUnreadableError(`user ${user.name} is in group ${id}, which does not exist`);
    return [...policiesOf(account, group, groupArn(account, group))];
  });
}

/** Identity policies of a user: its own, then its groups'. */
export function userPolicies(account: AccountView, user: User): readonly AttachedPolicy[] {
  return madeFrom(identitySets, account, user, () => [
    ...policiesOf(account, user, userArn(account, user)),
    ...groupPolicies(account, user),
  ]);
}

export function rolePolicies(account: AccountView, role: Role): readonly AttachedPolicy[] {
  return madeFrom(identitySets, account, role, () => [...policiesOf(account, role, roleArn(account, role))]);
}

function boundaryOf(account: Account, holder: User | Role, arnOf: () => string): AttachedPolicy | undefined {
  const { boundary } = holder;
  if (boundary === undefined) return undefined;
  return madeFrom(boundaries, account, holder, () => attachedManaged(account, boundary, arnOf()));
}

const compiledSessions = new WeakMap<SessionLimits, CompiledPolicy>();

/**
 * Session policies: the inline one, and the managed ones as they are now. A managed session policy that was deleted
 * since allows nothing; the set stays, so that the session is still limited.
 */
function sessionPolicies(
  account: Account,
  session: SessionLimits,
  arn: string,
): readonly AttachedPolicy[] | undefined {
  if (session.policy === undefined && (session.policyArns ?? []).length === 0) return undefined;
  return madeFrom(sessionSets, account, session, () => sessionSet(account, session, arn));
}

function sessionSet(account: Account, session: SessionLimits, arn: string): AttachedPolicy[] {
  const { policy: text, policyArns = [] } = session;
  const set: AttachedPolicy[] = [];
  if (text !== undefined) {
    const policy = remembered(compiledSessions, session, () =>
      compileStored(text, 'session', `the session policy of ${arn}`),
    );
    set.push({ policy, source: { kind: 'session', name: 'session policy', attachedTo: arn } });
  }
  for (const policyArn of policyArns) {
    const policy = managed(account, policyArn, arn);
    if (policy !== undefined) set.push({ ...policy, source: { ...policy.source, kind: 'session' } });
  }
  return set;
}

/**
 * The policies of a caller, as its account stands now: permissions are read at each call, not when a session began.
 * @throws PolicyUnreadableError when a stored document cannot be read; the request must be refused.
 */
export function callerPolicies(account: AccountView, caller: Caller): CallerPolicies {
  switch (caller.kind) {
    case 'root':
      return { identity: [] };
    case 'user': {
      const user = current(account.users.get(caller.user.id), caller.principal.arn);
      return {
        identity: userPolicies(account, user),
        boundary: boundaryOf(account, user, () => caller.principal.arn),
      };
    }
    case 'role': {
      const role = current(account.roles.get(caller.role.id), caller.principal.arn);
      return {
        identity: rolePolicies(account, role),
        boundary: boundaryOf(account, role, () => roleArn(account, role)),
        session: sessionPolicies(account, caller.session, caller.principal.arn),
      };
    }
    case 'federated': {
      const session = sessionPolicies(account, caller.session, caller.principal.arn);
      if (caller.user === undefined) return { identity: [], session };
      const user = current(account.users.get(caller.user.id), caller.principal.arn);
      return {
        identity: userPolicies(account, user),
        boundary: boundaryOf(account, user, () => userArn(account, user)),
        session,
      };
    }
  }
}

/** A writer sees the pending account: the caller may have been deleted there a moment ago. */
function current<E>(entity: E | undefined, arn: string): E {
  if (entity === undefined) throw new PrincipalGoneError(arn);
  return entity;
}

/** The caller was deleted between authentication and authorization. */
export class PrincipalGoneError extends Error {
  override readonly name = 'PrincipalGoneError';
}
