/** The requests that a client of the crash test makes, and what each does to what the client holds. */
import type { Call } from '../support/client.ts';
import type { Dice } from '../support/dice.ts';
import {
  type HeldPolicy,
  type HeldUser,
  type Holdings,
  UNTOLD,
  without,
  withPolicy,
  withUser,
} from './holdings.ts';

/** Names that only one client uses. */
export interface Names {
  readonly accountId: string;
  /** Begins every name: `c3-`. */
  readonly prefix: string;
  /** Groups that are there from the beginning. */
  readonly groups: readonly string[];
  /** ARN of a role that the client may assume. */
  readonly roleArn: string;
}

export interface Attempt {
  readonly call: Call;
  /** The holdings when it was done, with ids from its answer; without an answer they are `UNTOLD`. */
  readonly after: (held: Holdings, result: unknown) => Holdings;
  /**
   * What the same request answers when it was done before, as when an SDK sends it again. `undefined`: it is done once
   * more, as in AWS, which knows no token for it either: a second key, a second version.
   */
  readonly again: 'success' | 'EntityAlreadyExists' | 'NoSuchEntity' | undefined;
}

const USERS = 6;
const POLICIES = 3;

export function policyArn(names: Names, name: string): string {
  return `arn:aws:iam::${names.accountId}:policy/${name}`;
}

/** A document that its Sid tells from others. */
const document = (sid: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: sid, Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
  });

const sidOf = (dice: Dice): string => `s${dice.below(1e9)}`;

const iam = (action: string, input: object): Call => ({ service: 'iam', action, input });

type User = readonly [name: string, user: HeldUser];
type Policy = readonly [name: string, policy: HeldPolicy];
type Of<Subject> = (subject: Subject, held: Holdings, names: Names, dice: Dice) => Attempt | undefined;

const createUser = (held: Holdings, names: Names, dice: Dice): Attempt | undefined => {
  const name = `${names.prefix}user-${dice.below(USERS)}`;
  if (held.users[name] !== undefined) return undefined;
  const tags = { team: sidOf(dice), cost: sidOf(dice), stage: sidOf(dice) };
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return {
    call: iam('CreateUser', { UserName: name, Tags }),
    after: ({ users, policies }, result) => {
      const id = (result as { User: { UserId: string } } | undefined)?.User.UserId ?? UNTOLD;
      return {
        users: { ...users, [name]: { id, tags, groups: [], attached: [], inline: {}, keys: {} } },
        policies,
      };
    },
    again: 'EntityAlreadyExists',
  };
};

const createPolicy = (held: Holdings, names: Names, dice: Dice): Attempt | undefined => {
  const name = `${names.prefix}policy-${dice.below(POLICIES)}`;
  if (held.policies[name] !== undefined) return undefined;
  const sid = sidOf(dice);
  return {
    call: iam('CreatePolicy', { PolicyName: name, PolicyDocument: document(sid) }),
    after: ({ users, policies }, result) => {
      const id = (result as { Policy: { PolicyId: string } } | undefined)?.Policy.PolicyId ?? UNTOLD;
      return {
        users,
        policies: { ...policies, [name]: { id, default: 'v1', versions: { v1: sid }, next: 2 } },
      };
    },
    again: 'EntityAlreadyExists',
  };
};

const assumeRole = (_held: Holdings, names: Names, dice: Dice): Attempt => ({
  call: {
    service: 'sts',
    action: 'AssumeRole',
    input: { RoleArn: names.roleArn, RoleSessionName: sidOf(dice) },
  },
  after: (held) => held,
  again: 'success',
});

/** On a user: what adds. */
const USER_ADDITIONS: readonly Of<User>[] = [
  ([name, { keys }]) =>
    Object.keys(keys).length >= 2
      ? undefined
      : {
          call: iam('CreateAccessKey', { UserName: name }),
          after: (held, result) => {
            const id =
              (result as { AccessKey: { AccessKeyId: string } } | undefined)?.AccessKey.AccessKeyId ?? UNTOLD;
            return withUser(held, name, { keys: { ...held.users[name]!.keys, [id]: 'Active' } });
          },
          again: undefined,
        },
  ([name, { attached }], held, names, dice) => {
    const free = Object.keys(held.policies).filter((policy) => !attached.includes(policy));
    if (free.length === 0) return undefined;
    const policy = dice.pick(free);
    return {
      call: iam('AttachUserPolicy', { UserName: name, PolicyArn: policyArn(names, policy) }),
      after: (before) => withUser(before, name, { attached: [...attached, policy] }),
      again: 'success',
    };
  },
  ([name, { groups }], _held, names, dice) => {
    const group = dice.pick(names.groups);
    return groups.includes(group)
      ? undefined
      : {
          call: iam('AddUserToGroup', { UserName: name, GroupName: group }),
          after: (held) => withUser(held, name, { groups: [...groups, group] }),
          again: 'success',
        };
  },
  ([name, { inline }], _held, _names, dice) => {
    const policy = `inline-${dice.below(2)}`;
    const sid = sidOf(dice);
    return {
      call: iam('PutUserPolicy', { UserName: name, PolicyName: policy, PolicyDocument: document(sid) }),
      after: (held) => withUser(held, name, { inline: { ...inline, [policy]: sid } }),
      again: 'success',
    };
  },
  ([name, { tags }], _held, _names, dice) => {
    const more = { stage: sidOf(dice), owner: sidOf(dice) };
    const Tags = Object.entries(more).map(([Key, Value]) => ({ Key, Value }));
    return {
      call: iam('TagUser', { UserName: name, Tags }),
      after: (held) => withUser(held, name, { tags: { ...tags, ...more } }),
      again: 'success',
    };
  },
  ([name, { keys }], _held, _names, dice) => {
    const [key] = Object.keys(keys);
    if (key === undefined) return undefined;
    const Status = dice.oneIn(2) ? 'Active' : 'Inactive';
    return {
      call: iam('UpdateAccessKey', { UserName: name, AccessKeyId: key, Status }),
      after: (held) => withUser(held, name, { keys: { ...keys, [key]: Status } }),
      again: 'success',
    };
  },
];

