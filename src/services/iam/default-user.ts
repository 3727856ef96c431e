/** Operations that act on the caller when UserName is left out. IAM API Reference, GetUser: UserName. */
import type { AccountView } from '../../directory/index.ts';
import type { Scope } from '../operation.ts';
import { validationError } from './errors.ts';

/** As much of a scope as it takes to know who the caller is now. */
type Seen = Pick<Scope, 'caller'> & { readonly account: Pick<AccountView, 'users'> };

/**
 * The caller's own user name; `undefined` for the account's root, which then means the root itself. A user that was
 * renamed since it was authenticated answers to its new name.
 * @throws AwsError ValidationError for callers that are no user: role and federated sessions.
 */
export function callersUserName({ caller, account }: Seen): string | undefined {
  switch (caller.kind) {
    case 'user':
      return account.users.get(caller.user.id)?.name ?? caller.user.name;
    case 'root':
      return undefined;
    default:
      throw validationError('Must specify userName when calling with non-User credentials');
  }
}
