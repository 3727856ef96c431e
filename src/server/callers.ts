/** Callers as the policy engine and GetCallerIdentity see them. IAM User Guide, "aws:userid", "aws:PrincipalArn". */
import {
  type AccountView,
  type FederatedCaller,
  type FederatedSession,
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
