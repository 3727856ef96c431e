/**
 * Trust policies: who may assume a role. User and role ARNs are bound to unique ids when the policy is saved, so that a
 * principal that is created again under an old name is not trusted; they are shown as ARNs while the entity lives and
 * as the id once it is gone. IAM User Guide, "AWS JSON policy elements: Principal".
 */
import {
  type AccountView,
  type Role,
  roleArn,
  roleNamed,
  type TrustPolicy,
  userArn,
  userNamed,
} from '../../directory/index.ts';
import { assumedRoleArn, type Quotas } from '../../names/index.ts';
import {
  ANY_SIZE,
  effectivePolicySize,
  listPrincipals,
  type PolicyDocument,
  parse,
  rewritePrincipals,
} from '../../policy/index.ts';
import { encodePolicyDocument } from '../../wire/index.ts';
import type { Scope } from '../operation.ts';
import { limitExceeded, malformedPolicyDocument } from './errors.ts';
import { type ArnPrincipal, accountPrincipal, arnPrincipal } from './trust-principal.ts';

/**
 * The most that AWS lets ACLSizePerRole be raised to. A larger document is refused before its principals are looked
 * up, so that no request makes a node load accounts by the thousand. IAM User Guide, "IAM and AWS STS quotas".
 */
const LARGEST_TRUST_POLICY = 8192;

/**
 * Reads a trust policy.
 * @throws AwsError MalformedPolicyDocument with AWS's text for the first fault.
 */
export function readTrustPolicy(text: string): PolicyDocument {
  const { document, errors } = parse(text, 'trust', ANY_SIZE);
  if (errors[0] !== undefined) throw malformedPolicyDocument(errors[0].message);
  if (document === undefined) throw malformedPolicyDocument('Syntax error in policy.');
  return document;
}

/** Ids of the other accounts whose users and roles a trust policy names: what binding it must look into. */
export function accountsNamed(text: string, ownAccountId: string): string[] {
  if (effectivePolicySize(text) > LARGEST_TRUST_POLICY) return [];
  const { document, errors } = parse(text, 'trust', ANY_SIZE);
  if (document === undefined || errors.length > 0) return [];
  const named = listPrincipals(document).flatMap((entry) => arnPrincipal(entry.value)?.accountId ?? []);
  return [...new Set(named)].filter((accountId) => accountId !== ownAccountId);
}

type Accounts = Pick<Scope, 'other' | 'accountExists'> & { readonly account: AccountView };

/**
 * A trust policy as a role keeps it: the text, and its users and roles bound to the unique ids that they have now.
 * @throws AwsError MalformedPolicyDocument for a principal that does not exist, in one text for whatever is missing:
 *   account, user or role; LimitExceeded `ACLSizePerRole`.
 */
export function bindTrustPolicy(text: string, accounts: Accounts, quotas: Quotas): TrustPolicy {
  const document = readTrustPolicy(text);
  const largest = Math.min(quotas.trustPolicySize, LARGEST_TRUST_POLICY);
  if (effectivePolicySize(text) > largest) throw limitExceeded('ACLSizePerRole', largest);
  const bindings = new Map<string, string>();
  for (const { type, value } of listPrincipals(document)) {
    if (type !== 'AWS') continue;
    const found = resolve(value, accounts);
    if (found === undefined) throw malformedPolicyDocument(`Invalid principal in policy: "AWS":"${value}"`);
    if (found.id !== undefined) bindings.set(value, found.id);
  }
  return { document: text, bindings: Object.fromEntries(bindings) };
}

/** What a value under `AWS` names, with its unique id if it is bound to one; `undefined` if it does not exist. */
function resolve(value: string, accounts: Accounts): { readonly id?: string } | undefined {
  if (value === '*') return {};
  const named = arnPrincipal(value);
  if (named !== undefined) return resolveArn(named, value, accounts);
  const accountId = accountPrincipal(value);
  if (accountId !== undefined) {
    const known = accountId === accounts.account.accountId || accounts.accountExists(accountId);
    return known ? {} : undefined;
  }
  // Ids are those of the own account only: whose a foreign id is, or whether it is in use, is not for this caller.
  const { users, roles } = accounts.account;
  return (users.get(value) ?? roles.get(value)) === undefined ? undefined : {};
}

