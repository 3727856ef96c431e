/** GetFederationToken: credentials for somebody whom a user vouches for. STS API Reference, GetFederationToken. */
import type { GetFederationTokenCommandInput } from '@aws-sdk/client-sts';
import { federatedUserArn } from '../../names/index.ts';
import { read } from '../operation.ts';
import { issueCredentials } from './credentials.ts';
import { DEFAULT_TOKEN_DURATION, MAXIMUM_ROOT_DURATION } from './get-session-token.ts';
import { checkLimits, sessionLimits } from './session-limits.ts';
import { requestedTags } from './session-tags.ts';

export const getFederationToken = read('GetFederationToken', {
  issuesCredentials: true,
  check: (input: GetFederationTokenCommandInput) => {
    requestedTags(input.Tags);
    checkLimits(input);
  },
  asks: (input, { account }) => {
    const requestTags = requestedTags(input.Tags);
    const resource = federatedUserArn(account.accountId, input.Name!);
    return [
      { action: 'sts:GetFederationToken', resource, requestTags },
      ...(requestTags.length > 0 ? [{ action: 'sts:TagSession', resource, requestTags }] : []),
    ];
  },
  handle: (input, scope) => {
    const { caller, account } = scope;
    const wish = input.DurationSeconds ?? DEFAULT_TOKEN_DURATION;
    const tags = requestedTags(input.Tags);
    const { limits, packedSize } = sessionLimits(account, input, tags);
    const credentials = issueCredentials(
      scope,
      {
        kind: 'federated',
        accountId: account.accountId,
        userId: caller.kind === 'user' ? caller.user.id : 'root',
        name: input.Name!,
        tags,
        ...limits,
      },
      caller.kind === 'user' ? wish : Math.min(wish, MAXIMUM_ROOT_DURATION),
    );
    return {
      Credentials: credentials,
      FederatedUser: {
        FederatedUserId: `${account.accountId}:${input.Name}`,
        Arn: federatedUserArn(account.accountId, input.Name!),
      },
      PackedPolicySize: packedSize,
    };
  },
});
