/** Tags of managed policies. IAM API Reference, TagPolicy, UntagPolicy, ListPolicyTags. */
import type {
  ListPolicyTagsCommandInput,
  TagPolicyCommandInput,
  UntagPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { read, write } from '../operation.ts';
import { paginate, positions } from '../pagination.ts';
import { checkPolicyArn } from './boundary.ts';
import { askToChangePolicy, askToReadPolicy, changeablePolicy, existingPolicy } from './existing-policy.ts';
import { checkTags, withoutTags, withTags } from './tags.ts';

const tagPolicy = write('TagPolicy', {
  check: (input: TagPolicyCommandInput) => {
    checkPolicyArn(input.PolicyArn);
    checkTags(input.Tags, 'exact');
  },
  asks: (input, scope) => [
    {
      ...askToChangePolicy('iam:TagPolicy', scope, input.PolicyArn!),
      requestTags: checkTags(input.Tags, 'exact'),
    },
  ],
  handle: (input, { account, quotas }) => {
    const policy = changeablePolicy(account, input.PolicyArn!);
    const tags = withTags(policy.tags, checkTags(input.Tags, 'exact'), 'exact', quotas);
    account.policies.put({ ...policy, tags });
  },
});

const untagPolicy = write('UntagPolicy', {
  check: (input: UntagPolicyCommandInput) => checkPolicyArn(input.PolicyArn),
  asks: (input, scope) => [
    { ...askToChangePolicy('iam:UntagPolicy', scope, input.PolicyArn!), tagKeys: input.TagKeys ?? [] },
  ],
  handle: (input, { account }) => {
    const policy = changeablePolicy(account, input.PolicyArn!);
    account.policies.put({ ...policy, tags: withoutTags(policy.tags, input.TagKeys ?? [], 'exact') });
  },
});

const listPolicyTags = read('ListPolicyTags', {
  check: (input: ListPolicyTagsCommandInput) => checkPolicyArn(input.PolicyArn),
  asks: (input, scope) => [askToReadPolicy('iam:ListPolicyTags', scope, input.PolicyArn!)],
  handle: (input, scope) => {
    const policy = existingPolicy(scope.account, input.PolicyArn!);
    const { items, ...page } = paginate(scope, 'ListPolicyTags', policy.id, input, (from) =>
      positions(policy.tags, from),
    );
    return { Tags: items, ...page };
  },
});

export const policyTagOperations = [tagPolicy, untagPolicy, listPolicyTags];
