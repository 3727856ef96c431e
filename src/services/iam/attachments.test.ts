import { describe, expect, it } from 'vitest';
import { ALLOW_ALL, account, trustingService } from '../../../test/fixtures/account.ts';
import { asked, named, refusal, run } from '../../../test/fixtures/run.ts';
import type { AccountState } from '../../directory/index.ts';
import { attachmentOperations } from './attachments.ts';

const A = '111122223333';
const arn = (pathAndName: string) => `arn:aws:iam::${A}:policy${pathAndName}`;
const SERVICE_ROLE_POLICY = 'arn:aws:iam::aws:policy/aws-service-role/AmazonRDSServiceRolePolicy';

type Input = Record<string, string | number | undefined>;
const perform = (name: string, input: Input, options: { account: AccountState; quotas?: object }) =>
  run(named(attachmentOperations, name), input as never, options);
const asks = (name: string, input: Input, options: { account: AccountState }) =>
  asked(named(attachmentOperations, name), input as never, options);

/** An account with one identity of the kind, named `one`, and policies to attach. */
const builder = () => account().policy('p').policy('q', ALLOW_ALL, { path: '/a/' }).policy('limit');
const KINDS = [
  {
    kind: 'User',
    entity: 'user',
    member: 'UserName',
    with: (attached: string[]) =>
      builder().user('one', { attached, boundary: arn('/limit'), tags: { team: 'red' } }).state,
    bounded: true,
    serviceRolePolicy: `PolicyNotAttachable 400 Policy ${SERVICE_ROLE_POLICY} is not attachable.`,
  },
  {
    kind: 'Group',
    entity: 'group',
    member: 'GroupName',
    with: (attached: string[]) => builder().group('one', { attached }).state,
    bounded: false,
    serviceRolePolicy: `PolicyNotAttachable 400 Policy ${SERVICE_ROLE_POLICY} is not attachable.`,
  },
  {
    kind: 'Role',
    entity: 'role',
    member: 'RoleName',
    with: (attached: string[]) =>
      builder().role('one', undefined, { attached, boundary: arn('/limit') }).state,
    bounded: true,
    serviceRolePolicy: 'PolicyNotAttachable 400 Cannot attach a Service Role Policy to a Customer Role.',
  },
] as const;

