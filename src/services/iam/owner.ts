/** Whose credentials an operation speaks of: a user's, or the root's own when the root names nobody. */
import { rootArn } from '../../names/index.ts';
import type { Ask, Scope, WriteScope } from '../operation.ts';
import { callersUserName } from './default-user.ts';
import { askOnUser, existingUser } from './users.ts';

/** `owner` of the credentials of an account's root. */
export const ROOT = 'root';

export interface Owner {
  /** The user's unique id, or `root`. */
  readonly id: string;
  /** The user's name as stored; absent for the root, which has none. */
  readonly UserName?: string;
}

/**
 * The owner of that name, or the caller itself when no name is given.
 * @throws AwsError NoSuchEntity for a name that no user has, ValidationError for a caller that is no user.
 */
export function ownerOf(scope: Scope | WriteScope, userName: string | undefined): Owner {
  const name = userName ?? callersUserName(scope);
  if (name === undefined) return { id: ROOT };
  const user = existingUser(scope.account, name);
  return { id: user.id, UserName: user.name };
}

/** What an operation on an owner's credentials asks. */
export function askOnOwner(action: string, scope: Scope, userName: string | undefined): Ask {
  const name = userName ?? callersUserName(scope);
  return name === undefined
    ? { action, resource: rootArn(scope.account.accountId) }
    : askOnUser(action, scope, name);
}