function resolveArn(
  named: ArnPrincipal,
  value: string,
  { account, other }: Accounts,
): { readonly id?: string } | undefined {
  const owner = named.accountId === account.accountId ? account : other(named.accountId);
  if (owner === undefined) return undefined;
  switch (named.kind) {
    case 'user': {
      const user = userNamed(owner, named.name);
      return user !== undefined && userArn(owner, user) === value ? { id: user.id } : undefined;
    }
    case 'role': {
      const role = roleNamed(owner, named.name);
      return role !== undefined && roleArn(owner, role) === value ? { id: role.id } : undefined;
    }
    case 'role-session': {
      const role = roleNamed(owner, named.name);
      return role?.name === named.name ? { id: role.id } : undefined;
    }
    case 'federated-session':
      // A name that GetFederationToken may give; there is no entity of that name.
      return {};
  }
}

/** The accounts that a request may look into to show trust policies; `undefined` for one that it did not load. */
export type SeenAccounts = (accountId: string) => AccountView | undefined;

/** Ids of the other accounts that are needed to show the trust policies of these roles. */
export function accountsShown(ownAccountId: string, roles: Iterable<Role | undefined>): string[] {
  const shown = new Set<string>();
  for (const role of roles) {
    for (const arn of Object.keys(role?.trustPolicy.bindings ?? {})) {
      const named = arnPrincipal(arn);
      if (named !== undefined && named.accountId !== ownAccountId) shown.add(named.accountId);
    }
  }
  return [...shown];
}

/**
 * The accounts that an operation may look into: its own, and those that it named in `needs`. A role may have come to
 * trust yet another account since; that one's principals are shown as they were written.
 */
export function seenAccounts(
  scope: Pick<Scope, 'other'> & { readonly account: AccountView },
  needed: readonly string[],
): SeenAccounts {
  return (accountId) => {
    if (accountId === scope.account.accountId) return scope.account;
    return needed.includes(accountId) ? scope.other(accountId) : undefined;
  };
}

const documents = new WeakMap<TrustPolicy, PolicyDocument | undefined>();

/** `undefined` for a stored text that can no longer be read: it trusts nobody, and is shown as it stands. */
function documentOf(policy: TrustPolicy): PolicyDocument | undefined {
  if (!documents.has(policy)) documents.set(policy, parse(policy.document, 'trust', ANY_SIZE).document);
  return documents.get(policy);
}

/**
 * A role's trust policy as answers carry it, percent-encoded: the text byte for byte, except for principals that are
 * no longer what was written. A user or role of the own account shows its present ARN, or its id once it is gone. One
 * of another account shows its id as soon as its ARN is no longer the written one, and an id of another account is
 * never turned into an ARN: what that account renamed it to is not for this one to know.
 */
export function shownTrustPolicy(account: AccountView, role: Role, seen: SeenAccounts): string {
  const { document: text, bindings } = role.trustPolicy;
  const namesIds = Object.keys(bindings).length > 0 || /"A(?:ID|RO)A/.test(text);
  const document = namesIds ? documentOf(role.trustPolicy) : undefined;
  if (document === undefined) return encodePolicyDocument(text);
  const shown = rewritePrincipals(text, document, ({ type, value }) => {
    if (type !== 'AWS') return undefined;
    const now = Object.hasOwn(bindings, value)
      ? shownBound(account, value, bindings[value]!, seen)
      : arnOfEntity(account, value);
    return now === value ? undefined : now;
  });
  return encodePolicyDocument(shown);
}

/** What stands in the place of a bound principal; `undefined` leaves it as it was written. */
function shownBound(account: AccountView, value: string, id: string, seen: SeenAccounts): string | undefined {
  const named = arnPrincipal(value);
  const owner = named && seen(named.accountId);
  if (named === undefined || owner === undefined) return undefined;
  const session = named.kind === 'role-session' ? named.sessionName : undefined;
  const arn = arnOfEntity(owner, id, session);
  if (arn !== undefined && (owner.accountId === account.accountId || arn === value)) return arn;
  return session === undefined ? id : `${id}:${session}`;
}

/** The ARN of the user or role that has this unique id, or of that session of the role. */
function arnOfEntity(account: AccountView, id: string, sessionName?: string): string | undefined {
  const role = account.roles.get(id);
  if (role !== undefined) {
    return sessionName === undefined
      ? roleArn(account, role)
      : assumedRoleArn(account.accountId, role.name, sessionName);
  }
  const user = account.users.get(id);
  return user === undefined ? undefined : userArn(account, user);
}
