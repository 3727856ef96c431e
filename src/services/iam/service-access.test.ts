import { describe, expect, it } from 'vitest';
import { account } from '../../../test/fixtures/account.ts';
import { asked, named, refusal, run } from '../../../test/fixtures/run.ts';
import { serviceAccessOperations } from './service-access.ts';

const A = '111122223333';
const allow = (element: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...element, Resource: '*' }] });
const S3 = allow({ Action: ['ec2:Describe*', 'S3:Get*'] });
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

const state = account()
  .policy('local', S3)
  .group('team', {
    attached: [`arn:aws:iam::${A}:policy/local`],
    inline: [{ name: 'all-but-iam', document: allow({ NotAction: 'iam:*' }) }],
  })
  .user('alice', {
    path: '/a/',
    groups: ['team'],
    attached: [`arn:aws:iam::${A}:policy/local`],
    inline: [
      { name: 'deny', document: S3.replace('Allow', 'Deny') },
      { name: 'keys', document: allow({ Action: 'iam:*AccessKey*' }) },
      { name: 'all-but-get', document: allow({ NotAction: ['s3:Get*', 'iam:*', 'ec2:*'] }) },
    ],
    boundary: ADMINISTRATOR,
  })
  .role('auditor', undefined, { attached: [ADMINISTRATOR] }).state;

const list = (Arn: string, ServiceNamespaces: string[], more: object = {}) =>
  run(
    named(serviceAccessOperations, 'ListPoliciesGrantingServiceAccess'),
    { Arn, ServiceNamespaces, ...more },
    { account: state },
  );
const names = (Arn: string, namespace: string) => {
  const [entry] = list(Arn, [namespace]).output.PoliciesGrantingServiceAccess;
  return entry?.Policies?.map((policy) => policy.PolicyName);
};
const ALICE = `arn:aws:iam::${A}:user/a/alice`;

describe('ListPoliciesGrantingServiceAccess', () => {
  it.each([
    [ALICE, 's3', ['all-but-get', 'local', 'all-but-iam']],
    [ALICE, 'S3', ['all-but-get', 'local', 'all-but-iam']],
    [ALICE, 'iam', ['keys']],
    [ALICE, 'ec2', ['local', 'all-but-iam']],
    [ALICE, 's', ['all-but-get', 'all-but-iam']],
    [`arn:aws:iam::${A}:group/team`, 'ec2', ['all-but-iam', 'local']],
    [`arn:aws:iam::${A}:role/auditor`, 'iam', ['AdministratorAccess']],
  ])('%s may use %s by %j', (arn, namespace, expected) => {
    expect(names(arn, namespace)).toEqual(expected);
  });

  it('shows managed policies by ARN and inline ones by what they stand in', () => {
    expect(list(ALICE, ['ec2', 'iam']).output).toEqual({
      PoliciesGrantingServiceAccess: [
        {
          ServiceNamespace: 'ec2',
          Policies: [
            { PolicyName: 'local', PolicyType: 'MANAGED', PolicyArn: `arn:aws:iam::${A}:policy/local` },
            { PolicyName: 'all-but-iam', PolicyType: 'INLINE', EntityType: 'GROUP', EntityName: 'team' },
          ],
        },
        {
          ServiceNamespace: 'iam',
          Policies: [{ PolicyName: 'keys', PolicyType: 'INLINE', EntityType: 'USER', EntityName: 'alice' }],
        },
      ],
      IsTruncated: false,
    });
  });

  it('goes through 200 namespaces in pages of 100', () => {
    const namespaces = Array.from({ length: 200 }, (_, n) => `service${n}`);
    const first = list(ALICE, namespaces).output;
    expect(first.PoliciesGrantingServiceAccess).toHaveLength(100);
    const second = list(ALICE, namespaces, { Marker: first.Marker }).output;
    expect(second.PoliciesGrantingServiceAccess.at(-1)?.ServiceNamespace).toBe('service199');
    expect(second).not.toHaveProperty('Marker');
  });

  it.each([
    [`arn:aws:iam::${A}:user/alice`, 'NoSuchEntity 404 The user with name alice cannot be found.'],
    [`arn:aws:iam::${A}:role/none`, 'NoSuchEntity 404 The role with name none cannot be found.'],
    [`arn:aws:iam::${A}:group/none`, 'NoSuchEntity 404 The group with name none cannot be found.'],
    [
      `arn:aws:iam::${A}:policy/local`,
      `InvalidInput 400 Invalid Entity Arn: arn:aws:iam::${A}:policy/local does not clearly define entity type and name.`,
    ],
    [
      `arn:aws:iam::${A}:root`,
      `InvalidInput 400 Invalid Entity Arn: arn:aws:iam::${A}:root does not clearly define entity type and name.`,
    ],
    ['alice in the account', 'ValidationError 400 Invalid ARN:  Could not be parsed!'],
  ])('refuses %s', (arn, expected) => {
    expect(refusal(() => list(arn, ['s3']))).toBe(expected);
  });

  it('case 88: is asked for on the identity, and on that of another account as a resource of that account', () => {
    const operation = named(serviceAccessOperations, 'ListPoliciesGrantingServiceAccess');
    const asks = (Arn: string) => asked(operation, { Arn, ServiceNamespaces: ['s3'] }, { account: state });
    const action = 'iam:ListPoliciesGrantingServiceAccess';
    expect(asks(ALICE)).toEqual([{ action, resource: ALICE, resourceTags: [] }]);
    const foreign = 'arn:aws:iam::999999999999:user/bob';
    expect(asks(foreign)).toEqual([
      { action, resource: foreign, shownAs: 'user bob', resourceAccount: '999999999999' },
    ]);
  });
});
