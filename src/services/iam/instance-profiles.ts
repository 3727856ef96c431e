/** Instance profiles: what hands a role to a machine. IAM API Reference, CreateInstanceProfile and its kin. */
import type {
  AddRoleToInstanceProfileCommandInput,
  CreateInstanceProfileCommandInput,
  DeleteInstanceProfileCommandInput,
  GetInstanceProfileCommandInput,
  ListInstanceProfilesCommandInput,
  ListInstanceProfilesForRoleCommandInput,
  RemoveRoleFromInstanceProfileCommandInput,
} from '@aws-sdk/client-iam';
import {
  type AccountView,
  type Caller,
  type InstanceProfile,
  instanceProfileNamed,
  type Role,
  roleNamed,
} from '../../directory/index.ts';
import { iamArn, mintUniqueId, PARTITION } from '../../names/index.ts';
import { read, write } from '../operation.ts';
import { only, paginate, under } from '../pagination.ts';
import { deleteConflict, entityAlreadyExists, limitExceeded, notFound } from './errors.ts';
import {
  askOnInstanceProfile,
  existingInstanceProfile,
  instanceProfileSummary,
  rolesIn,
} from './existing-instance-profile.ts';
import { askOnRole, existingRole, modifiableRole } from './existing-role.ts';
import { checkPath } from './path.ts';
import { checkTags, tagsIfAny, withTags } from './tags.ts';
import { accountsShown, seenAccounts } from './trust-policy.ts';

/** Accounts that are needed to show the roles of these profiles of the caller's account. */
function accountsToShow(caller: Caller, profiles: Iterable<InstanceProfile | undefined>): string[] {
  const roles: Role[] = [];
  for (const profile of profiles) if (profile !== undefined) roles.push(...rolesIn(caller.account, profile));
  return accountsShown(caller.accountId, roles);
}

const createInstanceProfile = write('CreateInstanceProfile', {
  check: (input: CreateInstanceProfileCommandInput) => {
    checkPath(input.Path);
    checkTags(input.Tags, 'exact');
  },
  asks: (input, { account }) => {
    const tags = checkTags(input.Tags, 'exact');
    const path = input.Path ?? '/';
    const resource = iamArn('instance-profile', account.accountId, path, input.InstanceProfileName!);
    const asked = { resource, requestTags: tags, resourceTags: tags };
    return [
      { action: 'iam:CreateInstanceProfile', ...asked },
      ...(tags.length > 0 ? [{ action: 'iam:TagInstanceProfile', ...asked }] : []),
    ];
  },
  handle: (input, scope) => {
    const { account, now, random, quotas } = scope;
    const name = input.InstanceProfileName!;
    if (instanceProfileNamed(account, name) !== undefined)
      throw entityAlreadyExists('instance profile', name);
    if (account.instanceProfiles.size >= quotas.instanceProfilesPerAccount) {
      throw limitExceeded('InstanceProfilesPerAccount', quotas.instanceProfilesPerAccount);
    }
    const profile: InstanceProfile = {
      id: mintUniqueId('AIPA', random),
      name,
      path: input.Path ?? '/',
      createdAt: now,
      tags: withTags([], checkTags(input.Tags, 'exact'), 'exact', quotas),
      roles: [],
    };
    account.instanceProfiles.put(profile);
    const summary = instanceProfileSummary(account, profile, seenAccounts(scope, []));
    return { InstanceProfile: { ...summary, ...tagsIfAny(profile.tags) } };
  },
});

const getInstanceProfile = read('GetInstanceProfile', {
  needs: (input: GetInstanceProfileCommandInput, caller) =>
    accountsToShow(caller, [instanceProfileNamed(caller.account, input.InstanceProfileName!)]),
  asks: (input, scope) => [askOnInstanceProfile('iam:GetInstanceProfile', scope, input.InstanceProfileName!)],
  handle: (input, scope) => {
    const { account, caller } = scope;
    const profile = existingInstanceProfile(account, input.InstanceProfileName!);
    const needed = accountsToShow(caller, [instanceProfileNamed(caller.account, profile.name)]);
    const summary = instanceProfileSummary(account, profile, seenAccounts(scope, needed));
    return { InstanceProfile: { ...summary, Tags: [...profile.tags] } };
  },
});

