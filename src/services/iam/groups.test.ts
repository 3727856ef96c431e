import { describe, expect, it } from 'vitest';
import { account, theUser } from '../../../test/fixtures/account.ts';
import { asked, NOW, named, refusal, run } from '../../../test/fixtures/run.ts';
import { groupOperations } from './groups.ts';

const operation = (name: string) => named(groupOperations, name);
const A = '111122223333';
const arn = (pathAndName: string) => `arn:aws:iam::${A}:group${pathAndName}`;

describe('CreateGroup', () => {
  it('answers the group', () => {
    const input = { GroupName: 'staff', Path: '/x/' };
    const { output, asks } = run(operation('CreateGroup'), input, { account: account().state });
    expect(output).toEqual({
      Group: {
        Path: '/x/',
        GroupName: 'staff',
        GroupId: expect.stringMatching(/^AGPA[A-Z2-7]{17}$/),
        Arn: arn('/x/staff'),
        CreateDate: new Date(NOW),
      },
    });
    expect(asks).toEqual([{ action: 'iam:CreateGroup', resource: arn('/x/staff') }]);
  });

  it.each([
    ['STAFF', {}, 'EntityAlreadyExists 409 Group with name STAFF already exists.'],
    ['more', { groupsPerAccount: 1 }, 'LimitExceeded 409 Cannot exceed quota for GroupsPerAccount: 1'],
    ['STAFF', { groupsPerAccount: 1 }, 'EntityAlreadyExists 409 Group with name STAFF already exists.'],
  ])('%s is refused, the conflict before the quota', (GroupName, quotas, expected) => {
    const { state } = account().group('staff');
    expect(refusal(() => run(operation('CreateGroup'), { GroupName }, { account: state, quotas }))).toBe(
      expected,
    );
  });
});

describe('GetGroup', () => {
  it('lists the members of this group only, by name, without their tags', () => {
    const { state } = account()
      .group('staff')
      .group('other')
      .user('zoe', { groups: ['staff'], tags: { a: 'b' } })
      .user('Adam', { groups: ['other', 'staff'] })
      .user('eve', { groups: ['other'] });
    const { output } = run(operation('GetGroup'), { GroupName: 'Staff' }, { account: state });
    const { Users, ...rest } = output as { Users: { UserName: string }[] };
    expect(Users.map((user) => user.UserName)).toEqual(['Adam', 'zoe']);
    expect(Users[1]).not.toHaveProperty('Tags');
    expect(rest).toMatchObject({ Group: { GroupName: 'staff' }, IsTruncated: false });
  });

  it('of an empty group has an empty list', () => {
    const { output } = run(
      operation('GetGroup'),
      { GroupName: 'staff' },
      { account: account().group('staff').state },
    );
    expect(output).toMatchObject({ Users: [], IsTruncated: false });
  });

  it('pages its members, and repeats the group', () => {
    const { state } = account()
      .group('staff')
      .many(5, 'u', (builder, name) => builder.user(name, { groups: ['staff'] }));
    const seen: string[] = [];
    let Marker: string | undefined;
    let pages = 0;
    do {
      const input = { GroupName: 'staff', MaxItems: 2, Marker };
      const page = run(operation('GetGroup'), input, { account: state }).output as {
        Group: object;
        Users: { UserName: string }[];
        Marker?: string;
      };
      expect(page.Group).toMatchObject({ GroupName: 'staff' });
      seen.push(...page.Users.map((user) => user.UserName));
      Marker = page.Marker;
      pages++;
    } while (Marker !== undefined);
    expect(seen).toEqual(['u0000', 'u0001', 'u0002', 'u0003', 'u0004']);
    expect(pages).toBe(3);
  });
});

describe('ListGroups', () => {
  it('by path prefix, in order of name', () => {
    const { state } = account()
      .group('b', { path: '/x/' })
      .group('A', { path: '/x/y/' })
      .group('c', { path: '/y/x/' });
    const { output, asks } = run(operation('ListGroups'), { PathPrefix: '/x/' }, { account: state });
    expect(output).toMatchObject({ Groups: [{ GroupName: 'A' }, { GroupName: 'b' }], IsTruncated: false });
    expect(asks).toEqual([{ action: 'iam:ListGroups', resource: arn('/') }]);
  });
});

describe('UpdateGroup', () => {
  it('keeps the members, and asks for both ARNs', () => {
    const { state } = account()
      .group('staff')
      .user('alice', { groups: ['staff'] });
    const input = { GroupName: 'staff', NewGroupName: 'team', NewPath: '/n/' };
    const ran = run(operation('UpdateGroup'), input, { account: state });
    expect(ran.asks.map((ask) => ask.resource)).toEqual([arn('/staff'), arn('/n/team')]);
    const { output } = run(operation('GetGroup'), { GroupName: 'team' }, { account: ran.account });
    expect(output).toMatchObject({ Group: { Arn: arn('/n/team') }, Users: [{ UserName: 'alice' }] });
  });

  it('may change the case of a name', () => {
    const { state } = account().group('staff', { path: '/p/' });
    const ran = run(
      operation('UpdateGroup'),
      { GroupName: 'staff', NewGroupName: 'Staff' },
      { account: state },
    );
    expect(ran.asks.map((ask) => ask.resource)).toEqual([arn('/p/staff'), arn('/p/Staff')]);
  });

  it('case 80: refuses the name of another group, whatever its case', () => {
    const { state } = account().group('staff').group('team');
    const input = { GroupName: 'staff', NewGroupName: 'Team' };
    expect(refusal(() => run(operation('UpdateGroup'), input, { account: state }))).toBe(
      'EntityAlreadyExists 409 Group with name Team already exists.',
    );
  });
});