describe.each(KINDS)(
  'managed policies of a $entity',
  ({ kind, entity, member, with: accountWith, bounded, ...texts }) => {
    const attach = (state: AccountState, PolicyArn: string, quotas = {}, name = 'one') =>
      perform(`Attach${kind}Policy`, { [member]: name, PolicyArn }, { account: state, quotas });
    const detach = (state: AccountState, PolicyArn: string, name = 'one') =>
      perform(`Detach${kind}Policy`, { [member]: name, PolicyArn }, { account: state });
    const list = (state: AccountState, more: Input = {}) =>
      perform(`ListAttached${kind}Policies`, { [member]: 'ONE', ...more }, { account: state }).output as {
        AttachedPolicies: { PolicyName: string; PolicyArn: string }[];
        IsTruncated: boolean;
        Marker?: string;
      };

    it('are attached once, however often they are', () => {
      const once = attach(accountWith([]), arn('/p'));
      expect(once.output).toBeUndefined();
      const twice = attach(once.account, arn('/p'), { [`attachedPoliciesPer${kind}`]: 1 });
      expect(twice.draft.changes()).toEqual([]);
      expect(list(twice.account)).toEqual({
        AttachedPolicies: [{ PolicyName: 'p', PolicyArn: arn('/p') }],
        IsTruncated: false,
      });
    });

    it.each(['Attach', 'Detach'])('%s is asked for with the policy and the boundary that is set', (verb) => {
      const input = { [member]: 'one', PolicyArn: arn('/p') };
      const [ask] = asks(`${verb}${kind}Policy`, input, { account: accountWith([]) });
      expect(ask).toMatchObject({
        action: `iam:${verb}${kind}Policy`,
        resource: `arn:aws:iam::${A}:${entity}/one`,
      });
      expect(ask?.keys).toEqual({
        'iam:PolicyARN': arn('/p'),
        ...(bounded ? { 'iam:PermissionsBoundary': arn('/limit') } : {}),
      });
    });

    it('case 88: a name that nobody has is asked for by its kind, and not found', () => {
      const options = { account: accountWith([]) };
      for (const operation of [`Attach${kind}Policy`, `Detach${kind}Policy`, `ListAttached${kind}Policies`]) {
        const input = { [member]: 'nobody', PolicyArn: arn('/p') };
        expect(asks(operation, input, options)).toMatchObject([{ shownAs: `${entity} nobody` }]);
        expect(refusal(() => perform(operation, input, options))).toBe(
          `NoSuchEntity 404 The ${entity} with name nobody cannot be found.`,
        );
      }
    });

    it('case 74: the tenth is attached, the eleventh is refused, and one of the ten again is no error', () => {
      const aws = [
        'ReadOnlyAccess',
        'AdministratorAccess',
        'PowerUserAccess',
        'IAMFullAccess',
        'AmazonS3FullAccess',
      ];
      const nine = [
        ...aws.map((name) => `arn:aws:iam::aws:policy/${name}`),
        arn('/1'),
        arn('/2'),
        arn('/3'),
        arn('/4'),
      ];
      const full = attach(accountWith(nine), arn('/p')).account;
      expect(refusal(() => attach(full, arn('/a/q')))).toBe(
        `LimitExceeded 409 Cannot exceed quota for PoliciesPer${kind}: 10`,
      );
      expect(refusal(() => attach(full, arn('/p')))).toBeUndefined();
    });

    it.each([
      ['of another account', 'arn:aws:iam::999999999999:policy/p'],
      ['that does not exist', arn('/none')],
      ['that AWS does not have', 'arn:aws:iam::aws:policy/NoSuchPolicyAnywhere'],
      ['by another path', arn('/q')],
    ])('a policy %s does not exist', (_, PolicyArn) => {
      expect(refusal(() => attach(accountWith([]), PolicyArn))).toBe(
        `NoSuchEntity 404 Policy ${PolicyArn} does not exist or is not attachable.`,
      );
    });

    it('policies of service-linked roles go with no other', () => {
      expect(refusal(() => attach(accountWith([]), SERVICE_ROLE_POLICY))).toBe(texts.serviceRolePolicy);
    });

    it('are detached once', () => {
      const after = detach(accountWith([arn('/p'), arn('/a/q')]), arn('/p')).account;
      expect(list(after).AttachedPolicies).toEqual([{ PolicyName: 'q', PolicyArn: arn('/a/q') }]);
      expect(refusal(() => detach(after, arn('/p')))).toBe(
        `NoSuchEntity 404 Policy ${arn('/p')} was not found.`,
      );
    });

    it.each(['Attach', 'Detach'])('%s refuses text that is no ARN', (verb) => {
      const input = { [member]: 'one', PolicyArn: 'no ARN, but twenty characters' };
      expect(refusal(() => perform(`${verb}${kind}Policy`, input, { account: accountWith([]) }))).toBe(
        'ValidationError 400 ARN no ARN, but twenty characters is not valid.',
      );
    });

    it('are listed by name, by path, and in pages', () => {
      const state = accountWith([arn('/a/q'), arn('/p'), 'arn:aws:iam::aws:policy/job-function/Billing']);
      const names = (more: Input) => list(state, more).AttachedPolicies.map((one) => one.PolicyName);
      expect(names({})).toEqual(['Billing', 'p', 'q']);
      expect(names({ PathPrefix: '/a/' })).toEqual(['q']);
      const first = list(state, { MaxItems: 2 });
      expect(first.IsTruncated).toBe(true);
      expect(names({ MaxItems: 2, Marker: first.Marker })).toEqual(['q']);
    });
  },
);

describe('managed policies of a protected role', () => {
  const state = account()
    .policy('p')
    .role('AWSServiceRoleForX', trustingService('x.amazonaws.com'), {
      path: '/aws-service-role/x.amazonaws.com/',
      linkedService: 'x.amazonaws.com',
      attached: [SERVICE_ROLE_POLICY],
    }).state;

  it.each([
    ['AttachRolePolicy', arn('/p')],
    ['DetachRolePolicy', SERVICE_ROLE_POLICY],
  ])('%s is refused', (name, PolicyArn) => {
    const input = { RoleName: 'AWSServiceRoleForX', PolicyArn };
    expect(refusal(() => perform(name, input, { account: state }))).toBe(
      "UnmodifiableEntity 400 Cannot perform the operation on the protected role 'AWSServiceRoleForX' - this role is only modifiable by AWS",
    );
  });
});
