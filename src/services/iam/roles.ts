/** IAM roles: identities that are assumed for a while. IAM API Reference, CreateRole and its kin. */
import type {
  CreateRoleCommandInput,
  CreateRoleCommandOutput,
  DeleteRoleCommandInput,
  DeleteRolePermissionsBoundaryCommandInput,
  GetRoleCommandInput,
  ListRolesCommandInput,
  PutRolePermissionsBoundaryCommandInput,
  UpdateAssumeRolePolicyCommandInput,
  UpdateRoleCommandInput,
  UpdateRoleDescriptionCommandInput,
} from '@aws-sdk/client-iam';
import {
  type AccountDraft,
  type Caller,
  type LastUsed,
  type Role,
  roleNamed,
} from '../../directory/index.ts';
import { iamArn, mintUniqueId } from '../../names/index.ts';
import { read, write } from '../operation.ts';
import { only, paginate } from '../pagination.ts';
import {
  boundaryDetails,
  checkPolicyArn,
  existingBoundary,
  withBoundary,
  withoutBoundary,
} from './boundary.ts';
import { deleteConflict, entityAlreadyExists, invalidInput, limitExceeded } from './errors.ts';
import {
  askOnBoundedRole,
  askOnRole,
  describedAs,
  existingRole,
  listedRole,
  modifiableRole,
  roleSummary,
} from './existing-role.ts';
import { checkPath } from './path.ts';
import { checkTags, tagsIfAny, withTags } from './tags.ts';
import {
  accountsNamed,
  accountsShown,
  bindTrustPolicy,
  readTrustPolicy,
  seenAccounts,
} from './trust-policy.ts';

/** Seconds. IAM API Reference, CreateRole: MaxSessionDuration. */
const DEFAULT_SESSION_DURATION = 3600;

/** How far back the last use of a role is reported. IAM User Guide, "IAM: last accessed information". */
const TRACKING_PERIOD = 400 * 24 * 60 * 60 * 1000;

/**
 * Paths under which only AWS creates roles. Whoever exempts those roles from a rule by their path must not be
 * deceived.
 * @throws AwsError InvalidInput
 */
function checkRolePath(path: string): void {
  if (/^\/aws-(?:service-role|reserved)\//.test(path)) {
    throw invalidInput(`The path ${path} is reserved for roles that AWS creates.`);
  }
}

const createRole = write('CreateRole', {
  needs: (input: CreateRoleCommandInput, caller) =>
    accountsNamed(input.AssumeRolePolicyDocument!, caller.accountId),
  check: (input) => {
    checkTags(input.Tags, 'ignoring-case');
    checkPolicyArn(input.PermissionsBoundary);
    checkPath(input.Path);
    checkRolePath(input.Path ?? '/');
    readTrustPolicy(input.AssumeRolePolicyDocument!);
  },
  asks: (input, { account }) => {
    const tags = checkTags(input.Tags, 'ignoring-case');
    const resource = iamArn('role', account.accountId, input.Path ?? '/', input.RoleName!);
    const asked = { resource, requestTags: tags, resourceTags: tags };
    return [
      {
        action: 'iam:CreateRole',
        ...asked,
        keys: { 'iam:PermissionsBoundary': input.PermissionsBoundary },
      },
      ...(tags.length > 0 ? [{ action: 'iam:TagRole', ...asked }] : []),
    ];
  },
  handle: (input, scope): Pick<CreateRoleCommandOutput, 'Role'> => {
    const { account, now, random, quotas } = scope;
    const name = input.RoleName!;
    const trustPolicy = bindTrustPolicy(input.AssumeRolePolicyDocument!, scope, quotas);
    const boundary = existingBoundary(account, input.PermissionsBoundary);
    if (roleNamed(account, name) !== undefined) throw entityAlreadyExists('role', name);
    if (account.roles.size >= quotas.rolesPerAccount) {
      throw limitExceeded('RolesPerAccount', quotas.rolesPerAccount);
    }
    const role: Role = {
      id: mintUniqueId('AROA', random),
      name,
      path: input.Path ?? '/',
      createdAt: now,
      inlinePolicies: [],
      attachedPolicies: [],
      tags: withTags([], checkTags(input.Tags, 'ignoring-case'), 'ignoring-case', quotas),
      ...(boundary === undefined ? {} : { boundary }),
      trustPolicy,
      ...(input.Description === undefined ? {} : { description: input.Description }),
      maxSessionDuration: input.MaxSessionDuration ?? DEFAULT_SESSION_DURATION,
    };
    account.roles.put(role);
    return {
      Role: {
        // Principals of other accounts were found just now: they are what was written.
        ...roleSummary(account, role, seenAccounts(scope, [])),
        ...boundaryDetails(role.boundary),
        ...tagsIfAny(role.tags),
      },
    };
  },
});

/** Accounts that are needed to show one role of the caller's account. */
function accountsToShow(caller: Caller, roleName: string): string[] {
  return accountsShown(caller.accountId, [roleNamed(caller.account, roleName)]);
}

/** The `RoleLastUsed` member: always there, and empty for a role that was not used in the tracking period. */
export function roleLastUsed(lastUsed: LastUsed | undefined, now: number) {
  if (lastUsed === undefined || lastUsed.at < now - TRACKING_PERIOD) return {};
  return { LastUsedDate: new Date(lastUsed.at), Region: lastUsed.region };
}

