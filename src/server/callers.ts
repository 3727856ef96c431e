/** Callers as the policy engine and GetCallerIdentity see them. IAM User Guide, "aws:userid", "aws:PrincipalArn". */
import {
  type AccountView,
  type Caller,
  type FederatedCaller,
  type FederatedSession,
  PrincipalGoneError,
  type Role,
  type RoleCaller,
  type RoleSession,
  type RootCaller,
  roleArn,
  type User,
  type UserCaller,
  type UserSession,
  userArn,
} from '../directory/index.ts';
import { assumedRoleArn, federatedUserArn, rootArn } from '../names/index.ts';

export function rootCaller(account: AccountView, accessKeyId: string, session?: UserSession): RootCaller {
  const { accountId } = account;
  return {
    kind: 'root',
    accountId,
    account,
    principal: { kind: 'root', account: accountId, arn: rootArn(accountId) },
    userId: accountId,
    accessKeyId,
    ...(session === undefined ? {} : { session }),
  };
}

export function userCaller(
  account: AccountView,
  user: User,
  accessKeyId: string,
  session?: UserSession,
): UserCaller {
  return {
    kind: 'user',
    accountId: account.accountId,
    account,
    principal: { kind: 'user', account: account.accountId, id: user.id, arn: userArn(account, user) },
    userId: user.id,
    accessKeyId,
    user,
    ...(session === undefined ? {} : { session }),
  };
}

export function roleCaller(account: AccountView, role: Role, session: RoleSession): RoleCaller {
  return {
    kind: 'role',
    accountId: account.accountId,
    account,
    principal: {
      kind: 'role-session',
      account: account.accountId,
      roleId: role.id,
      roleArn: roleArn(account, role),
      arn: assumedRoleArn(account.accountId, role.name, session.sessionName),
      sessionName: session.sessionName,
      serviceLinked: role.linkedService !== undefined,
    },
    userId: `${role.id}:${session.sessionName}`,
    accessKeyId: session.accessKeyId,
    role,
    session,
  };
}

export function federatedCaller(
  account: AccountView,
  user: User | undefined,
  session: FederatedSession,
): FederatedCaller {
  const arn = federatedUserArn(account.accountId, session.name);
  return {
    kind: 'federated',
    accountId: account.accountId,
    account,
    principal: {
      kind: 'federated-session',
      account: account.accountId,
      arn,
      issuer:
        user === undefined ? { kind: 'root' } : { kind: 'user', id: user.id, arn: userArn(account, user) },
    },
    userId: `${account.accountId}:${session.name}`,
    accessKeyId: session.accessKeyId,
    ...(user === undefined ? {} : { user }),
    session,
  };
}

/**
 * The caller as this state of its account has it. A writer's draft is built on changes that are not durable yet: its
 * caller may be tagged, named or permitted otherwise there than when it was authenticated, or be gone.
 * @throws PrincipalGoneError when the caller, or the long-term key that it signed with, is no longer good there, or the
 *   account is disabled.
 */
export function callerIn(account: AccountView, caller: Caller): Caller {
  if (account.record.status !== 'Active') throw new PrincipalGoneError(caller.principal.arn);
  refuseEndedKey(account, caller);
  switch (caller.kind) {
    case 'root':
      return caller;
    case 'user': {
      const user = present(account.users.get(caller.user.id), caller);
      return user === caller.user ? caller : userCaller(account, user, caller.accessKeyId, caller.session);
    }
    case 'role': {
      const role = present(account.roles.get(caller.role.id), caller);
      return role === caller.role ? caller : roleCaller(account, role, caller.session);
    }
    case 'federated': {
      if (caller.user === undefined) return caller;
      const user = present(account.users.get(caller.user.id), caller);
      return user === caller.user ? caller : federatedCaller(account, user, caller.session);
    }
  }
}

function present<Entity>(entity: Entity | undefined, { principal }: Caller): Entity {
  if (entity === undefined) throw new PrincipalGoneError(principal.arn);
  return entity;
}

/** Development roots and the operator sign with no key of the account; sessions outlive the key they began with. */
function refuseEndedKey(account: AccountView, caller: Caller): void {
  const { accessKeyId, principal } = caller;
  if (!accessKeyId.startsWith('AKIA')) return;
  if (account.accessKeys.get(accessKeyId)?.status !== 'Active') throw new PrincipalGoneError(principal.arn);
}
