import { allow, document } from '../../api/support/policies.ts';
import type { AccountBuilder } from '../../fixtures/account.ts';
import { arn, on, onAll, policyNamed, type Row, TEAM } from './row.ts';

/** Refusals name a policy by this word and its ARN, as many public reports show. */
const onPolicy =
  (action: string, name: string): Row['needs'] =>
  (at) => {
    const resource = arn(at, `policy/${name}`);
    return [{ action, resource, shown: `policy ${resource}` }];
  };

const DOCUMENT = document(allow('s3:GetObject'));

const docs: Row['input'] = (at) => ({ PolicyArn: policyNamed(at, 'docs') });
const docsWith =
  (more: object): Row['input'] =>
  (at) => ({ PolicyArn: policyNamed(at, 'docs'), ...more });

/** A policy `docs2` under the stage's path with a second version, attached to nobody. */
const twoVersions = (builder: AccountBuilder): void => {
  builder.policy('docs2', DOCUMENT, { path: '/app/', tags: { team: 'red' } });
  const policy = [...builder.state.policies.values()].find((one) => one.name === 'docs2')!;
  builder.state.policies.put({
    ...policy,
    lastVersionNumber: 2,
    versions: [...policy.versions, { id: 'v2', document: DOCUMENT, createdAt: policy.createdAt + 1000 }],
  });
};
const secondVersion: Row['input'] = (at) => ({ PolicyArn: policyNamed(at, 'docs2'), VersionId: 'v2' });

/** iam.md §11, and the Service Authorization Reference where it says more (docs/decisions). */
export const managedPolicyRows: readonly Row[] = [
  {
    operation: 'iam:CreatePolicy',
    input: { PolicyName: 'fresh', Path: '/app/', PolicyDocument: DOCUMENT, Tags: TEAM },
    needs: (at) => [
      { action: 'iam:CreatePolicy', resource: arn(at, 'policy/fresh'), shown: 'policy fresh' },
      { action: 'iam:TagPolicy', resource: arn(at, 'policy/fresh'), shown: 'policy fresh' },
    ],
  },
  { operation: 'iam:GetPolicy', input: docs, needs: onPolicy('iam:GetPolicy', 'docs') },
  {
    operation: 'iam:ListPolicies',
    input: { Scope: 'Local' },
    needs: onAll('iam:ListPolicies', 'policy path /'),
  },
  {
    operation: 'iam:DeletePolicy',
    input: (at) => ({ PolicyArn: policyNamed(at, 'idle') }),
    world: (builder) => builder.policy('idle', DOCUMENT, { path: '/app/', tags: { team: 'red' } }),
    needs: onPolicy('iam:DeletePolicy', 'idle'),
  },
  { operation: 'iam:TagPolicy', input: docsWith({ Tags: TEAM }), needs: onPolicy('iam:TagPolicy', 'docs') },
  {
    operation: 'iam:UntagPolicy',
    input: docsWith({ TagKeys: ['team'] }),
    needs: onPolicy('iam:UntagPolicy', 'docs'),
  },
  { operation: 'iam:ListPolicyTags', input: docs, needs: onPolicy('iam:ListPolicyTags', 'docs') },
  {
    operation: 'iam:ListEntitiesForPolicy',
    input: docs,
    needs: onPolicy('iam:ListEntitiesForPolicy', 'docs'),
  },
  {
    operation: 'iam:ListPoliciesGrantingServiceAccess',
    input: (at) => ({ Arn: arn(at, 'user/bob'), ServiceNamespaces: ['s3'] }),
    needs: on('iam:ListPoliciesGrantingServiceAccess', 'user/bob'),
  },
  {
    operation: 'iam:CreatePolicyVersion',
    input: docsWith({ PolicyDocument: DOCUMENT, SetAsDefault: true }),
    // SetAsDefault needs no permission of its own.
    needs: onPolicy('iam:CreatePolicyVersion', 'docs'),
  },
  {
    operation: 'iam:GetPolicyVersion',
    input: docsWith({ VersionId: 'v1' }),
    needs: onPolicy('iam:GetPolicyVersion', 'docs'),
  },
  { operation: 'iam:ListPolicyVersions', input: docs, needs: onPolicy('iam:ListPolicyVersions', 'docs') },
  {
    operation: 'iam:SetDefaultPolicyVersion',
    input: secondVersion,
    world: twoVersions,
    needs: onPolicy('iam:SetDefaultPolicyVersion', 'docs2'),
  },
  {
    operation: 'iam:DeletePolicyVersion',
    input: secondVersion,
    world: twoVersions,
    needs: onPolicy('iam:DeletePolicyVersion', 'docs2'),
  },
];

/** The three kinds of identities that policies are put on: those with nothing on them, and those with something. */
const KINDS = [
  { Kind: 'User', name: 'UserName', type: 'user', bare: 'bob', armed: 'armed-bob' },
  { Kind: 'Group', name: 'GroupName', type: 'group', bare: 'crew', armed: 'armed-crew' },
  { Kind: 'Role', name: 'RoleName', type: 'role', bare: 'target', armed: 'armed-target' },
] as const;

export const identityPolicyRows: readonly Row[] = KINDS.flatMap(
  ({ Kind, name, type, bare, armed }): Row[] => [
    {
      operation: `iam:Attach${Kind}Policy`,
      input: (at) => ({ [name]: bare, PolicyArn: policyNamed(at, 'docs') }),
      needs: on(`iam:Attach${Kind}Policy`, `${type}/${bare}`),
    },
    {
      operation: `iam:Detach${Kind}Policy`,
      input: (at) => ({ [name]: armed, PolicyArn: policyNamed(at, 'docs') }),
      needs: on(`iam:Detach${Kind}Policy`, `${type}/${armed}`),
    },
    {
      operation: `iam:ListAttached${Kind}Policies`,
      input: { [name]: armed },
      needs: on(`iam:ListAttached${Kind}Policies`, `${type}/${armed}`),
    },
    {
      operation: `iam:Put${Kind}Policy`,
      input: { [name]: bare, PolicyName: 'notes', PolicyDocument: DOCUMENT },
      needs: on(`iam:Put${Kind}Policy`, `${type}/${bare}`),
    },
    {
      operation: `iam:Get${Kind}Policy`,
      input: { [name]: armed, PolicyName: 'notes' },
      needs: on(`iam:Get${Kind}Policy`, `${type}/${armed}`),
    },
    {
      operation: `iam:Delete${Kind}Policy`,
      input: { [name]: armed, PolicyName: 'notes' },
      needs: on(`iam:Delete${Kind}Policy`, `${type}/${armed}`),
    },
    {
      operation: `iam:List${Kind}Policies`,
      input: { [name]: armed },
      needs: on(`iam:List${Kind}Policies`, `${type}/${armed}`),
    },
  ],
);