describe('DeleteGroup', () => {
  it.each([
    [
      'with members',
      account()
        .group('staff')
        .user('alice', { groups: ['staff'] }),
      'must remove users from group first.',
    ],
    [
      'with an attached policy',
      account()
        .policy('p')
        .group('staff', { attached: [`arn:aws:iam::${A}:policy/p`] }),
      'must detach all policies first.',
    ],
    [
      'with an inline policy',
      account().group('staff', { inline: [{ name: 'p', document: '{}' }] }),
      'must delete policies first.',
    ],
  ])('case 85: refuses a group %s', (_, { state }, text) => {
    expect(refusal(() => run(operation('DeleteGroup'), { GroupName: 'staff' }, { account: state }))).toBe(
      `DeleteConflict 409 Cannot delete entity, ${text}`,
    );
  });

  it('deletes an empty one', () => {
    const { state } = account().group('staff');
    expect(
      run(operation('DeleteGroup'), { GroupName: 'staff' }, { account: state }).account.groups.size,
    ).toBe(0);
  });
});

describe('membership', () => {
  const { state } = account()
    .group('staff')
    .group('ops')
    .user('alice', { groups: ['staff'] });
  const input = { GroupName: 'staff', UserName: 'alice' };

  it('is asked on the group alone', () => {
    for (const name of ['AddUserToGroup', 'RemoveUserFromGroup']) {
      expect(asked(operation(name), input, { account: state })).toEqual([
        { action: `iam:${name}`, resource: arn('/staff') },
      ]);
    }
  });

  it('twice is once', () => {
    const ran = run(operation('AddUserToGroup'), input, { account: state });
    expect(ran.draft.changes()).toEqual([]);
  });

  it('that is none ends with success', () => {
    const other = { ...input, GroupName: 'ops' };
    const ran = run(operation('RemoveUserFromGroup'), other, { account: state });
    expect(ran.draft.changes()).toEqual([]);
  });

  it('ends', () => {
    const ran = run(operation('RemoveUserFromGroup'), input, { account: state });
    expect(theUser(ran.account, 'alice').groups).toEqual([]);
  });

  it.each([
    ['AddUserToGroup', { GroupName: 'none', UserName: 'alice' }, 'The group with name none cannot be found.'],
    ['AddUserToGroup', { GroupName: 'ops', UserName: 'bob' }, 'The user with name bob cannot be found.'],
    [
      'RemoveUserFromGroup',
      { GroupName: 'none', UserName: 'alice' },
      'The group with name none cannot be found.',
    ],
    [
      'RemoveUserFromGroup',
      { GroupName: 'none', UserName: 'bob' },
      'The user with name bob cannot be found.',
    ],
  ])('%s %j is refused', (name, refused, text) => {
    expect(refusal(() => run(operation(name), refused, { account: state }))).toBe(`NoSuchEntity 404 ${text}`);
  });

  it('case 74: in ten groups is the most', () => {
    const full = account()
      .many(11, 'g', (builder, name) => builder.group(name))
      .user('alice', { groups: Array.from({ length: 9 }, (_, i) => `g000${i}`) }).state;
    const tenth = run(
      operation('AddUserToGroup'),
      { GroupName: 'g0009', UserName: 'alice' },
      { account: full },
    );
    expect(theUser(tenth.account, 'alice').groups).toHaveLength(10);
    const more = { GroupName: 'g0010', UserName: 'alice' };
    expect(refusal(() => run(operation('AddUserToGroup'), more, { account: tenth.account }))).toBe(
      'LimitExceeded 409 Cannot exceed quota for GroupsPerUser: 10',
    );
  });
});

describe('ListGroupsForUser', () => {
  const { state } = account()
    .group('zeta')
    .group('Alpha')
    .group('beta')
    .user('alice', { groups: ['zeta', 'beta', 'Alpha'] });

  it('lists by name in pages', () => {
    const list = (input: object) =>
      run(operation('ListGroupsForUser'), { UserName: 'alice', ...input }, { account: state }).output as {
        Groups: { GroupName: string }[];
        Marker?: string;
        IsTruncated: boolean;
      };
    const first = list({ MaxItems: 2 });
    const second = list({ MaxItems: 2, Marker: first.Marker });
    expect([...first.Groups, ...second.Groups].map((group) => group.GroupName)).toEqual([
      'Alpha',
      'beta',
      'zeta',
    ]);
    expect(second).not.toHaveProperty('Marker');
  });

  it('of nobody is refused', () => {
    expect(refusal(() => run(operation('ListGroupsForUser'), { UserName: 'bob' }, { account: state }))).toBe(
      'NoSuchEntity 404 The user with name bob cannot be found.',
    );
  });
});
