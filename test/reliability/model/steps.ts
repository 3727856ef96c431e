/** The steps of a history: requests, what each must answer, and what it does to the model. */
import { type Answer, type Call, type Credentials, credentialsIn, keyIn } from '../support/client.ts';
import type { Dice } from '../support/dice.ts';
import {
  type AccountModel,
  documentOf,
  type Issued,
  mayAssume,
  policyArn,
  type Rule,
  roleArn,
  userArn,
} from './account-model.ts';

export interface Step {
  readonly call: Call;
  /** Who makes it; absent: the root. */
  readonly by?: Credentials;
  /** The code of the refusal that must come; `undefined` for a success. */
  readonly refusal: string | undefined;
  /** Done on the model after a success. */
  readonly apply: (result: Answer['result']) => void;
}

export const USER_NAMES = ['ann', 'bob', 'cy', 'dee'] as const;
const GROUP_NAMES = ['ops', 'dev'] as const;
const ROLE_NAMES = ['reader', 'writer'] as const;
const POLICY_NAMES = ['p1', 'p2', 'p3'] as const;
const PATHS = ['/', '/team/'] as const;
const TEAMS = ['red', 'blue'] as const;

type Kind = 'User' | 'Group' | 'Role';

const namesOf = { User: USER_NAMES, Group: GROUP_NAMES, Role: ROLE_NAMES } as const;
const tableOf = (model: AccountModel, kind: Kind) =>
  ({ User: model.users, Group: model.groups, Role: model.roles })[kind];

function rule(dice: Dice): Rule {
  const resources = [
    '*',
    '*',
    '*',
    '*',
    userArn('/team/', '*'),
    userArn(dice.pick(PATHS), dice.pick(USER_NAMES)),
    roleArn(dice.pick(ROLE_NAMES)),
  ];
  return {
    effect: dice.oneIn(7) ? 'Deny' : 'Allow',
    action: dice.pick(['*', '*', 'iam:GetUser', 'iam:ListUsers', 'sts:AssumeRole'] as const),
    resource: dice.pick(resources),
    ...(dice.oneIn(4) ? { team: dice.pick(TEAMS) } : {}),
  };
}

/** A rule that says the same of every principal, for boundaries and sessions. */
function plainRule(dice: Dice): Rule {
  const { team: _team, ...plain } = rule(dice);
  return plain;
}

const iam = (action: string, input: object): Call => ({ service: 'iam', action, input });
const missing = (...found: readonly unknown[]): string | undefined =>
  found.includes(undefined) ? 'NoSuchEntity' : undefined;

type MakeStep = (model: AccountModel, dice: Dice) => Step;

const createUser: MakeStep = ({ users }, dice) => {
  const [UserName, Path, team] = [dice.pick(USER_NAMES), dice.pick(PATHS), dice.pick(TEAMS)];
  return {
    call: iam('CreateUser', { UserName, Path, Tags: [{ Key: 'team', Value: team }] }),
    refusal: users.has(UserName) ? 'EntityAlreadyExists' : undefined,
    apply: ({ User }) =>
      users.set(UserName, {
        id: User.UserId,
        path: Path,
        tags: new Map([['team', team]]),
        groups: new Set(),
        inline: new Map(),
        attached: new Set(),
        boundary: undefined,
      }),
  };
};

const deleteUser: MakeStep = (model, dice) => {
  const UserName = dice.pick(USER_NAMES);
  const user = model.users.get(UserName);
  const holds =
    user !== undefined &&
    user.groups.size + user.attached.size + user.inline.size + model.keysOf(user.id).length > 0;
  return {
    call: iam('DeleteUser', { UserName }),
    refusal: missing(user) ?? (holds ? 'DeleteConflict' : undefined),
    apply: () => model.users.delete(UserName),
  };
};

const moveUser: MakeStep = ({ users }, dice) => {
  const [UserName, NewUserName, NewPath] = [dice.pick(USER_NAMES), dice.pick(USER_NAMES), dice.pick(PATHS)];
  const user = users.get(UserName);
  const isTaken = NewUserName !== UserName && users.has(NewUserName);
  return {
    call: iam('UpdateUser', { UserName, NewUserName, NewPath }),
    refusal: missing(user) ?? (isTaken ? 'EntityAlreadyExists' : undefined),
    apply: () => {
      users.delete(UserName);
      user!.path = NewPath;
      users.set(NewUserName, user!);
    },
  };
};

const tagUser: MakeStep = ({ users }, dice) => {
  const [UserName, Key, Value] = [dice.pick(USER_NAMES), dice.pick(['team', 'floor']), dice.pick(TEAMS)];
  const user = users.get(UserName);
  return {
    call: iam('TagUser', { UserName, Tags: [{ Key, Value }] }),
    refusal: missing(user),
    apply: () => user!.tags.set(Key, Value),
  };
};

