import { document, trust } from '../../api/support/policies.ts';
import { arn, on, onKind, type Row, TEAM } from './row.ts';

const target = { RoleName: 'target' };
const trustPolicy = document(trust({ Service: 'ec2.amazonaws.com' }));
const LINKED = 'role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport';

const onLinked =
  (action: string): Row['needs'] =>
  ({ accountId }) => [{ action, resource: `arn:aws:iam::${accountId}:${LINKED}` }];

/** iam.md §11. */
export const roleRows: readonly Row[] = [
  {
    operation: 'iam:CreateRole',
    input: ({ accountId }) => ({
      RoleName: 'fresh',
      Path: '/app/',
      AssumeRolePolicyDocument: trustPolicy,
      Tags: TEAM,
      PermissionsBoundary: `arn:aws:iam::${accountId}:policy/limit`,
    }),
    needs: (at) => [
      { action: 'iam:CreateRole', resource: arn(at, 'role/fresh') },
      { action: 'iam:TagRole', resource: arn(at, 'role/fresh') },
    ],
  },
  { operation: 'iam:GetRole', input: target, needs: on('iam:GetRole', 'role/target') },
  { operation: 'iam:ListRoles', input: {}, needs: onKind('iam:ListRoles', 'role') },
  {
    operation: 'iam:UpdateRole',
    input: { ...target, Description: 'd' },
    needs: on('iam:UpdateRole', 'role/target'),
  },
  {
    operation: 'iam:UpdateRoleDescription',
    input: { ...target, Description: 'd' },
    needs: on('iam:UpdateRoleDescription', 'role/target'),
  },
  { operation: 'iam:DeleteRole', input: target, needs: on('iam:DeleteRole', 'role/target') },
  {
    operation: 'iam:UpdateAssumeRolePolicy',
    input: { ...target, PolicyDocument: trustPolicy },
    needs: on('iam:UpdateAssumeRolePolicy', 'role/target'),
  },
  {
    operation: 'iam:PutRolePermissionsBoundary',
    input: { ...target, PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    needs: on('iam:PutRolePermissionsBoundary', 'role/target'),
  },
  {
    operation: 'iam:DeleteRolePermissionsBoundary',
    input: target,
    needs: on('iam:DeleteRolePermissionsBoundary', 'role/target'),
  },
  { operation: 'iam:TagRole', input: { ...target, Tags: TEAM }, needs: on('iam:TagRole', 'role/target') },
  {
    operation: 'iam:UntagRole',
    input: { ...target, TagKeys: ['team'] },
    needs: on('iam:UntagRole', 'role/target'),
  },
  { operation: 'iam:ListRoleTags', input: target, needs: on('iam:ListRoleTags', 'role/target') },
  {
    operation: 'iam:CreateServiceLinkedRole',
    input: { AWSServiceName: 'elasticloadbalancing.amazonaws.com' },
    needs: ({ accountId }) => [
      {
        action: 'iam:CreateServiceLinkedRole',
        resource: `arn:aws:iam::${accountId}:role/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing`,
      },
    ],
  },
  {
    operation: 'iam:DeleteServiceLinkedRole',
    input: { RoleName: 'AWSServiceRoleForSupport' },
    needs: onLinked('iam:DeleteServiceLinkedRole'),
  },
  {
    operation: 'iam:GetServiceLinkedRoleDeletionStatus',
    input: {
      DeletionTaskId:
        'task/aws-service-role/trustedadvisor.amazonaws.com/AWSServiceRoleForTrustedAdvisor/01234567-89ab-4cde-8f01-23456789abcd',
    },
    needs: ({ accountId }) => [
      {
        action: 'iam:GetServiceLinkedRoleDeletionStatus',
        resource: `arn:aws:iam::${accountId}:role/aws-service-role/trustedadvisor.amazonaws.com/AWSServiceRoleForTrustedAdvisor`,
      },
    ],
  },
];

const box = { InstanceProfileName: 'box' };

export const instanceProfileRows: readonly Row[] = [
  {
    operation: 'iam:CreateInstanceProfile',
    input: { InstanceProfileName: 'crate', Path: '/app/', Tags: TEAM },
    needs: (at) => [
      { action: 'iam:CreateInstanceProfile', resource: arn(at, 'instance-profile/crate') },
      { action: 'iam:TagInstanceProfile', resource: arn(at, 'instance-profile/crate') },
    ],
  },
  {
    operation: 'iam:GetInstanceProfile',
    input: box,
    needs: on('iam:GetInstanceProfile', 'instance-profile/box'),
  },
  {
    operation: 'iam:ListInstanceProfiles',
    input: {},
    needs: onKind('iam:ListInstanceProfiles', 'instance-profile'),
  },
  {
    operation: 'iam:ListInstanceProfilesForRole',
    input: target,
    needs: on('iam:ListInstanceProfilesForRole', 'role/target'),
  },
  {
    operation: 'iam:AddRoleToInstanceProfile',
    input: { ...box, ...target },
    needs: (at) => [
      { action: 'iam:AddRoleToInstanceProfile', resource: arn(at, 'instance-profile/box') },
      { action: 'iam:PassRole', resource: arn(at, 'role/target') },
    ],
  },
  {
    operation: 'iam:RemoveRoleFromInstanceProfile',
    input: { InstanceProfileName: 'armed-box', RoleName: 'armed-target' },
    needs: on('iam:RemoveRoleFromInstanceProfile', 'instance-profile/armed-box'),
  },
  {
    operation: 'iam:DeleteInstanceProfile',
    input: box,
    needs: on('iam:DeleteInstanceProfile', 'instance-profile/box'),
  },
  {
    operation: 'iam:TagInstanceProfile',
    input: { ...box, Tags: TEAM },
    needs: on('iam:TagInstanceProfile', 'instance-profile/box'),
  },
  {
    operation: 'iam:UntagInstanceProfile',
    input: { ...box, TagKeys: ['team'] },
    needs: on('iam:UntagInstanceProfile', 'instance-profile/box'),
  },
  {
    operation: 'iam:ListInstanceProfileTags',
    input: box,
    needs: on('iam:ListInstanceProfileTags', 'instance-profile/box'),
  },
];
