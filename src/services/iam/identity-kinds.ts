/**
 * The three kinds of identities that policies are attached to. What the operations on policies of users, groups and
 * roles have in common is written once, over these records. IAM User Guide, "Identity-based policies".
 */
import {
  type AccountDraft,
  type AccountView,
  type Group,
  type Identity,
  type Role,
  roleNamed,
  type User,
  userNamed,
} from '../../directory/index.ts';
import type { QuotaName } from '../../names/index.ts';
import type { Ask, Scope } from '../operation.ts';
import { askOnRole, existingRole, modifiableRole } from './existing-role.ts';
import { askOnGroup, existingGroup } from './groups.ts';
import { askOnUser, existingUser } from './users.ts';

type Account = AccountView | AccountDraft;

/** The member of requests and answers that names the identity. */
export type NameMember = 'UserName' | 'GroupName' | 'RoleName';

/** As much of a request as names its identity. */
export type Naming<Member extends NameMember> = { readonly [M in Member]: string | undefined };

export interface IdentityKind<Entity extends Identity, Member extends NameMember> {
  readonly kind: 'user' | 'group' | 'role';
  readonly member: Member;
  /** By name, or NoSuchEntity. */
  readonly existing: (account: Account, name: string) => Entity;
  /** By name, if callers may change it: NoSuchEntity, UnmodifiableEntity. */
  readonly modifiable: (account: Account, name: string) => Entity;
  readonly ask: (action: string, scope: Scope, name: string, keys?: Ask['keys']) => Ask;
  /** ARN of the boundary that is set on the identity of that name. Groups have none. */
  readonly boundaryOf: (account: Account, name: string) => string | undefined;
  readonly put: (account: AccountDraft, entity: Entity) => void;
  readonly attachmentQuota: QuotaName;
  /** How AWS's message calls that quota. */
  readonly attachmentQuotaName: string;
  readonly inlineSizeQuota: QuotaName;
}

export const USERS: IdentityKind<User, 'UserName'> = {
  kind: 'user',
  member: 'UserName',
  existing: existingUser,
  modifiable: existingUser,
  ask: askOnUser,
  boundaryOf: (account, name) => userNamed(account, name)?.boundary,
  put: (account, user) => account.users.put(user),
  attachmentQuota: 'attachedPoliciesPerUser',
  attachmentQuotaName: 'PoliciesPerUser',
  inlineSizeQuota: 'userInlinePolicySize',
};

export const GROUPS: IdentityKind<Group, 'GroupName'> = {
  kind: 'group',
  member: 'GroupName',
  existing: existingGroup,
  modifiable: existingGroup,
  ask: askOnGroup,
  boundaryOf: () => undefined,
  put: (account, group) => account.groups.put(group),
  attachmentQuota: 'attachedPoliciesPerGroup',
  attachmentQuotaName: 'PoliciesPerGroup',
  inlineSizeQuota: 'groupInlinePolicySize',
};

export const ROLES: IdentityKind<Role, 'RoleName'> = {
  kind: 'role',
  member: 'RoleName',
  existing: existingRole,
  modifiable: modifiableRole,
  ask: askOnRole,
  boundaryOf: (account, name) => roleNamed(account, name)?.boundary,
  put: (account, role) => account.roles.put(role),
  attachmentQuota: 'attachedPoliciesPerRole',
  attachmentQuotaName: 'PoliciesPerRole',
  inlineSizeQuota: 'roleInlinePolicySize',
};

/** The name in a request; the wire has made sure that there is one. */
export function nameIn<Member extends NameMember>(
  { member }: { readonly member: Member },
  input: Naming<Member>,
): string {
  return input[member]!;
}

/** The member of an answer that names the identity, in the spelling that it is stored with. */
export function naming<Member extends NameMember>(
  { member }: { readonly member: Member },
  { name }: Identity,
): { [M in Member]: string } {
  return { [member]: name } as { [M in Member]: string };
}

/** What an operation asks that changes the policies of one identity: with the boundary that is set on it, if any. */
export function askToChangePolicies(
  { ask, boundaryOf }: Pick<IdentityKind<never, NameMember>, 'ask' | 'boundaryOf'>,
  action: string,
  scope: Scope,
  name: string,
  keys: Ask['keys'] = {},
): Ask {
  const boundary = boundaryOf(scope.account, name);
  const boundaryKey = boundary === undefined ? {} : { 'iam:PermissionsBoundary': boundary };
  return ask(action, scope, name, { ...keys, ...boundaryKey });
}
