import type {
  ListInstanceProfilesCommandInput,
  ListInstanceProfilesForRoleCommandInput,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { account, trusting } from '../../../test/fixtures/account.ts';
import { asked, NOW, named, refusal, run } from '../../../test/fixtures/run.ts';
import type { AccountState } from '../../directory/index.ts';
import { instanceProfileNamed } from '../../directory/index.ts';
import { instanceProfileTagOperations } from './instance-profile-tags.ts';
import { instanceProfileOperations } from './instance-profiles.ts';

const operation = (name: string) =>
  named([...instanceProfileOperations, ...instanceProfileTagOperations], name);
const A = '111122223333';
const arn = (pathAndName: string) => `arn:aws:iam::${A}:instance-profile${pathAndName}`;
const profileNamed = (state: AccountState, name: string) => instanceProfileNamed(state, name)!;

describe('CreateInstanceProfile', () => {
  it('answers an empty list of roles, and no tags', () => {
    const ran = run(
      operation('CreateInstanceProfile'),
      { InstanceProfileName: 'web' },
      { account: account().state },
    );
    expect(ran.output).toEqual({
      InstanceProfile: {
        Path: '/',
        InstanceProfileName: 'web',
        InstanceProfileId: expect.stringMatching(/^AIPA[A-Z2-7]{17}$/),
        Arn: arn('/web'),
        CreateDate: new Date(NOW),
        Roles: [],
      },
    });
    expect(ran.asks).toEqual([
      { action: 'iam:CreateInstanceProfile', resource: arn('/web'), requestTags: [], resourceTags: [] },
    ]);
  });

  it('with tags asks for tagging, too', () => {
    const Tags = [{ Key: 'a', Value: 'b' }];
    const input = { InstanceProfileName: 'web', Path: '/p/', Tags };
    const ran = run(operation('CreateInstanceProfile'), input, { account: account().state });
    expect(ran.output).toMatchObject({ InstanceProfile: { Tags, Arn: arn('/p/web') } });
    expect(ran.asks.map((ask) => ask.action)).toEqual([
      'iam:CreateInstanceProfile',
      'iam:TagInstanceProfile',
    ]);
  });

  it.each([
    ['WEB', {}, 'EntityAlreadyExists 409 Instance Profile WEB already exists.'],
    [
      'new',
      { instanceProfilesPerAccount: 1 },
      'LimitExceeded 409 Cannot exceed quota for InstanceProfilesPerAccount: 1',
    ],
  ])('%s is refused', (InstanceProfileName, quotas, expected) => {
    const { state } = account().instanceProfile('web');
    const options = { account: state, quotas };
    expect(refusal(() => run(operation('CreateInstanceProfile'), { InstanceProfileName }, options))).toBe(
      expected,
    );
  });
});

describe('GetInstanceProfile', () => {
  const { state } = account()
    .role('app', trusting('*'), { tags: { a: 'b' }, description: 'd' })
    .instanceProfile('web', ['app'], { tags: { c: 'd' } });

  it('shows the role whole, without its tags and last use', () => {
    const { output } = run(
      operation('GetInstanceProfile'),
      { InstanceProfileName: 'Web' },
      { account: state },
    );
    const { InstanceProfile } = output as { InstanceProfile: { Roles: object[] } };
    expect(InstanceProfile).toMatchObject({ InstanceProfileName: 'web', Tags: [{ Key: 'c', Value: 'd' }] });
    expect(Object.keys(InstanceProfile.Roles[0]!)).toEqual([
      'Path',
      'RoleName',
      'RoleId',
      'Arn',
      'CreateDate',
      'AssumeRolePolicyDocument',
    ]);
  });

  it('case 88: of one that does not exist is asked and then refused', () => {
    const input = { InstanceProfileName: 'none' };
    expect(asked(operation('GetInstanceProfile'), input, { account: state })).toEqual([
      { action: 'iam:GetInstanceProfile', resource: arn('/none'), shownAs: 'instance profile none' },
    ]);
    expect(refusal(() => run(operation('GetInstanceProfile'), input, { account: state }))).toBe(
      'NoSuchEntity 404 Instance Profile none cannot be found.',
    );
  });
});

describe('lists of instance profiles', () => {
  const { state } = account()
    .role('app')
    .role('idle')
    .instanceProfile('b', ['app'], { path: '/x/', tags: { a: 'b' } })
    .instanceProfile('A', [], { path: '/x/y/' })
    .instanceProfile('c', ['app']);

  it.each([
    ['ListInstanceProfiles', {}, ['A', 'b', 'c'], arn('/')],
    ['ListInstanceProfiles', { PathPrefix: '/x/' }, ['A', 'b'], arn('/')],
    ['ListInstanceProfilesForRole', { RoleName: 'app' }, ['b', 'c'], `arn:aws:iam::${A}:role/app`],
    ['ListInstanceProfilesForRole', { RoleName: 'idle' }, [], `arn:aws:iam::${A}:role/idle`],
  ])('%s %j', (name, input, expected, resource) => {
    const ran = run(operation(name), input, { account: state });
    const { InstanceProfiles, ...page } = ran.output as {
      InstanceProfiles: { InstanceProfileName: string }[];
    };
    expect(InstanceProfiles.map((profile) => profile.InstanceProfileName)).toEqual(expected);
    expect(page).toEqual({ IsTruncated: false });
    expect(ran.asks).toMatchObject([{ action: `iam:${name}`, resource }]);
    for (const profile of InstanceProfiles) expect(profile).not.toHaveProperty('Tags');
  });

  it.each<[string, ListInstanceProfilesCommandInput | ListInstanceProfilesForRoleCommandInput]>([
    ['ListInstanceProfiles', {}],
    ['ListInstanceProfilesForRole', { RoleName: 'app' }],
  ])('%s pages', (name, input) => {
    const list = (more: object) =>
      run(operation(name), { ...input, ...more }, { account: state }).output as {
        InstanceProfiles: { InstanceProfileName: string }[];
        Marker?: string;
      };
    const first = list({ MaxItems: 1 });
    const second = list({ Marker: first.Marker });
    const whole = list({});
    expect([...first.InstanceProfiles, ...second.InstanceProfiles]).toEqual(whole.InstanceProfiles);
    expect(first.InstanceProfiles).toHaveLength(1);
  });

  it('of a role that does not exist is refused', () => {
    expect(
      refusal(() => run(operation('ListInstanceProfilesForRole'), { RoleName: 'none' }, { account: state })),
    ).toBe('NoSuchEntity 404 The role with name none cannot be found.');
  });
});

describe('a role in an instance profile', () => {
  const { state } = account()
    .role('app', trusting('*'), { tags: { a: 'b' } })
    .role('other')
    .role('AWSServiceRoleForECS', trusting('*'), { linkedService: 'ecs.amazonaws.com' })
    .instanceProfile('empty')
    .instanceProfile('web', ['app']);

  it('goes in, and is asked to be passed to EC2', () => {
    const input = { InstanceProfileName: 'empty', RoleName: 'app' };
    const ran = run(operation('AddRoleToInstanceProfile'), input, { account: state });
    expect(profileNamed(ran.account, 'empty').roles).toEqual(profileNamed(state, 'web').roles);
    expect(ran.asks).toEqual([
      { action: 'iam:AddRoleToInstanceProfile', resource: arn('/empty'), resourceTags: [] },
      {
        action: 'iam:PassRole',
        resource: `arn:aws:iam::${A}:role/app`,
        resourceTags: [{ Key: 'a', Value: 'b' }],
        keys: {
          'iam:PassedToService': 'ec2.amazonaws.com',
          'iam:AssociatedResourceArn': `arn:aws:ec2:*:${A}:instance/*`,
        },
      },
    ]);
  });

  it('comes out', () => {
    const input = { InstanceProfileName: 'web', RoleName: 'app' };
    const ran = run(operation('RemoveRoleFromInstanceProfile'), input, { account: state });
    expect(profileNamed(ran.account, 'web').roles).toEqual([]);
    expect(ran.asks).toMatchObject([{ action: 'iam:RemoveRoleFromInstanceProfile', resource: arn('/web') }]);
  });

  it.each([
    [
      'AddRoleToInstanceProfile',
      'web',
      'other',
      'LimitExceeded 409 Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    ],
    [
      'AddRoleToInstanceProfile',
      'web',
      'app',
      'LimitExceeded 409 Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    ],
    ['AddRoleToInstanceProfile', 'none', 'none', 'NoSuchEntity 404 Instance Profile none cannot be found.'],
    ['AddRoleToInstanceProfile', 'web', 'none', 'NoSuchEntity 404 The role with name none cannot be found.'],
    [
      'AddRoleToInstanceProfile',
      'empty',
      'AWSServiceRoleForECS',
      "UnmodifiableEntity 400 Cannot perform the operation on the protected role 'AWSServiceRoleForECS' - this role is only modifiable by AWS",
    ],
    ['RemoveRoleFromInstanceProfile', 'empty', 'app', 'NoSuchEntity 404'],
    [
      'RemoveRoleFromInstanceProfile',
      'web',
      'none',
      'NoSuchEntity 404 The role with name none cannot be found.',
    ],
  ])('%s %s %s is refused', (name, InstanceProfileName, RoleName, expected) => {
    const input = { InstanceProfileName, RoleName };
    expect(refusal(() => run(operation(name), input, { account: state }))).toContain(expected);
  });

  it('goes in once, also where the quota is higher', () => {
    const quotas = { rolesPerInstanceProfile: 2 };
    const input = { InstanceProfileName: 'web', RoleName: 'app' };
    const ran = run(operation('AddRoleToInstanceProfile'), input, { account: state, quotas });
    expect(profileNamed(ran.account, 'web').roles).toHaveLength(1);
  });

  it('keeps the profile from being deleted', () => {
    const remove = (InstanceProfileName: string) =>
      run(operation('DeleteInstanceProfile'), { InstanceProfileName }, { account: state });
    expect(refusal(() => remove('web'))).toBe(
      'DeleteConflict 409 Cannot delete entity, must remove roles from instance profile first.',
    );
    expect(instanceProfileNamed(remove('empty').account, 'empty')).toBeUndefined();
  });
});

describe('tags of an instance profile', () => {
  const { state } = account().instanceProfile('web', [], { tags: { Team: 'red' } });
  const tagsAfter = (name: string, input: object) =>
    profileNamed(
      run(operation(name), { InstanceProfileName: 'web', ...input }, { account: state }).account,
      'web',
    ).tags;

  it('differ by case', () => {
    expect(tagsAfter('TagInstanceProfile', { Tags: [{ Key: 'team', Value: 'blue' }] })).toEqual([
      { Key: 'Team', Value: 'red' },
      { Key: 'team', Value: 'blue' },
    ]);
    expect(tagsAfter('UntagInstanceProfile', { TagKeys: ['team'] })).toEqual([{ Key: 'Team', Value: 'red' }]);
    expect(tagsAfter('UntagInstanceProfile', { TagKeys: ['Team'] })).toEqual([]);
  });

  it('are listed', () => {
    const input = { InstanceProfileName: 'web' };
    expect(run(operation('ListInstanceProfileTags'), input, { account: state }).output).toEqual({
      Tags: [{ Key: 'Team', Value: 'red' }],
      IsTruncated: false,
    });
  });
});
