import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALLOW_ALL, account, trusting } from '../../../test/fixtures/account.ts';
import { NOW, named, refusal, run } from '../../../test/fixtures/run.ts';
import { encodePolicyDocument } from '../../wire/index.ts';
import { authorizationDetailOperations } from './authorization-details.ts';

const A = '111122223333';
const arn = (name: string) => `arn:aws:iam::${A}:policy/${name}`;
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const BILLING = 'arn:aws:iam::aws:policy/job-function/Billing';
const INLINE = '{ "Statement": {"Effect":"Allow","Action":"s3:*","Resource":"*"} }';

const state = account()
  .policy('p', ALLOW_ALL, { description: 'everything' })
  .policy('limit')
  .group('admins', { attached: [arn('p')], inline: [{ name: 'g', document: INLINE }] })
  .user('bob')
  .user('alice', {
    groups: ['admins'],
    attached: [READ_ONLY],
    inline: [{ name: 'u', document: INLINE }],
    boundary: arn('limit'),
    tags: { team: 'red' },
  })
  .role('auditor', trusting('alice'), { boundary: BILLING, inline: [{ name: 'r', document: INLINE }] })
  .instanceProfile('web', ['auditor']).state;
const auditor = [...state.roles.values()][0]!;

interface Details {
  UserDetailList: { UserName: string }[];
  GroupDetailList: { GroupName: string }[];
  RoleDetailList: { RoleName: string }[];
  Policies: { PolicyName: string }[];
  IsTruncated: boolean;
  Marker?: string;
}

const get = (input: object = {}) =>
  run(named(authorizationDetailOperations, 'GetAccountAuthorizationDetails'), input, {
    account: state,
    lastUsed: { [auditor.id]: { at: NOW - 5000, service: 'iam', region: 'us-east-1' } },
  });
const details = (input: object = {}) => get(input).output as unknown as Details;
const names = (page: Details) => [
  ...page.UserDetailList.map((one) => one.UserName),
  ...page.GroupDetailList.map((one) => one.GroupName),
  ...page.RoleDetailList.map((one) => one.RoleName),
  ...page.Policies.map((one) => one.PolicyName),
];
const EVERYTHING = ['alice', 'bob', 'admins', 'auditor', 'Billing', 'limit', 'p', 'ReadOnlyAccess'];

describe('GetAccountAuthorizationDetails', () => {
  it('shows a user with its policies, groups, boundary and tags', () => {
    expect(details({ Filter: ['User'] }).UserDetailList).toEqual([
      {
        Path: '/',
        UserName: 'alice',
        UserId: expect.stringMatching(/^AIDA/),
        Arn: `arn:aws:iam::${A}:user/alice`,
        CreateDate: expect.any(Date),
        UserPolicyList: [{ PolicyName: 'u', PolicyDocument: encodePolicyDocument(INLINE) }],
        GroupList: ['admins'],
        AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: READ_ONLY }],
        PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('limit') },
        Tags: [{ Key: 'team', Value: 'red' }],
      },
      expect.objectContaining({
        UserName: 'bob',
        UserPolicyList: [],
        GroupList: [],
        AttachedManagedPolicies: [],
      }),
    ]);
  });

  it('shows a role with its trust, instance profiles and last use', () => {
    expect(details({ Filter: ['Role'] }).RoleDetailList).toMatchObject([
      {
        RoleName: 'auditor',
        AssumeRolePolicyDocument: expect.stringContaining(encodeURIComponent(`arn:aws:iam::${A}:user/alice`)),
        InstanceProfileList: [{ InstanceProfileName: 'web', Roles: [{ RoleName: 'auditor' }] }],
        RolePolicyList: [{ PolicyName: 'r' }],
        AttachedManagedPolicies: [],
        PermissionsBoundary: { PermissionsBoundaryArn: BILLING },
        Tags: [],
        RoleLastUsed: { LastUsedDate: new Date(NOW - 5000), Region: 'us-east-1' },
      },
    ]);
  });

  it('shows a policy with all versions and their documents', () => {
    const [policy] = details({ Filter: ['LocalManagedPolicy'] }).Policies.slice(1);
    expect(policy).toMatchObject({
      PolicyName: 'p',
      Description: 'everything',
      AttachmentCount: 1,
      PermissionsBoundaryUsageCount: 0,
      PolicyVersionList: [
        { VersionId: 'v1', IsDefaultVersion: true, Document: expect.stringMatching(/^%7B%22Version%22/) },
      ],
    });
  });

  it.each([
    [undefined, EVERYTHING],
    [[], EVERYTHING],
    [['User'], ['alice', 'bob']],
    [['Group'], ['admins']],
    [['Role', 'Role'], ['auditor']],
    [['LocalManagedPolicy'], ['limit', 'p']],
    // Of AWS's policies only those that are in use.
    [['AWSManagedPolicy'], ['Billing', 'ReadOnlyAccess']],
    [
      ['User', 'AWSManagedPolicy'],
      ['alice', 'bob', 'Billing', 'ReadOnlyAccess'],
    ],
  ])('Filter %j shows %j', (Filter, expected) => {
    expect(names(details({ Filter }))).toEqual(expected);
  });

  it('goes through four lists with one marker, whatever the size of its pages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (MaxItems) => {
        const seen: string[] = [];
        let Marker: string | undefined;
        do {
          const page = details({ MaxItems, Marker });
          expect(names(page).length).toBeLessThanOrEqual(MaxItems);
          seen.push(...names(page));
          Marker = page.Marker;
        } while (Marker !== undefined);
        expect(seen).toEqual(EVERYTHING);
      }),
    );
  });

  it('case 89: refuses a marker of another filter', () => {
    const { Marker } = details({ MaxItems: 1 });
    expect(refusal(() => get({ Filter: ['User'], Marker }))).toBe('ValidationError 400 Invalid Marker.');
  });

  it('is asked for on everything', () => {
    expect(get().asks).toEqual([{ action: 'iam:GetAccountAuthorizationDetails', resource: '*' }]);
  });
});
