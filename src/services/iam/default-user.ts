/** Operations that act on the caller when UserName is left out. IAM API Reference, GetUser: UserName. */
import type { Caller } from '../../directory/index.ts';
import { validationError } from './errors.ts';

/**
 * The caller's own user name; `undefined` for the account's root, which then means the root itself.
 * @throws AwsError ValidationError for callers that are no user: role and federated sessions.
 */
export function callersUserName(caller: Caller): string | undefined {
  switch (caller.kind) {
    case 'user':
      return caller.user.name;
    case 'root':
      return undefined;
    default:
      throw validationError('Must specify userName when calling with non-User credentials');
  }
}