const getRole = read('GetRole', {
  needs: (input: GetRoleCommandInput, caller) => accountsToShow(caller, input.RoleName!),
  asks: (input, scope) => [askOnBoundedRole('iam:GetRole', scope, input.RoleName!)],
  handle: (input, scope) => {
    const { account, caller, lastUsed, now } = scope;
    const role = existingRole(account, input.RoleName!);
    return {
      Role: {
        ...listedRole(account, role, seenAccounts(scope, accountsToShow(caller, role.name))),
        ...boundaryDetails(role.boundary),
        ...tagsIfAny(role.tags),
        RoleLastUsed: roleLastUsed(lastUsed(role.id), now),
      },
    };
  },
});

const listRoles = read('ListRoles', {
  needs: (_input: ListRolesCommandInput, caller) =>
    accountsShown(caller.accountId, caller.account.roles.values()),
  asks: (_input, { account }) => [
    { action: 'iam:ListRoles', resource: iamArn('role', account.accountId, '/', '') },
  ],
  handle: (input, scope) => {
    const { account, caller } = scope;
    const prefix = input.PathPrefix ?? '/';
    const { items, ...page } = paginate(scope, 'ListRoles', prefix, input, (from) =>
      only(account.roles.scan('name', from), (role) => role.path.startsWith(prefix)),
    );
    const seen = seenAccounts(scope, accountsShown(caller.accountId, caller.account.roles.values()));
    return { Roles: items.map((role) => listedRole(account, role, seen)), ...page };
  },
});

const updateRole = write('UpdateRole', {
  asks: (input: UpdateRoleCommandInput, scope) => [
    askOnBoundedRole('iam:UpdateRole', scope, input.RoleName!),
  ],
  handle: (input, { account }) => {
    const role = modifiableRole(account, input.RoleName!);
    account.roles.put({
      ...role,
      // What is left out stays, whatever the reference says of a default (recorded in 2026).
      ...(input.Description === undefined ? {} : { description: input.Description }),
      maxSessionDuration: input.MaxSessionDuration ?? role.maxSessionDuration,
    });
    return {};
  },
});

const updateRoleDescription = write('UpdateRoleDescription', {
  needs: (input: UpdateRoleDescriptionCommandInput, caller) => accountsToShow(caller, input.RoleName!),
  asks: (input, scope) => [askOnBoundedRole('iam:UpdateRoleDescription', scope, input.RoleName!)],
  handle: (input, scope) => {
    const { account, caller } = scope;
    const role = { ...modifiableRole(account, input.RoleName!), description: input.Description! };
    account.roles.put(role);
    const seen = seenAccounts(scope, accountsToShow(caller, role.name));
    return { Role: { ...roleSummary(account, role, seen), ...describedAs(role) } };
  },
});

/** What must be gone before a role can be deleted, in the order in which AWS names it. */
const ROLE_DEPENDANTS: readonly [holds: (account: AccountDraft, role: Role) => boolean, text: string][] = [
  [
    (account, role) => !account.instanceProfiles.withPrefix('role', `${role.id} `).next().done,
    'Cannot delete entity, must remove roles from instance profile first.',
  ],
  [(_, role) => role.attachedPolicies.length > 0, 'Cannot delete entity, must detach all policies first.'],
  [(_, role) => role.inlinePolicies.length > 0, 'Cannot delete entity, must delete policies first.'],
];

const deleteRole = write('DeleteRole', {
  asks: (input: DeleteRoleCommandInput, scope) => [
    askOnBoundedRole('iam:DeleteRole', scope, input.RoleName!),
  ],
  handle: (input, { account }) => {
    const role = modifiableRole(account, input.RoleName!);
    for (const [holds, text] of ROLE_DEPENDANTS) if (holds(account, role)) throw deleteConflict(text);
    account.roles.delete(role.id);
  },
});

const updateAssumeRolePolicy = write('UpdateAssumeRolePolicy', {
  needs: (input: UpdateAssumeRolePolicyCommandInput, caller) =>
    accountsNamed(input.PolicyDocument!, caller.accountId),
  check: (input) => void readTrustPolicy(input.PolicyDocument!),
  asks: (input, scope) => [askOnBoundedRole('iam:UpdateAssumeRolePolicy', scope, input.RoleName!)],
  handle: (input, scope) => {
    const { account, quotas } = scope;
    const role = modifiableRole(account, input.RoleName!);
    account.roles.put({ ...role, trustPolicy: bindTrustPolicy(input.PolicyDocument!, scope, quotas) });
  },
});

const putRolePermissionsBoundary = write('PutRolePermissionsBoundary', {
  check: (input: PutRolePermissionsBoundaryCommandInput) => checkPolicyArn(input.PermissionsBoundary),
  asks: (input, scope) => [
    askOnRole('iam:PutRolePermissionsBoundary', scope, input.RoleName!, {
      'iam:PermissionsBoundary': input.PermissionsBoundary,
    }),
  ],
  handle: (input, { account }) => {
    const role = modifiableRole(account, input.RoleName!);
    account.roles.put(withBoundary(account, role, input.PermissionsBoundary!));
  },
});

const deleteRolePermissionsBoundary = write('DeleteRolePermissionsBoundary', {
  asks: (input: DeleteRolePermissionsBoundaryCommandInput, scope) => [
    askOnBoundedRole('iam:DeleteRolePermissionsBoundary', scope, input.RoleName!),
  ],
  handle: (input, { account }) => {
    const role = modifiableRole(account, input.RoleName!);
    account.roles.put(withoutBoundary('role', role));
  },
});

export const roleOperations = [
  createRole,
  getRole,
  listRoles,
  updateRole,
  updateRoleDescription,
  deleteRole,
  updateAssumeRolePolicy,
  putRolePermissionsBoundary,
  deleteRolePermissionsBoundary,
];
