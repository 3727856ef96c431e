/** Tags of roles. IAM API Reference, TagRole, UntagRole, ListRoleTags. */
import type {
  ListRoleTagsCommandInput,
  TagRoleCommandInput,
  UntagRoleCommandInput,
} from '@aws-sdk/client-iam';
import { read, write } from '../operation.ts';
import { paginate, positions } from '../pagination.ts';
import { askOnRole, existingRole } from './existing-role.ts';
import { checkTags, withoutTags, withTags } from './tags.ts';

const tagRole = write('TagRole', {
  check: (input: TagRoleCommandInput) => void checkTags(input.Tags, 'ignoring-case'),
  asks: (input, scope) => [
    {
      ...askOnRole('iam:TagRole', scope, input.RoleName!),
      requestTags: checkTags(input.Tags, 'ignoring-case'),
    },
  ],
  handle: (input, { account, quotas }) => {
    const role = existingRole(account, input.RoleName!);
    account.roles.put({
      ...role,
      tags: withTags(role.tags, checkTags(input.Tags, 'ignoring-case'), 'ignoring-case', quotas),
    });
  },
});

const untagRole = write('UntagRole', {
  asks: (input: UntagRoleCommandInput, scope) => [
    { ...askOnRole('iam:UntagRole', scope, input.RoleName!), tagKeys: input.TagKeys ?? [] },
  ],
  handle: (input, { account }) => {
    const role = existingRole(account, input.RoleName!);
    account.roles.put({ ...role, tags: withoutTags(role.tags, input.TagKeys ?? [], 'ignoring-case') });
  },
});

const listRoleTags = read('ListRoleTags', {
  asks: (input: ListRoleTagsCommandInput, scope) => [askOnRole('iam:ListRoleTags', scope, input.RoleName!)],
  handle: (input, scope) => {
    const role = existingRole(scope.account, input.RoleName!);
    const { items, ...page } = paginate(scope, 'ListRoleTags', role.id, input, (from) =>
      positions(role.tags, from),
    );
    return { Tags: items, ...page };
  },
});

export const roleTagOperations = [tagRole, untagRole, listRoleTags];