const untagUser: MakeStep = ({ users }, dice) => {
  const UserName = dice.pick(USER_NAMES);
  const user = users.get(UserName);
  return {
    call: iam('UntagUser', { UserName, TagKeys: ['team'] }),
    refusal: missing(user),
    apply: () => user!.tags.delete('team'),
  };
};

const createKey: MakeStep = (model, dice) => {
  const UserName = dice.pick(USER_NAMES);
  const user = model.users.get(UserName);
  const isFull = user !== undefined && model.keysOf(user.id).length >= 2;
  return {
    call: iam('CreateAccessKey', { UserName }),
    refusal: missing(user) ?? (isFull ? 'LimitExceeded' : undefined),
    apply: (result) => {
      const credentials = keyIn(result);
      model.keys.set(credentials.accessKeyId, { userId: user!.id, status: 'Active' });
      model.issued.push({ kind: 'key', credentials, userId: user!.id });
    },
  };
};

/** A user and one of all keys that ever were, or one that never was. */
function someKey(model: AccountModel, dice: Dice) {
  const UserName = dice.pick(USER_NAMES);
  const user = model.users.get(UserName);
  const own = user === undefined ? [] : model.keysOf(user.id);
  const AccessKeyId =
    own.length > 0 && !dice.oneIn(5)
      ? dice.pick(own)
      : dice.pick([...model.keys.keys(), 'AKIAXXXXXXXXXXXXXXXX']);
  const key = own.includes(AccessKeyId) ? model.keys.get(AccessKeyId) : undefined;
  return { UserName, AccessKeyId, key };
}

const updateKey: MakeStep = (model, dice) => {
  const { UserName, AccessKeyId, key } = someKey(model, dice);
  const Status = dice.pick(['Active', 'Inactive']);
  return {
    call: iam('UpdateAccessKey', { UserName, AccessKeyId, Status }),
    refusal: missing(key),
    apply: () => {
      key!.status = Status;
    },
  };
};

const deleteKey: MakeStep = (model, dice) => {
  const { UserName, AccessKeyId, key } = someKey(model, dice);
  return {
    call: iam('DeleteAccessKey', { UserName, AccessKeyId }),
    refusal: missing(key),
    apply: () => model.keys.delete(AccessKeyId),
  };
};

const createGroup: MakeStep = ({ groups }, dice) => {
  const GroupName = dice.pick(GROUP_NAMES);
  return {
    call: iam('CreateGroup', { GroupName }),
    refusal: groups.has(GroupName) ? 'EntityAlreadyExists' : undefined,
    apply: () => groups.set(GroupName, { inline: new Map(), attached: new Set() }),
  };
};

const deleteGroup: MakeStep = ({ groups, users }, dice) => {
  const GroupName = dice.pick(GROUP_NAMES);
  const group = groups.get(GroupName);
  const hasMembers = [...users.values()].some((user) => user.groups.has(GroupName));
  const holds = group !== undefined && (hasMembers || group.inline.size + group.attached.size > 0);
  return {
    call: iam('DeleteGroup', { GroupName }),
    refusal: missing(group) ?? (holds ? 'DeleteConflict' : undefined),
    apply: () => groups.delete(GroupName),
  };
};

const joinGroup: MakeStep = ({ groups, users }, dice) => {
  const [UserName, GroupName] = [dice.pick(USER_NAMES), dice.pick(GROUP_NAMES)];
  const user = users.get(UserName);
  return {
    call: iam('AddUserToGroup', { UserName, GroupName }),
    refusal: missing(user, groups.get(GroupName)),
    apply: () => user!.groups.add(GroupName),
  };
};

const leaveGroup: MakeStep = ({ groups, users }, dice) => {
  const [UserName, GroupName] = [dice.pick(USER_NAMES), dice.pick(GROUP_NAMES)];
  const user = users.get(UserName);
  return {
    call: iam('RemoveUserFromGroup', { UserName, GroupName }),
    // Whether the user was in the group or not.
    refusal: missing(user, groups.get(GroupName)),
    apply: () => user!.groups.delete(GroupName),
  };
};

/** Somebody or something that policies are attached to, there or not. */
function someIdentity(model: AccountModel, dice: Dice, kinds: readonly Kind[] = ['User', 'Group', 'Role']) {
  const kind = dice.pick(kinds);
  const name = dice.pick<string>(namesOf[kind]);
  return { kind, name, identity: tableOf(model, kind).get(name), input: { [`${kind}Name`]: name } };
}

const putInline: MakeStep = (model, dice) => {
  const { kind, identity, input } = someIdentity(model, dice);
  const PolicyName = dice.pick(['i1', 'i2']);
  const said = rule(dice);
  return {
    call: iam(`Put${kind}Policy`, { ...input, PolicyName, PolicyDocument: documentOf(said) }),
    refusal: missing(identity),
    apply: () => identity!.inline.set(PolicyName, said),
  };
};

