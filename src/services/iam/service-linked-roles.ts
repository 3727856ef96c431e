/**
 * Service-linked roles: made for one service, which alone may assume them. IAM User Guide, "Create a service-linked
 * role". No service keeps resources in Stint, so a deletion is done when its operation answers.
 */
import type {
  CreateServiceLinkedRoleCommandInput,
  CreateServiceLinkedRoleCommandOutput,
  DeleteServiceLinkedRoleCommandInput,
  GetServiceLinkedRoleDeletionStatusCommandInput,
  GetServiceLinkedRoleDeletionStatusCommandOutput,
} from '@aws-sdk/client-iam';
import { type AccountView, type Role, roleNamed } from '../../directory/index.ts';
import { iamArn, mintUniqueId, mintUuid } from '../../names/index.ts';
import { read, write } from '../operation.ts';
import { invalidInput, noSuchEntity, notFound } from './errors.ts';
import { askOnRole, existingRole, roleSummary } from './existing-role.ts';
import { type LinkedService, linkedService } from './service-linked-services.ts';
import { seenAccounts } from './trust-policy.ts';

/** Characters. IAM User Guide, "IAM and AWS STS quotas": names of roles. */
const LONGEST_ROLE_NAME = 64;

const pathOf = (service: string): string => `/aws-service-role/${service}/`;

/** @throws AwsError InvalidInput for a service without such a role. */
function existingService(principal: string): LinkedService {
  const service = linkedService(principal);
  if (service === undefined) {
    throw invalidInput(`The service ${principal} does not have service-linked roles.`);
  }
  return service;
}

function roleNameFor(service: LinkedService, suffix: string | undefined): string {
  return suffix === undefined ? service.roleName : `${service.roleName}_${suffix}`;
}

function trustOf(service: LinkedService): string {
  const statement = { Effect: 'Allow', Principal: { Service: service.principal }, Action: 'sts:AssumeRole' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

const createServiceLinkedRole = write('CreateServiceLinkedRole', {
  check: (input: CreateServiceLinkedRoleCommandInput) => {
    const service = existingService(input.AWSServiceName!);
    if (input.CustomSuffix === undefined) return;
    if (!service.allowsSuffix) throw invalidInput(`Custom suffix is not allowed for ${service.principal}`);
    const name = roleNameFor(service, input.CustomSuffix);
    if (name.length > LONGEST_ROLE_NAME) {
      throw invalidInput(`The role name ${name} is longer than ${LONGEST_ROLE_NAME} characters.`);
    }
  },
  asks: (input, { account }) => {
    const service = existingService(input.AWSServiceName!);
    const name = roleNameFor(service, input.CustomSuffix);
    return [
      {
        action: 'iam:CreateServiceLinkedRole',
        resource: iamArn('role', account.accountId, pathOf(service.principal), name),
        keys: { 'iam:AWSServiceName': service.principal },
      },
    ];
  },
  // These roles count towards RolesPerAccount, but may be made when it is reached.
  handle: (input, scope): Pick<CreateServiceLinkedRoleCommandOutput, 'Role'> => {
    const { account, now, random } = scope;
    const service = existingService(input.AWSServiceName!);
    const name = roleNameFor(service, input.CustomSuffix);
    if (roleNamed(account, name) !== undefined) {
      throw invalidInput(
        `Service role name ${name} has been taken in this account, please try a different suffix.`,
      );
    }
    const role: Role = {
      id: mintUniqueId('AROA', random),
      name,
      path: pathOf(service.principal),
      createdAt: now,
      inlinePolicies: [],
      attachedPolicies: [service.policyArn],
      tags: [],
      trustPolicy: { document: trustOf(service), bindings: {} },
      ...(input.Description === undefined ? {} : { description: input.Description }),
      maxSessionDuration: 3600,
      linkedService: service.principal,
    };
    account.roles.put(role);
    return { Role: roleSummary(account, role, seenAccounts(scope, [])) };
  },
});

/** The service-linked role of that name; ordinary roles are not there for these operations. */
function existingLinkedRole(account: AccountView, name: string): Role & { readonly linkedService: string } {
  const { linkedService: service, ...role } = existingRole(account, name);
  if (service === undefined) throw noSuchEntity('role', name);
  return { ...role, linkedService: service };
}

const deleteServiceLinkedRole = write('DeleteServiceLinkedRole', {
  asks: (input: DeleteServiceLinkedRoleCommandInput, scope) => [
    askOnRole('iam:DeleteServiceLinkedRole', scope, input.RoleName!),
  ],
  handle: (input, { account, random }) => {
    const role = existingLinkedRole(account, input.RoleName!);
    account.roles.delete(role.id);
    return { DeletionTaskId: `task${pathOf(role.linkedService)}${role.name}/${mintUuid(random)}` };
  },
});

interface DeletionTask {
  readonly service: string;
  readonly roleName: string;
}

const TASK =
  /^task\/aws-service-role\/([A-Za-z0-9.-]+)\/([A-Za-z0-9_+=,.@-]+)\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws AwsError InvalidInput for text that is no id of a deletion task. */
function parseTask(id: string): DeletionTask {
  const [, service, roleName] = TASK.exec(id) ?? [];
  if (service === undefined || roleName === undefined) {
    throw invalidInput('The specified value for deletionTaskId is invalid.');
  }
  return { service, roleName };
}

/** Whether a task of this id can have been: the service has such a role, and no role of that name is there now. */
function isDone(account: AccountView, { service, roleName }: DeletionTask): boolean {
  const linked = linkedService(service);
  if (linked === undefined || roleNamed(account, roleName) !== undefined) return false;
  return roleName === linked.roleName || (linked.allowsSuffix && roleName.startsWith(`${linked.roleName}_`));
}

const getServiceLinkedRoleDeletionStatus = read('GetServiceLinkedRoleDeletionStatus', {
  check: (input: GetServiceLinkedRoleDeletionStatusCommandInput) => void parseTask(input.DeletionTaskId!),
  asks: (input, { account }) => {
    const { service, roleName } = parseTask(input.DeletionTaskId!);
    return [
      {
        action: 'iam:GetServiceLinkedRoleDeletionStatus',
        resource: iamArn('role', account.accountId, pathOf(service), roleName),
      },
    ];
  },
  handle: (input, { account }): Pick<GetServiceLinkedRoleDeletionStatusCommandOutput, 'Status'> => {
    if (!isDone(account, parseTask(input.DeletionTaskId!))) {
      throw notFound(`The deletion task with id ${input.DeletionTaskId} cannot be found.`);
    }
    return { Status: 'SUCCEEDED' };
  },
});

export const serviceLinkedRoleOperations = [
  createServiceLinkedRole,
  deleteServiceLinkedRole,
  getServiceLinkedRoleDeletionStatus,
];