/** On a user: what takes away. The last one is possible when nothing else is left. */
const USER_REMOVALS: readonly Of<User>[] = [
  ([name, { keys }]) => {
    const [key] = Object.keys(keys);
    return key === undefined
      ? undefined
      : {
          call: iam('DeleteAccessKey', { UserName: name, AccessKeyId: key }),
          after: (held) => withUser(held, name, { keys: without(keys, key) }),
          again: 'NoSuchEntity',
        };
  },
  ([name, { attached }], _held, names) => {
    const [policy, ...others] = attached;
    return policy === undefined
      ? undefined
      : {
          call: iam('DetachUserPolicy', { UserName: name, PolicyArn: policyArn(names, policy) }),
          after: (held) => withUser(held, name, { attached: others }),
          again: 'NoSuchEntity',
        };
  },
  ([name, { groups }]) => {
    const [group, ...others] = groups;
    return group === undefined
      ? undefined
      : {
          call: iam('RemoveUserFromGroup', { UserName: name, GroupName: group }),
          after: (held) => withUser(held, name, { groups: others }),
          again: 'success',
        };
  },
  ([name, { inline }]) => {
    const [policy] = Object.keys(inline);
    return policy === undefined
      ? undefined
      : {
          call: iam('DeleteUserPolicy', { UserName: name, PolicyName: policy }),
          after: (held) => withUser(held, name, { inline: without(inline, policy) }),
          again: 'NoSuchEntity',
        };
  },
  ([name]) => ({
    call: iam('DeleteUser', { UserName: name }),
    after: ({ users, policies }) => ({ users: without(users, name), policies }),
    again: 'NoSuchEntity',
  }),
];

const createVersion: Of<Policy> = ([name, policy], _held, names, dice) => {
  if (Object.keys(policy.versions).length >= 5) return undefined;
  const id = `v${policy.next}`;
  const sid = sidOf(dice);
  const SetAsDefault = dice.oneIn(2);
  return {
    call: iam('CreatePolicyVersion', {
      PolicyArn: policyArn(names, name),
      PolicyDocument: document(sid),
      SetAsDefault,
    }),
    after: (held) =>
      withPolicy(held, name, {
        versions: { ...policy.versions, [id]: sid },
        default: SetAsDefault ? id : policy.default,
        next: policy.next + 1,
      }),
    again: undefined,
  };
};

const deleteVersion: Of<Policy> = ([name, policy], _held, names) => {
  const id = Object.keys(policy.versions).find((version) => version !== policy.default);
  return id === undefined
    ? undefined
    : {
        call: iam('DeletePolicyVersion', { PolicyArn: policyArn(names, name), VersionId: id }),
        after: (held) => withPolicy(held, name, { versions: without(policy.versions, id) }),
        again: 'NoSuchEntity',
      };
};

const deletePolicy: Of<Policy> = ([name, policy], held, names) => {
  const isAttached = Object.values(held.users).some(({ attached }) => attached.includes(name));
  if (isAttached || Object.keys(policy.versions).length > 1) return undefined;
  return {
    call: iam('DeletePolicy', { PolicyArn: policyArn(names, name) }),
    after: ({ users, policies }) => ({ users, policies: without(policies, name) }),
    again: 'NoSuchEntity',
  };
};

/** What is asked for, in shares of a whole. Each looks for something that is possible. */
const KINDS: readonly ((held: Holdings, names: Names, dice: Dice) => Attempt | undefined)[] = [
  createUser,
  createUser,
  createPolicy,
  assumeRole,
  ...USER_ADDITIONS.map(onAUser),
  ...USER_REMOVALS.slice(0, -1).map(onAUser),
  onAUser(firstPossible(USER_REMOVALS)),
  onAUser(firstPossible(USER_REMOVALS)),
  onAPolicy(createVersion),
  onAPolicy(firstPossible([deleteVersion, deletePolicy])),
];

function firstPossible<Subject>(list: readonly Of<Subject>[]): Of<Subject> {
  return (subject, held, names, dice) => {
    for (const one of list) {
      const attempt = one(subject, held, names, dice);
      if (attempt !== undefined) return attempt;
    }
    return undefined;
  };
}

function onAUser(of: Of<User>) {
  return (held: Holdings, names: Names, dice: Dice): Attempt | undefined => {
    const users = Object.entries(held.users);
    return users.length === 0 ? undefined : of(dice.pick(users), held, names, dice);
  };
}

function onAPolicy(of: Of<Policy>) {
  return (held: Holdings, names: Names, dice: Dice): Attempt | undefined => {
    const policies = Object.entries(held.policies);
    return policies.length === 0 ? undefined : of(dice.pick(policies), held, names, dice);
  };
}

/** Something that is possible on these holdings. */
export function chooseAttempt(held: Holdings, names: Names, dice: Dice): Attempt {
  for (;;) {
    const attempt = dice.pick(KINDS)(held, names, dice);
    if (attempt !== undefined) return attempt;
  }
}
