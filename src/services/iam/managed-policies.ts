/** Managed policies: documents with an ARN of their own. IAM API Reference, CreatePolicy and its kin. */
import type {
  CreatePolicyCommandInput,
  DeletePolicyCommandInput,
  GetPolicyCommandInput,
  ListPoliciesCommandInput,
} from '@aws-sdk/client-iam';
import { type AccountDraft, type AccountView, type ManagedPolicy, nameKey } from '../../directory/index.ts';
import { iamArn, mintUniqueId } from '../../names/index.ts';
import { read, write } from '../operation.ts';
import { only, paginate } from '../pagination.ts';
import { checkPolicyArn } from './boundary.ts';
import { deleteConflict, entityAlreadyExists, limitExceeded } from './errors.ts';
import {
  askToChangePolicy,
  askToReadPolicy,
  attachmentCount,
  boundaryUsageCount,
  changeablePolicy,
  existingPolicy,
  type PolicyView,
  policyDescription,
  policySummary,
  viewOfLocal,
} from './existing-policy.ts';
import { policiesByName } from './policy-catalogue.ts';
import { readPermissionsPolicy } from './policy-documents.ts';
import { checkManagedPolicySize, checkVersionsInUse } from './policy-quotas.ts';
import { checkTags, tagsIfAny, withTags } from './tags.ts';

const createPolicy = write('CreatePolicy', {
  check: (input: CreatePolicyCommandInput) => {
    checkTags(input.Tags, 'exact');
    readPermissionsPolicy(input.PolicyDocument!, 'managed');
  },
  asks: (input, { account }) => {
    const tags = checkTags(input.Tags, 'exact');
    const asked = {
      resource: iamArn('policy', account.accountId, input.Path ?? '/', input.PolicyName!),
      shownAs: `policy ${input.PolicyName}`,
      requestTags: tags,
      resourceTags: tags,
    };
    return [
      { action: 'iam:CreatePolicy', ...asked },
      ...(tags.length > 0 ? [{ action: 'iam:TagPolicy', ...asked }] : []),
    ];
  },
  handle: (input, { account, now, random, quotas }) => {
    const name = input.PolicyName!;
    if (account.policies.find('name', nameKey(name)) !== undefined) throw entityAlreadyExists('policy', name);
    if (account.policies.size >= quotas.policiesPerAccount) {
      throw limitExceeded('PoliciesPerAccount', quotas.policiesPerAccount);
    }
    checkManagedPolicySize(input.PolicyDocument!, quotas);
    checkVersionsInUse(account, quotas);
    const policy: ManagedPolicy = {
      id: mintUniqueId('ANPA', random),
      name,
      path: input.Path ?? '/',
      createdAt: now,
      ...(input.Description === undefined ? {} : { description: input.Description }),
      tags: withTags([], checkTags(input.Tags, 'exact'), 'exact', quotas),
      defaultVersion: 'v1',
      lastVersionNumber: 1,
      versions: [{ id: 'v1', document: input.PolicyDocument!, createdAt: now }],
    };
    account.policies.put(policy);
    return { Policy: { ...policySummary(account, viewOfLocal(account, policy)), ...tagsIfAny(policy.tags) } };
  },
});

const getPolicy = read('GetPolicy', {
  check: (input: GetPolicyCommandInput) => checkPolicyArn(input.PolicyArn),
  asks: (input, scope) => [askToReadPolicy('iam:GetPolicy', scope, input.PolicyArn!)],
  handle: (input, { account }) => {
    const policy = existingPolicy(account, input.PolicyArn!);
    return {
      Policy: { ...policySummary(account, policy), ...policyDescription(policy), Tags: [...policy.tags] },
    };
  },
});

type Usage = ListPoliciesCommandInput['PolicyUsageFilter'];

/** Whether ListPolicies shows the policy: `OnlyAttached` alone means the same as use as a permissions policy. */
function isUsedAs(
  account: AccountView,
  { arn }: PolicyView,
  usage: Usage,
  onlyAttached: boolean | undefined,
): boolean {
  if (usage === 'PermissionsBoundary') return boundaryUsageCount(account, arn) > 0;
  if (usage === 'PermissionsPolicy' || onlyAttached === true) return attachmentCount(account, arn) > 0;
  return true;
}

const listPolicies = read('ListPolicies', {
  asks: (input: ListPoliciesCommandInput) => [
    { action: 'iam:ListPolicies', resource: '*', shownAs: `policy path ${input.PathPrefix ?? '/'}` },
  ],
  handle: (input, scope) => {
    const { account } = scope;
    const { Scope: owner = 'All', OnlyAttached: onlyAttached, PolicyUsageFilter: usage } = input;
    const prefix = input.PathPrefix ?? '/';
    const filter = [owner, onlyAttached === true, usage ?? '', prefix].join(' ');
    const { items, ...page } = paginate(scope, 'ListPolicies', filter, input, (from) =>
      only(
        policiesByName(account, owner, from),
        (policy) => policy.path.startsWith(prefix) && isUsedAs(account, policy, usage, onlyAttached),
      ),
    );
    return { Policies: items.map((policy) => policySummary(account, policy)), ...page };
  },
});

/** What stands in the way of deleting a policy, in the order in which AWS names it. */
const POLICY_DEPENDANTS: readonly [
  holds: (account: AccountDraft, arn: string, policy: ManagedPolicy) => boolean,
  text: string,
][] = [
  [
    (account, arn) => attachmentCount(account, arn) + boundaryUsageCount(account, arn) > 0,
    'Cannot delete a policy attached to entities.',
  ],
  [
    (_account, _arn, policy) => policy.versions.length > 1,
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
  ],
];

const deletePolicy = write('DeletePolicy', {
  check: (input: DeletePolicyCommandInput) => checkPolicyArn(input.PolicyArn),
  asks: (input, scope) => [askToChangePolicy('iam:DeletePolicy', scope, input.PolicyArn!)],
  handle: (input, { account }) => {
    const arn = input.PolicyArn!;
    const policy = changeablePolicy(account, arn);
    for (const [holds, text] of POLICY_DEPENDANTS) {
      if (holds(account, arn, policy)) throw deleteConflict(text);
    }
    account.policies.delete(policy.id);
  },
});

export const managedPolicyOperations = [createPolicy, getPolicy, listPolicies, deletePolicy];
