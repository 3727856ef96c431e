/** From a principal as a test names it to a caller: who that is to policies, and the policies of its own. */
import { assumedRoleArn, federatedUserArn } from '../names/index.ts';
import type { AttachedPolicy, PolicySets, Principal } from '../policy/index.ts';
import type { Account, Role, Tags, User } from './account.ts';
import { holdPolicy, named, type Policies } from './policies.ts';
import {
  type AssumedRootPrincipal,
  describePrincipal,
  type FederatedPrincipal,
  type Mfa,
  type PrincipalInput,
  type RolePrincipal,
  type RootPrincipal,
  type StrangerPrincipal,
  type UserPrincipal,
} from './principal.ts';
import { listed, resolved, UnanswerableError, type World } from './world.ts';

/** How the caller proves who it is; some kinds bring keys that others lack, and some may never call some operations. */
export type Credentials =
  | 'long-term'
  | 'user-session'
  | 'role-session'
  | 'federated'
  | 'assumed-root'
  | 'none';

export interface Caller {
  readonly principal: Principal;
  readonly credentials: Credentials;
  readonly policies: Pick<PolicySets, 'identity' | 'boundary' | 'session'>;
  /** Tags of the principal: the session's before those of the user or role. */
  readonly tags: Tags;
  /** Tags that a chained session inherits. */
  readonly transitiveTags: readonly string[];
  readonly sourceIdentity?: string;
  /** Of temporary credentials: seconds since MFA was given; `undefined` if it was not. */
  readonly mfaAge?: number;
  /** Keys that only this kind of caller has. */
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
}

/** @throws UnanswerableError for a principal that is not described. */
export function callerOf(world: World, input: PrincipalInput): Caller {
  const principal = describePrincipal(input);
  if ('user' in principal) return userCaller(world, principal, input);
  if ('role' in principal) return roleCaller(world, principal, input);
  if ('federated' in principal) return federatedCaller(world, principal);
  if ('root' in principal || 'assumedRoot' in principal) return rootCaller(world, principal);
  return strangerCaller(principal);
}

const NO_POLICIES: Caller['policies'] = { identity: [] };

/** A caller without an account. */
function strangerCaller(stranger: StrangerPrincipal): Caller {
  const base = { credentials: 'none', policies: NO_POLICIES, tags: {}, transitiveTags: [] } as const;
  if ('service' in stranger) {
    const { service, sourceArn, sourceAccount } = stranger;
    const keys = {
      'aws:PrincipalServiceName': service,
      'aws:PrincipalServiceNamesList': [service],
      ...(sourceArn === undefined ? {} : { 'aws:SourceArn': sourceArn }),
      ...(sourceAccount === undefined ? {} : { 'aws:SourceAccount': sourceAccount }),
    };
    return { ...base, principal: { kind: 'service', name: service }, keys };
  }
  if ('webIdentity' in stranger) {
    const { webIdentity: provider, claims } = stranger;
    const host = provider.replace(/^arn:[^:]*:iam::[0-9]*:oidc-provider\//, '');
    const keys = { 'aws:FederatedProvider': provider, ...prefixed(`${host}:`, claims) };
    return { ...base, principal: { kind: 'web-identity', provider }, keys };
  }
  if ('saml' in stranger) {
    const { saml: provider, attributes } = stranger;
    return { ...base, principal: { kind: 'saml', provider }, keys: prefixed('saml:', attributes) };
  }
  return { ...base, principal: { kind: 'anonymous' }, keys: {} };
}

function prefixed(prefix: string, values: Caller['keys'] = {}): Caller['keys'] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));
}

function userCaller(world: World, principal: UserPrincipal, input: PrincipalInput): Caller {
  const { account, entity: user } = find(world, 'users', principal.user, principal.account, input);
  const { mfa, temporary = mfa !== undefined } = principal;
  if (!temporary && mfa !== undefined) {
    throw new UnanswerableError('long-term keys bring no MFA into a request: only temporary credentials do');
  }
  return {
    principal: { kind: 'user', account: account.id, id: user.id, arn: user.arn },
    credentials: temporary ? 'user-session' : 'long-term',
    policies: userPolicies(user, account),
    tags: user.tags,
    transitiveTags: [],
    ...mfaAgeOf(mfa),
    keys: { 'aws:userid': user.id, 'aws:username': user.name },
  };
}

function roleCaller(world: World, principal: RolePrincipal, input: PrincipalInput): Caller {
  const { account, entity: role } = find(world, 'roles', principal.role, principal.account, input);
  const {
    session: sessionName = 'session',
    policies,
    tags = {},
    transitiveTags = [],
    sourceIdentity,
    mfa,
  } = principal;
  const arn = assumedRoleArn(account.id, role.name, sessionName);
  return {
    principal: {
      kind: 'role-session',
      account: account.id,
      roleId: role.id,
      roleArn: role.arn,
      arn,
      sessionName,
      serviceLinked: role.serviceLinked,
    },
    credentials: 'role-session',
    policies: {
      identity: resolved(role.policies, account),
      boundary: boundaryOf(role, account),
      session: sessionPolicies(policies, arn, account),
    },
    tags: overriding(role.tags, tags),
    transitiveTags,
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    ...mfaAgeOf(mfa),
    keys: { 'aws:userid': `${role.id}:${sessionName}` },
  };
}

