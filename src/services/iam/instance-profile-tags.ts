/**
 * Tags of instance profiles, whose keys differ by case. IAM API Reference, TagInstanceProfile,
 * UntagInstanceProfile, ListInstanceProfileTags.
 */
import type {
  ListInstanceProfileTagsCommandInput,
  TagInstanceProfileCommandInput,
  UntagInstanceProfileCommandInput,
} from '@aws-sdk/client-iam';
import { read, write } from '../operation.ts';
import { paginate, positions } from '../pagination.ts';
import { askOnInstanceProfile, existingInstanceProfile } from './existing-instance-profile.ts';
import { checkTags, withoutTags, withTags } from './tags.ts';

const tagInstanceProfile = write('TagInstanceProfile', {
  check: (input: TagInstanceProfileCommandInput) => void checkTags(input.Tags, 'exact'),
  asks: (input, scope) => [
    {
      ...askOnInstanceProfile('iam:TagInstanceProfile', scope, input.InstanceProfileName!),
      requestTags: checkTags(input.Tags, 'exact'),
    },
  ],
  handle: (input, { account, quotas }) => {
    const profile = existingInstanceProfile(account, input.InstanceProfileName!);
    const tags = withTags(profile.tags, checkTags(input.Tags, 'exact'), 'exact', quotas);
    account.instanceProfiles.put({ ...profile, tags });
  },
});

const untagInstanceProfile = write('UntagInstanceProfile', {
  asks: (input: UntagInstanceProfileCommandInput, scope) => [
    {
      ...askOnInstanceProfile('iam:UntagInstanceProfile', scope, input.InstanceProfileName!),
      tagKeys: input.TagKeys ?? [],
    },
  ],
  handle: (input, { account }) => {
    const profile = existingInstanceProfile(account, input.InstanceProfileName!);
    account.instanceProfiles.put({
      ...profile,
      tags: withoutTags(profile.tags, input.TagKeys ?? [], 'exact'),
    });
  },
});

const listInstanceProfileTags = read('ListInstanceProfileTags', {
  asks: (input: ListInstanceProfileTagsCommandInput, scope) => [
    askOnInstanceProfile('iam:ListInstanceProfileTags', scope, input.InstanceProfileName!),
  ],
  handle: (input, scope) => {
    const profile = existingInstanceProfile(scope.account, input.InstanceProfileName!);
    const { items, ...page } = paginate(scope, 'ListInstanceProfileTags', profile.id, input, (from) =>
      positions(profile.tags, from),
    );
    return { Tags: items, ...page };
  },
});

export const instanceProfileTagOperations = [
  tagInstanceProfile,
  untagInstanceProfile,
  listInstanceProfileTags,
];
