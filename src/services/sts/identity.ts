/** Who is calling, and whose a key is. STS API Reference, GetCallerIdentity and GetAccessKeyInfo. */
import type { GetAccessKeyInfoCommandInput, GetCallerIdentityCommandInput } from '@aws-sdk/client-sts';
import { accountOfAccessKeyId } from '../../names/index.ts';
import { NOTHING_TO_ASK, read } from '../operation.ts';
import { validationError } from './errors.ts';

export const getCallerIdentity = read('GetCallerIdentity', {
  // No permission is needed, and no policy can refuse it.
  asks: (_input: GetCallerIdentityCommandInput) => NOTHING_TO_ASK,
  handle: (_input, { caller }) => ({
    UserId: caller.userId,
    Account: caller.accountId,
    Arn: caller.principal.arn,
  }),
});

export const getAccessKeyInfo = read('GetAccessKeyInfo', {
  asks: (_input: GetAccessKeyInfoCommandInput) => [{ action: 'sts:GetAccessKeyInfo', resource: '*' }],
  // The id itself carries the account, so this tells nothing about whether the key exists.
  handle: (input) => {
    const account = accountOfAccessKeyId(input.AccessKeyId!);
    if (account === undefined) throw validationError(`Invalid access key id: ${input.AccessKeyId}`);
    return { Account: account };
  },
});