const deleteInline: MakeStep = (model, dice) => {
  const { kind, identity, input } = someIdentity(model, dice);
  const PolicyName = dice.pick(['i1', 'i2']);
  return {
    call: iam(`Delete${kind}Policy`, { ...input, PolicyName }),
    refusal: missing(identity, identity?.inline.get(PolicyName)),
    apply: () => identity!.inline.delete(PolicyName),
  };
};

const createPolicy: MakeStep = ({ policies }, dice) => {
  const PolicyName = dice.pick(POLICY_NAMES);
  const said = plainRule(dice);
  return {
    call: iam('CreatePolicy', { PolicyName, PolicyDocument: documentOf(said) }),
    refusal: policies.has(PolicyName) ? 'EntityAlreadyExists' : undefined,
    apply: () => policies.set(PolicyName, { versions: new Map([['v1', said]]), default: 'v1', next: 2 }),
  };
};

const createVersion: MakeStep = ({ policies }, dice) => {
  const name = dice.pick(POLICY_NAMES);
  const policy = policies.get(name);
  const said = plainRule(dice);
  const SetAsDefault = dice.oneIn(2);
  return {
    call: iam('CreatePolicyVersion', {
      PolicyArn: policyArn(name),
      PolicyDocument: documentOf(said),
      SetAsDefault,
    }),
    refusal: missing(policy) ?? (policy!.versions.size >= 5 ? 'LimitExceeded' : undefined),
    apply: ({ PolicyVersion }) => {
      const version = `v${policy!.next}`;
      if (PolicyVersion.VersionId !== version)
        throw new Error(`${version} is named ${PolicyVersion.VersionId}`);
      policy!.versions.set(version, said);
      policy!.next += 1;
      if (SetAsDefault) policy!.default = version;
    },
  };
};

const setDefault: MakeStep = ({ policies }, dice) => {
  const name = dice.pick(POLICY_NAMES);
  const policy = policies.get(name);
  const VersionId = `v${1 + dice.below(6)}`;
  return {
    call: iam('SetDefaultPolicyVersion', { PolicyArn: policyArn(name), VersionId }),
    refusal: missing(policy, policy?.versions.get(VersionId)),
    apply: () => {
      policy!.default = VersionId;
    },
  };
};

const deleteVersion: MakeStep = ({ policies }, dice) => {
  const name = dice.pick(POLICY_NAMES);
  const policy = policies.get(name);
  const VersionId = `v${1 + dice.below(6)}`;
  return {
    call: iam('DeletePolicyVersion', { PolicyArn: policyArn(name), VersionId }),
    refusal:
      missing(policy, policy?.versions.get(VersionId)) ??
      (policy!.default === VersionId ? 'DeleteConflict' : undefined),
    apply: () => policy!.versions.delete(VersionId),
  };
};

const deletePolicy: MakeStep = (model, dice) => {
  const name = dice.pick(POLICY_NAMES);
  const policy = model.policies.get(name);
  const isUsed = policy !== undefined && (model.usesOf(name) > 0 || policy.versions.size > 1);
  return {
    call: iam('DeletePolicy', { PolicyArn: policyArn(name) }),
    refusal: missing(policy) ?? (isUsed ? 'DeleteConflict' : undefined),
    apply: () => model.policies.delete(name),
  };
};

const attach: MakeStep = (model, dice) => {
  const { kind, identity, input } = someIdentity(model, dice);
  const policy = dice.pick(POLICY_NAMES);
  return {
    call: iam(`Attach${kind}Policy`, { ...input, PolicyArn: policyArn(policy) }),
    refusal: missing(identity, model.policies.get(policy)),
    apply: () => identity!.attached.add(policy),
  };
};

const detach: MakeStep = (model, dice) => {
  const { kind, identity, input } = someIdentity(model, dice);
  const policy = dice.pick(POLICY_NAMES);
  return {
    call: iam(`Detach${kind}Policy`, { ...input, PolicyArn: policyArn(policy) }),
    refusal: missing(identity, identity?.attached.has(policy) ? policy : undefined),
    apply: () => identity!.attached.delete(policy),
  };
};

function someBounded(model: AccountModel, dice: Dice) {
  const { kind, name, input } = someIdentity(model, dice, ['User', 'Role']);
  return { kind, input, identity: kind === 'User' ? model.users.get(name) : model.roles.get(name) };
}

