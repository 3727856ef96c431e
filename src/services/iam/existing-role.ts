/** Roles as operations meet them: looked up, asked about, protected, and shown. */
import { type AccountDraft, type AccountView, type Role, roleArn, roleNamed } from '../../directory/index.ts';
import { iamArn } from '../../names/index.ts';
import type { Ask, Scope } from '../operation.ts';
import { noSuchEntity, unmodifiableEntity } from './errors.ts';
import { type SeenAccounts, shownTrustPolicy } from './trust-policy.ts';

/** The role of that name, or NoSuchEntity. */
export function existingRole(account: AccountView | AccountDraft, name: string): Role {
  const role = roleNamed(account, name);
  if (role === undefined) throw noSuchEntity('role', name);
  return role;
}

/** Roles that only AWS itself changes: service-linked ones, and those of IAM Identity Center. */
export function isProtected(role: Role): boolean {
  return role.linkedService !== undefined || role.path.startsWith('/aws-reserved/');
}

/**
 * The role of that name, if callers may change it.
 * @throws AwsError NoSuchEntity, UnmodifiableEntity for a protected role.
 */
export function modifiableRole(account: AccountView | AccountDraft, name: string): Role {
  const role = existingRole(account, name);
  if (isProtected(role)) throw unmodifiableEntity(role.name);
  return role;
}

/** What an operation on one role asks: its real ARN; a name that no role has is decided on the ARN it would have. */
export function askOnRole(action: string, scope: Scope, name: string, keys?: Ask['keys']): Ask {
  const role = roleNamed(scope.account, name);
  return role === undefined
    ? { action, resource: iamArn('role', scope.account.accountId, '/', name), shownAs: `role ${name}`, keys }
    : { action, resource: roleArn(scope.account, role), resourceTags: role.tags, keys };
}

/** The same for the operations that put the role's own boundary into the context. */
export function askOnBoundedRole(action: string, scope: Scope, name: string): Ask {
  return askOnRole(action, scope, name, {
    'iam:PermissionsBoundary': roleNamed(scope.account, name)?.boundary,
  });
}

/** A role as it is shown where it was made, and by instance profiles: without its description. */
export function roleSummary(account: AccountView, role: Role, seen: SeenAccounts) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: roleArn(account, role),
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: shownTrustPolicy(account, role, seen),
  };
}

/** A role as lists show it. */
export function listedRole(account: AccountView, role: Role, seen: SeenAccounts) {
  return {
    ...roleSummary(account, role, seen),
    ...describedAs(role),
    MaxSessionDuration: role.maxSessionDuration,
  };
}

/** The `Description` member: absent for a role that was never given one. */
export function describedAs(role: Role): { Description?: string } {
  return role.description === undefined ? {} : { Description: role.description };
}
