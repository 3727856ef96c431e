/**
 * Versions of managed policies: a policy keeps a few documents, one of which is in force. IAM User Guide, "Versioning
 * IAM policies".
 */
import type {
  CreatePolicyVersionCommandInput,
  DeletePolicyVersionCommandInput,
  GetPolicyVersionCommandInput,
  ListPolicyVersionsCommandInput,
  SetDefaultPolicyVersionCommandInput,
} from '@aws-sdk/client-iam';
import {
  type AccountDraft,
  localPolicyByArn,
  type ManagedPolicy,
  type PolicyVersion,
} from '../../directory/index.ts';
import type { Quotas } from '../../names/index.ts';
import { type AwsError, encodePolicyDocument } from '../../wire/index.ts';
import { read, write } from '../operation.ts';
import { paginate, positions } from '../pagination.ts';
import { checkPolicyArn } from './boundary.ts';
import { deleteConflict, notFound, overLimit } from './errors.ts';
import {
  askToChangePolicy,
  askToReadPolicy,
  changeablePolicy,
  existingPolicy,
  policyOf,
  versionSummary,
} from './existing-policy.ts';
import { readPermissionsPolicy } from './policy-documents.ts';
import { checkManagedPolicySize, checkVersionsInUse } from './policy-quotas.ts';

/** What an operation on one version names it by. */
interface Named {
  readonly PolicyArn: string | undefined;
  readonly VersionId: string | undefined;
}

/** One text, whether the policy or its version is missing. */
function noSuchVersion({ PolicyArn, VersionId }: Named): AwsError {
  return notFound(`Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`);
}

/** The version of that id, or NoSuchEntity. */
function existingVersion(versions: readonly PolicyVersion[], named: Named): PolicyVersion {
  const version = versions.find((one) => one.id === named.VersionId);
  if (version === undefined) throw noSuchVersion(named);
  return version;
}

/** The account's own policy and its version of that id, or NoSuchEntity. */
function changeableVersion(account: AccountDraft, named: Named): [ManagedPolicy, PolicyVersion] {
  const policy = localPolicyByArn(account, named.PolicyArn!);
  if (policy === undefined) throw noSuchVersion(named);
  return [policy, existingVersion(policy.versions, named)];
}

/** @throws AwsError LimitExceeded when the policy keeps as many versions as it may. */
function checkVersionsOfPolicy({ versions }: ManagedPolicy, quotas: Quotas): void {
  if (versions.length < quotas.versionsPerPolicy) return;
  throw overLimit(
    `A managed policy can have up to ${quotas.versionsPerPolicy} versions. Before you create a new version, you must delete an existing version.`,
  );
}

const createPolicyVersion = write('CreatePolicyVersion', {
  check: (input: CreatePolicyVersionCommandInput) => {
    checkPolicyArn(input.PolicyArn);
    readPermissionsPolicy(input.PolicyDocument!, 'managed');
  },
  asks: (input, scope) => [askToChangePolicy('iam:CreatePolicyVersion', scope, input.PolicyArn!)],
  handle: (input, { account, now, quotas }) => {
    const before = changeablePolicy(account, input.PolicyArn!);
    checkManagedPolicySize(input.PolicyDocument!, quotas);
    checkVersionsOfPolicy(before, quotas);
    checkVersionsInUse(account, quotas);
    const number = before.lastVersionNumber + 1;
    const version: PolicyVersion = { id: `v${number}`, document: input.PolicyDocument!, createdAt: now };
    const policy: ManagedPolicy = {
      ...before,
      lastVersionNumber: number,
      versions: [...before.versions, version],
      defaultVersion: input.SetAsDefault === true ? version.id : before.defaultVersion,
    };
    account.policies.put(policy);
    return { PolicyVersion: versionSummary(policy, version) };
  },
});

const getPolicyVersion = read('GetPolicyVersion', {
  check: (input: GetPolicyVersionCommandInput) => checkPolicyArn(input.PolicyArn),
  asks: (input, scope) => [askToReadPolicy('iam:GetPolicyVersion', scope, input.PolicyArn!)],
  handle: (input, { account }) => {
    const policy = policyOf(account, input.PolicyArn!);
    if (policy === undefined) throw noSuchVersion(input);
    const version = existingVersion(policy.versions(), input);
    return {
      PolicyVersion: {
        Document: encodePolicyDocument(version.document),
        ...versionSummary(policy, version),
      },
    };
  },
});

const listPolicyVersions = read('ListPolicyVersions', {
  check: (input: ListPolicyVersionsCommandInput) => checkPolicyArn(input.PolicyArn),
  asks: (input, scope) => [askToReadPolicy('iam:ListPolicyVersions', scope, input.PolicyArn!)],
  handle: (input, scope) => {
    const policy = existingPolicy(scope.account, input.PolicyArn!);
    const { items, ...page } = paginate(scope, 'ListPolicyVersions', policy.id, input, (from) =>
      positions(policy.versions(), from),
    );
    return { Versions: items.map((version) => versionSummary(policy, version)), ...page };
  },
});

const setDefaultPolicyVersion = write('SetDefaultPolicyVersion', {
  check: (input: SetDefaultPolicyVersionCommandInput) => checkPolicyArn(input.PolicyArn),
  asks: (input, scope) => [askToChangePolicy('iam:SetDefaultPolicyVersion', scope, input.PolicyArn!)],
  handle: (input, { account }) => {
    const [policy, version] = changeableVersion(account, input);
    account.policies.put({ ...policy, defaultVersion: version.id });
  },
});

const deletePolicyVersion = write('DeletePolicyVersion', {
  check: (input: DeletePolicyVersionCommandInput) => checkPolicyArn(input.PolicyArn),
  asks: (input, scope) => [askToChangePolicy('iam:DeletePolicyVersion', scope, input.PolicyArn!)],
  handle: (input, { account }) => {
    const [policy, version] = changeableVersion(account, input);
    if (version.id === policy.defaultVersion) {
      throw deleteConflict('Cannot delete the default version of a policy.');
    }
    account.policies.put({ ...policy, versions: policy.versions.filter((one) => one !== version) });
  },
});

export const policyVersionOperations = [
  createPolicyVersion,
  getPolicyVersion,
  listPolicyVersions,
  setDefaultPolicyVersion,
  deletePolicyVersion,
];