const listInstanceProfiles = read('ListInstanceProfiles', {
  needs: (_input: ListInstanceProfilesCommandInput, caller) =>
    accountsToShow(caller, caller.account.instanceProfiles.values()),
  asks: (_input, { account }) => [
    {
      action: 'iam:ListInstanceProfiles',
      resource: iamArn('instance-profile', account.accountId, '/', ''),
    },
  ],
  handle: (input, scope) => {
    const { account, caller } = scope;
    const prefix = input.PathPrefix ?? '/';
    const { items, ...page } = paginate(scope, 'ListInstanceProfiles', prefix, input, (from) =>
      only(account.instanceProfiles.scan('name', from), (profile) => profile.path.startsWith(prefix)),
    );
    const seen = seenAccounts(scope, accountsToShow(caller, caller.account.instanceProfiles.values()));
    return {
      InstanceProfiles: items.map((profile) => instanceProfileSummary(account, profile, seen)),
      ...page,
    };
  },
});

/** The profiles that hold a role of that name, as a caller sees its account. */
function* profilesHolding(account: AccountView, roleName: string): Generator<InstanceProfile> {
  const role = roleNamed(account, roleName);
  if (role !== undefined) yield* account.instanceProfiles.withPrefix('role', `${role.id} `);
}

const listInstanceProfilesForRole = read('ListInstanceProfilesForRole', {
  needs: (input: ListInstanceProfilesForRoleCommandInput, caller) =>
    accountsToShow(caller, profilesHolding(caller.account, input.RoleName!)),
  asks: (input, scope) => [askOnRole('iam:ListInstanceProfilesForRole', scope, input.RoleName!)],
  handle: (input, scope) => {
    const { account, caller } = scope;
    const role = existingRole(account, input.RoleName!);
    const { items, ...page } = paginate(scope, 'ListInstanceProfilesForRole', role.id, input, (from) =>
      under(account.instanceProfiles, 'role', `${role.id} `, from),
    );
    const needed = accountsToShow(caller, profilesHolding(caller.account, role.name));
    const seen = seenAccounts(scope, needed);
    return {
      InstanceProfiles: items.map((profile) => instanceProfileSummary(account, profile, seen)),
      ...page,
    };
  },
});

const addRoleToInstanceProfile = write('AddRoleToInstanceProfile', {
  // Whoever puts a role into a profile hands it to EC2. IAM API Reference, AddRoleToInstanceProfile.
  asks: (input: AddRoleToInstanceProfileCommandInput, scope) => [
    askOnInstanceProfile('iam:AddRoleToInstanceProfile', scope, input.InstanceProfileName!),
    askOnRole('iam:PassRole', scope, input.RoleName!, {
      'iam:PassedToService': 'ec2.amazonaws.com',
      // Any machine of the account: nobody knows yet which ones will have the profile.
      'iam:AssociatedResourceArn': `arn:${PARTITION}:ec2:*:${scope.account.accountId}:instance/*`,
    }),
  ],
  handle: (input, { account, quotas }) => {
    const profile = existingInstanceProfile(account, input.InstanceProfileName!);
    const role = modifiableRole(account, input.RoleName!);
    // Also for the role that is already in it.
    if (profile.roles.length >= quotas.rolesPerInstanceProfile) {
      throw limitExceeded('InstanceSessionsPerInstanceProfile', quotas.rolesPerInstanceProfile);
    }
    if (profile.roles.includes(role.id)) return;
    account.instanceProfiles.put({ ...profile, roles: [...profile.roles, role.id] });
  },
});

const removeRoleFromInstanceProfile = write('RemoveRoleFromInstanceProfile', {
  asks: (input: RemoveRoleFromInstanceProfileCommandInput, scope) => [
    askOnInstanceProfile('iam:RemoveRoleFromInstanceProfile', scope, input.InstanceProfileName!),
  ],
  handle: (input, { account }) => {
    const profile = existingInstanceProfile(account, input.InstanceProfileName!);
    const role = modifiableRole(account, input.RoleName!);
    if (!profile.roles.includes(role.id)) {
      throw notFound(`Role ${role.name} in Instance Profile ${profile.name} cannot be found.`);
    }
    account.instanceProfiles.put({ ...profile, roles: profile.roles.filter((id) => id !== role.id) });
  },
});

const deleteInstanceProfile = write('DeleteInstanceProfile', {
  asks: (input: DeleteInstanceProfileCommandInput, scope) => [
    askOnInstanceProfile('iam:DeleteInstanceProfile', scope, input.InstanceProfileName!),
  ],
  handle: (input, { account }) => {
    const profile = existingInstanceProfile(account, input.InstanceProfileName!);
    if (profile.roles.length > 0) {
      throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
    }
    account.instanceProfiles.delete(profile.id);
  },
});

export const instanceProfileOperations = [
  createInstanceProfile,
  getInstanceProfile,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  addRoleToInstanceProfile,
  removeRoleFromInstanceProfile,
  deleteInstanceProfile,
];