const setBoundary: MakeStep = (model, dice) => {
  const { kind, identity, input } = someBounded(model, dice);
  const policy = dice.pick(POLICY_NAMES);
  return {
    call: iam(`Put${kind}PermissionsBoundary`, { ...input, PermissionsBoundary: policyArn(policy) }),
    refusal: missing(identity, model.policies.get(policy)),
    apply: () => {
      identity!.boundary = policy;
    },
  };
};

const removeBoundary: MakeStep = (model, dice) => {
  const { kind, identity, input } = someBounded(model, dice);
  return {
    call: iam(`Delete${kind}PermissionsBoundary`, input),
    refusal: missing(identity, identity?.boundary),
    apply: () => {
      identity!.boundary = undefined;
    },
  };
};

/** A trust policy of the account, or of one user, which must be there. */
function someTrust({ users }: AccountModel, dice: Dice) {
  const name = dice.pick(USER_NAMES);
  const user = users.get(name);
  const trusts = dice.oneIn(2) || user === undefined ? ('account' as const) : { userId: user.id };
  const principal =
    trusts === 'account' ? `${roleArn('').replace('role/', '')}root` : userArn(user!.path, name);
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: principal } };
  return { trusts, document: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) };
}

const createRole: MakeStep = (model, dice) => {
  const RoleName = dice.pick(ROLE_NAMES);
  const { trusts, document } = someTrust(model, dice);
  return {
    call: iam('CreateRole', { RoleName, AssumeRolePolicyDocument: document }),
    refusal: model.roles.has(RoleName) ? 'EntityAlreadyExists' : undefined,
    apply: ({ Role }) =>
      model.roles.set(RoleName, {
        id: Role.RoleId,
        trusts,
        inline: new Map(),
        attached: new Set(),
        boundary: undefined,
      }),
  };
};

const updateTrust: MakeStep = (model, dice) => {
  const RoleName = dice.pick(ROLE_NAMES);
  const role = model.roles.get(RoleName);
  const { trusts, document } = someTrust(model, dice);
  return {
    call: iam('UpdateAssumeRolePolicy', { RoleName, PolicyDocument: document }),
    refusal: missing(role),
    apply: () => {
      role!.trusts = trusts;
    },
  };
};

const deleteRole: MakeStep = ({ roles }, dice) => {
  const RoleName = dice.pick(ROLE_NAMES);
  const role = roles.get(RoleName);
  const holds = role !== undefined && role.inline.size + role.attached.size > 0;
  return {
    call: iam('DeleteRole', { RoleName }),
    refusal: missing(role) ?? (holds ? 'DeleteConflict' : undefined),
    apply: () => roles.delete(RoleName),
  };
};

/** By anybody who ever had credentials; most often by one of the newest, which are still good. */
const assumeRole: MakeStep = (model, dice) => {
  if (model.issued.length === 0) return createUser(model, dice);
  const by: Issued = dice.pick(dice.oneIn(4) ? model.issued : model.issued.slice(-4));
  const caller = model.callerOf(by);
  const name = dice.pick(dice.oneIn(8) || model.roles.size === 0 ? ROLE_NAMES : [...model.roles.keys()]);
  const role = model.roles.get(name);
  const policy = dice.oneIn(3) ? plainRule(dice) : undefined;
  const sessionName = `s${dice.below(1000)}`;
  const isAllowed = caller !== undefined && mayAssume(caller, name, role);
  return {
    call: {
      service: 'sts',
      action: 'AssumeRole',
      input: {
        RoleArn: roleArn(name),
        RoleSessionName: sessionName,
        ...(policy === undefined ? {} : { Policy: documentOf(policy) }),
      },
    },
    by: by.credentials,
    refusal: caller === undefined ? 'InvalidClientTokenId' : isAllowed ? undefined : 'AccessDenied',
    apply: (result) =>
      model.issued.push({
        kind: 'session',
        credentials: credentialsIn(result),
        roleId: role!.id,
        sessionName,
        policy,
      }),
  };
};

/** Often wanted ones stand more than once. */
const STEPS: readonly MakeStep[] = [
  createUser,
  createUser,
  deleteUser,
  moveUser,
  tagUser,
  untagUser,
  createKey,
  createKey,
  updateKey,
  updateKey,
  deleteKey,
  createGroup,
  deleteGroup,
  joinGroup,
  joinGroup,
  leaveGroup,
  putInline,
  putInline,
  putInline,
  deleteInline,
  deleteInline,
  createPolicy,
  createPolicy,
  createVersion,
  setDefault,
  deleteVersion,
  deletePolicy,
  attach,
  attach,
  attach,
  detach,
  detach,
  setBoundary,
  removeBoundary,
  createRole,
  createRole,
  updateTrust,
  deleteRole,
  assumeRole,
  assumeRole,
  assumeRole,
  assumeRole,
];

export function nextStep(model: AccountModel, dice: Dice): Step {
  return dice.pick(STEPS)(model, dice);
}
