/** All operations of IAM that Stint has. A file a resource; what is not listed here does not run. */
import type { AnyOperation } from '../operation.ts';
import { accessKeyOperations } from './access-keys.ts';
import { groupOperations } from './groups.ts';
import { instanceProfileTagOperations } from './instance-profile-tags.ts';
import { instanceProfileOperations } from './instance-profiles.ts';
import { roleTagOperations } from './role-tags.ts';
import { roleOperations } from './roles.ts';
import { serviceLinkedRoleOperations } from './service-linked-roles.ts';
import { userOperations } from './users.ts';

export const iamOperations: readonly AnyOperation[] = [
  ...userOperations,
  ...groupOperations,
  ...accessKeyOperations,
  ...roleOperations,
  ...roleTagOperations,
  ...serviceLinkedRoleOperations,
  ...instanceProfileOperations,
  ...instanceProfileTagOperations,
];
