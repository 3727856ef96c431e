/** GetSessionToken: temporary credentials of a user or root. STS API Reference, GetSessionToken. */
import type { GetSessionTokenCommandInput } from '@aws-sdk/client-sts';
import { NOTHING_TO_ASK, read } from '../operation.ts';
import { issueCredentials } from './credentials.ts';
import { checkMfaPair, givesMfa, takeCode } from './mfa.ts';

/** Seconds; root gets at most an hour, and a longer wish is cut without error. */
export const DEFAULT_TOKEN_DURATION = 43200;
export const MAXIMUM_ROOT_DURATION = 3600;

export const getSessionToken = read('GetSessionToken', {
  issuesCredentials: true,
  check: (input: GetSessionTokenCommandInput) => checkMfaPair(input),
  changes: givesMfa,
  // "No permissions are required to perform this operation": policies are not asked.
  asks: () => NOTHING_TO_ASK,
  handle: (input, scope, draft) => {
    const { caller } = scope;
    const device = takeCode(input, scope);
    if (device !== undefined) draft!.mfaDevices.put(device);
    const wish = input.DurationSeconds ?? DEFAULT_TOKEN_DURATION;
    const duration = caller.kind === 'user' ? wish : Math.min(wish, MAXIMUM_ROOT_DURATION);
    const userId = caller.kind === 'user' ? caller.user.id : 'root';
    return {
      Credentials: issueCredentials(
        scope,
        {
          kind: 'user',
          accountId: caller.accountId,
          userId,
          ...(device === undefined ? {} : { mfaAt: scope.now }),
        },
        duration,
      ),
    };
  },
});
