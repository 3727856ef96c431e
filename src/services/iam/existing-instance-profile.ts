/** Instance profiles as operations meet them: looked up, asked about, and shown. */
import {
  type AccountDraft,
  type AccountView,
  type InstanceProfile,
  instanceProfileArn,
  instanceProfileNamed,
  type Role,
} from '../../directory/index.ts';
import { iamArn } from '../../names/index.ts';
import type { Ask, Scope } from '../operation.ts';
import { noSuchEntity } from './errors.ts';
import { roleSummary } from './existing-role.ts';
import type { SeenAccounts } from './trust-policy.ts';

/** The instance profile of that name, or NoSuchEntity. */
export function existingInstanceProfile(account: AccountView | AccountDraft, name: string): InstanceProfile {
  const profile = instanceProfileNamed(account, name);
  if (profile === undefined) throw noSuchEntity('instance profile', name);
  return profile;
}

/** What an operation on one profile asks: its real ARN; a name that none has is decided on the ARN it would have. */
export function askOnInstanceProfile(action: string, { account }: Scope, name: string): Ask {
  const profile = instanceProfileNamed(account, name);
  return profile === undefined
    ? {
        action,
        resource: iamArn('instance-profile', account.accountId, '/', name),
        shownAs: `instance profile ${name}`,
      }
    : { action, resource: instanceProfileArn(account, profile), resourceTags: profile.tags };
}

/** The roles in a profile. */
export function rolesIn(account: AccountView, profile: InstanceProfile): Role[] {
  return profile.roles.flatMap((id) => account.roles.get(id) ?? []);
}

/** A profile as lists show it: with its roles, without tags. */
export function instanceProfileSummary(account: AccountView, profile: InstanceProfile, seen: SeenAccounts) {
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: instanceProfileArn(account, profile),
    CreateDate: new Date(profile.createdAt),
    Roles: rolesIn(account, profile).map((role) => roleSummary(account, role, seen)),
  };
}
