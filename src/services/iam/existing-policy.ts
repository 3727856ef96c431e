/** Managed policies as operations meet them: looked up, asked about, counted, and shown. */
import {
  type AccountDraft,
  type AccountView,
  type AwsManagedPolicy,
  awsManagedPolicy,
  localPolicyByArn,
  type ManagedPolicy,
  type PolicyVersion,
  policyArn,
  type Tags,
} from '../../directory/index.ts';
import { parseArn } from '../../names/index.ts';
import type { Ask, Scope } from '../operation.ts';
import { noSuchEntity } from './errors.ts';

type Account = AccountView | AccountDraft;

/** How AWS's ARNs name the owner of its own managed policies. */
const AWS_OWNER = 'aws';

/** A managed policy of the account or of AWS, as answers show it. */
export interface PolicyView {
  readonly arn: string;
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly createdAt: number;
  /** When its newest version was made. */
  readonly updatedAt: number;
  readonly defaultVersion: string;
  readonly description?: string | undefined;
  readonly tags: Tags;
  readonly owner: 'account' | 'AWS';
  /** Newest first. Of AWS's policies only the default version is known here. */
  readonly versions: () => readonly PolicyVersion[];
}

export function viewOfLocal(account: Account, policy: ManagedPolicy): PolicyView {
  const newest = policy.versions.at(-1);
  return {
    arn: policyArn(account, policy),
    name: policy.name,
    id: policy.id,
    path: policy.path,
    createdAt: policy.createdAt,
    updatedAt: newest?.createdAt ?? policy.createdAt,
    defaultVersion: policy.defaultVersion,
    description: policy.description,
    tags: policy.tags,
    owner: 'account',
    versions: () => policy.versions.toReversed(),
  };
}

export function viewOfAws(policy: AwsManagedPolicy): PolicyView {
  const { arn, name, path, createdAt, updatedAt, defaultVersion } = policy;
  return {
    arn,
    name,
    get id() {
      return policy.id;
    },
    path,
    createdAt,
    updatedAt,
    defaultVersion,
    tags: [],
    owner: 'AWS',
    versions: () => [{ id: defaultVersion, document: policy.document, createdAt: updatedAt }],
  };
}

/** The managed policy of that ARN, the account's own or AWS's; `undefined` if there is none. */
export function policyOf(account: Account, arn: string): PolicyView | undefined {
  const local = localPolicyByArn(account, arn);
  if (local !== undefined) return viewOfLocal(account, local);
  const aws = awsManagedPolicy(arn);
  return aws && viewOfAws(aws);
}

/** The managed policy of that ARN, the account's own or AWS's, or NoSuchEntity. */
export function existingPolicy(account: Account, arn: string): PolicyView {
  const policy = policyOf(account, arn);
  if (policy === undefined) throw noSuchEntity('policy', arn);
  return policy;
}

/** The account's own managed policy of that ARN, or NoSuchEntity: nobody changes AWS's. */
export function changeablePolicy(account: Account, arn: string): ManagedPolicy {
  const policy = localPolicyByArn(account, arn);
  if (policy === undefined) throw noSuchEntity('policy', arn);
  return policy;
}

/** Owner that the ARN names, where that is not the account itself. */
function foreignOwner(account: Account, arn: string): string | undefined {
  const owner = parseArn(arn)?.account;
  return owner === undefined || owner === '' || owner === account.accountId ? undefined : owner;
}

function askOn(action: string, { account }: Scope, arn: string, owner: string | undefined): Ask {
  const tags = localPolicyByArn(account, arn)?.tags;
  return {
    action,
    resource: arn,
    // AWS names policies so whether or not they exist.
    shownAs: `policy ${arn}`,
    ...(tags === undefined ? {} : { resourceTags: tags }),
    ...(owner === undefined ? {} : { resourceAccount: owner }),
  };
}

/**
 * What an operation asks that reads a managed policy. AWS's own are everybody's to read; another account's are a
 * resource of that account, which no identity policy opens.
 */
export function askToReadPolicy(action: string, scope: Scope, arn: string): Ask {
  const owner = foreignOwner(scope.account, arn);
  return askOn(action, scope, arn, owner === AWS_OWNER ? undefined : owner);
}

/** What an operation asks that changes a managed policy: AWS's own belong to AWS, as another account's to that. */
export function askToChangePolicy(action: string, scope: Scope, arn: string): Ask {
  return askOn(action, scope, arn, foreignOwner(scope.account, arn));
}

function count(entries: Iterable<unknown>): number {
  let number = 0;
  for (const _ of entries) number++;
  return number;
}

/** How many users, groups and roles the policy is attached to; use as a boundary is none. */
export function attachmentCount({ users, groups, roles }: Account, arn: string): number {
  const prefix = `${arn} `;
  return [users, groups, roles].reduce((sum, table) => sum + count(table.withPrefix('attached', prefix)), 0);
}

/** How many users and roles have the policy as their permissions boundary. */
export function boundaryUsageCount({ users, roles }: Account, arn: string): number {
  const prefix = `${arn} `;
  return [users, roles].reduce((sum, table) => sum + count(table.withPrefix('boundary', prefix)), 0);
}

/** A managed policy as lists show it: without description and tags. */
export function policySummary(account: Account, policy: PolicyView) {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: attachmentCount(account, policy.arn),
    PermissionsBoundaryUsageCount: boundaryUsageCount(account, policy.arn),
    // AWS answers so for every policy, those of service-linked roles included.
    IsAttachable: true,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  };
}

/** The `Description` member: absent for a policy that was never given one. */
export function policyDescription(policy: PolicyView): { Description?: string } {
  return policy.description === undefined ? {} : { Description: policy.description };
}

/** A version as every answer shows it; its document is added by those that show it. */
export function versionSummary(policy: Pick<PolicyView, 'defaultVersion'>, version: PolicyVersion) {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersion,
    CreateDate: new Date(version.createdAt),
  };
}