function federatedCaller(world: World, principal: FederatedPrincipal): Caller {
  const { federated, by, policies, tags = {} } = principal;
  const isRoot = by === 'root';
  const { account, user } = isRoot
    ? { account: accountFor(world, principal.account), user: undefined }
    : issuer(world, by, principal.account);
  const arn = federatedUserArn(account.id, federated);
  const own = user === undefined ? NO_POLICIES : userPolicies(user, account);
  return {
    principal: {
      kind: 'federated-session',
      account: account.id,
      arn,
      issuer: user === undefined ? { kind: 'root' } : { kind: 'user', id: user.id, arn: user.arn },
    },
    credentials: 'federated',
    policies: { ...own, session: sessionPolicies(policies, arn, account) },
    tags: overriding(user?.tags ?? {}, tags),
    transitiveTags: [],
    keys: { 'aws:userid': `${account.id}:${federated}` },
  };
}

function issuer(world: World, by: string, accountId: string | undefined): { account: Account; user: User } {
  const { account, entity } = find(world, 'users', by, accountId, by);
  return { account, user: entity };
}

function rootCaller(world: World, principal: RootPrincipal | AssumedRootPrincipal): Caller {
  const account = accountFor(world, principal.account);
  const isAssumed = 'assumedRoot' in principal;
  const session = isAssumed ? sessionPolicies(principal.policies, account.rootArn, account) : undefined;
  return {
    principal: { kind: isAssumed ? 'assumed-root' : 'root', account: account.id, arn: account.rootArn },
    credentials: isAssumed ? 'assumed-root' : 'long-term',
    policies: { identity: [], session },
    tags: {},
    transitiveTags: [],
    keys: { 'aws:userid': account.id, ...(isAssumed ? { 'aws:AssumedRoot': 'true' } : {}) },
  };
}

/** A user's own policies, and after them those of its groups. */
function userPolicies(user: User, account: Account): Caller['policies'] {
  const ofGroups = user.groups.flatMap((name) => {
    const group = account.groups.get(name);
    if (group === undefined) throw new UnanswerableError(`account ${account.id} has no group '${name}'`);
    return group.policies;
  });
  return {
    identity: resolved([...user.policies, ...ofGroups], account),
    boundary: boundaryOf(user, account),
  };
}

function boundaryOf({ boundary }: User | Role, account: Account): AttachedPolicy | undefined {
  return boundary && resolved([boundary], account)[0];
}

/** Documents, and managed policies that the account knows. */
function sessionPolicies(
  policies: Policies | undefined,
  attachedTo: string,
  account: Account,
): AttachedPolicy[] | undefined {
  if (policies === undefined) return undefined;
  const held = named(policies, 'session policy').map(([name, policy]) =>
    holdPolicy(policy, { kind: 'session', name, attachedTo }),
  );
  return resolved(held, account);
}

/** Tag keys are the same whatever their case. IAM User Guide, "Pass session tags in AWS STS". */
function overriding(tags: Tags, session: Tags): Tags {
  const taken = new Set(Object.keys(session).map((key) => key.toLowerCase()));
  const kept = Object.entries(tags).filter(([key]) => !taken.has(key.toLowerCase()));
  return { ...Object.fromEntries(kept), ...session };
}

function mfaAgeOf(mfa: Mfa | undefined): { readonly mfaAge?: number } {
  if (mfa === undefined || mfa === false) return {};
  return { mfaAge: mfa === true ? 0 : mfa };
}

function accountFor(world: World, id: string | undefined): Account {
  if (id !== undefined) return world.account(id);
  const [only, ...others] = world.accounts.values();
  if (only !== undefined && others.length === 0) return only;
  throw new UnanswerableError(
    `say the account of the principal; there ${listed([...world.accounts.keys()])}`,
  );
}

/** @throws UnanswerableError unless exactly one described entity is meant. */
function find<K extends 'users' | 'roles'>(
  world: World,
  kind: K,
  name: string,
  accountId: string | undefined,
  input: PrincipalInput,
): { account: Account; entity: K extends 'users' ? User : Role } {
  type Entity = K extends 'users' ? User : Role;
  const accounts = accountId === undefined ? [...world.accounts.values()] : [world.account(accountId)];
  const found = accounts.flatMap((account) => {
    const entity = (account[kind] as ReadonlyMap<string, Entity>).get(name);
    return entity === undefined ? [] : [{ account, entity }];
  });
  const [one, another] = found;
  if (one === undefined) {
    const where = accountId === undefined ? 'no account' : `account ${accountId}`;
    const known = accounts.flatMap((account) => [...account[kind].keys()]);
    const has = accountId === undefined ? 'has' : 'has no';
    throw new UnanswerableError(`${where} ${has} ${kind.slice(0, -1)} '${name}'; there ${listed(known)}`);
  }
  if (another !== undefined)
    throw new UnanswerableError(`several accounts have '${name}': say which one is meant`);
  refuseOtherPath(one.entity.arn, input);
  return one;
}

/** A text that says a path says all of it. */
function refuseOtherPath(arn: string, input: PrincipalInput): void {
  if (typeof input !== 'string' || input.startsWith('assumed-role/') || input.includes(':sts:')) return;
  const saysPath = input.startsWith('arn:') || input.split('/').length > 2;
  if (!saysPath || arn === input || arn.endsWith(`:${input}`)) return;
  throw new UnanswerableError(`'${input}' is not described; '${arn}' is`);
}
