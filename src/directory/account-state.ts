/**
 * One account as a value: its record and its tables. A node holds the accounts in use in memory as such values;
 * a draft is a copy that its handler may write.
 */

import { iamArn } from '../names/index.ts';
import type {
  AccessKey,
  AccountRecord,
  Group,
  InstanceProfile,
  LoginProfile,
  ManagedPolicy,
  MfaDevice,
  Role,
  User,
} from './entities.ts';
import { Table, type TableShape, type TableView } from './table.ts';

/** Names are unique per account across paths and without regard to case. IAM User Guide, "IAM name requirements". */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

const attached = (entity: { name: string; attachedPolicies: readonly string[] }): readonly string[] =>
  entity.attachedPolicies.map((arn) => `${arn} ${nameKey(entity.name)}`);
const bounded = (entity: { name: string; boundary?: string | undefined }): readonly string[] =>
  entity.boundary === undefined ? [] : [`${entity.boundary} ${nameKey(entity.name)}`];
const named = (entity: { name: string }): readonly string[] => [nameKey(entity.name)];

/**
 * Indexes: `name` lists by name in lower case; `attached` and `boundary` have keys `POLICY-ARN NAME`, `group` and
 * `role` `ID NAME`, `owner` `OWNER-ID KEY-ID`, `arn` an ARN.
 */
const SHAPES = {
  users: {
    kind: 'user',
    indexes: {
      name: named,
      attached,
      boundary: bounded,
      group: (user: User) => user.groups.map((group) => `${group} ${nameKey(user.name)}`),
    },
  } satisfies TableShape<User>,
  groups: { kind: 'group', indexes: { name: named, attached } } satisfies TableShape<Group>,
  roles: { kind: 'role', indexes: { name: named, attached, boundary: bounded } } satisfies TableShape<Role>,
  accessKeys: {
    kind: 'access-key',
    // Keys of one owner in the order in which they were made.
    indexes: {
      owner: (key: AccessKey) => [`${key.owner} ${String(key.createdAt).padStart(15, '0')} ${key.id}`],
    },
  } satisfies TableShape<AccessKey>,
  policies: { kind: 'policy', indexes: { name: named } } satisfies TableShape<ManagedPolicy>,
  instanceProfiles: {
    kind: 'instance-profile',
    indexes: {
      name: named,
      role: (profile: InstanceProfile) => profile.roles.map((role) => `${role} ${nameKey(profile.name)}`),
    },
  } satisfies TableShape<InstanceProfile>,
  mfaDevices: {
    kind: 'mfa-device',
    indexes: {
      // Serial numbers are told apart as names are, without regard to case.
      serial: (device: MfaDevice) => [nameKey(`${device.path}${device.name}`)],
      owner: (device: MfaDevice) =>
        device.owner === undefined
          ? []
          : [`${device.owner} ${String(device.enabledAt).padStart(15, '0')} ${device.id}`],
    },
  } satisfies TableShape<MfaDevice>,
  // By owner, who has one at most.
  loginProfiles: { kind: 'login-profile', indexes: {} } satisfies TableShape<LoginProfile>,
} as const;

export const TABLE_NAMES = Object.keys(SHAPES) as TableName[];
export type TableName = keyof typeof SHAPES;

export interface Tables {
  readonly users: Table<User>;
  readonly groups: Table<Group>;
  readonly roles: Table<Role>;
  readonly accessKeys: Table<AccessKey>;
  readonly policies: Table<ManagedPolicy>;
  readonly instanceProfiles: Table<InstanceProfile>;
  readonly mfaDevices: Table<MfaDevice>;
  readonly loginProfiles: Table<LoginProfile>;
}

/** What readers may see of an account. */
export interface AccountView {
  readonly accountId: string;
  readonly record: AccountRecord;
  readonly users: TableView<User>;
  readonly groups: TableView<Group>;
  readonly roles: TableView<Role>;
  readonly accessKeys: TableView<AccessKey>;
  readonly policies: TableView<ManagedPolicy>;
  readonly instanceProfiles: TableView<InstanceProfile>;
  readonly mfaDevices: TableView<MfaDevice>;
  readonly loginProfiles: TableView<LoginProfile>;
}

export interface AccountState extends Tables {
  readonly accountId: string;
  readonly record: AccountRecord;
}

export function emptyTables(): Tables {
  return {
    users: Table.empty<User>(SHAPES.users),
    groups: Table.empty<Group>(SHAPES.groups),
    roles: Table.empty<Role>(SHAPES.roles),
    accessKeys: Table.empty<AccessKey>(SHAPES.accessKeys),
    policies: Table.empty<ManagedPolicy>(SHAPES.policies),
    instanceProfiles: Table.empty<InstanceProfile>(SHAPES.instanceProfiles),
    mfaDevices: Table.empty<MfaDevice>(SHAPES.mfaDevices),
    loginProfiles: Table.empty<LoginProfile>(SHAPES.loginProfiles),
  };
}

/** A new account with nothing in it but its root. */
export function newAccountState(record: AccountRecord): AccountState {
  return { accountId: record.accountId, record, ...emptyTables() };
}

export function userNamed(account: Pick<AccountView, 'users'>, name: string): User | undefined {
  return account.users.find('name', nameKey(name));
}

export function groupNamed(account: Pick<AccountView, 'groups'>, name: string): Group | undefined {
  return account.groups.find('name', nameKey(name));
}

/** By name without regard to case, as the IAM API looks roles up; STS compares the ARN exactly. */
export function roleNamed(account: Pick<AccountView, 'roles'>, name: string): Role | undefined {
  return account.roles.find('name', nameKey(name));
}

export function instanceProfileNamed(
  account: Pick<AccountView, 'instanceProfiles'>,
  name: string,
): InstanceProfile | undefined {
  return account.instanceProfiles.find('name', nameKey(name));
}

/** Whatever knows its account's id: a view, a draft. */
type Owner = Pick<AccountView, 'accountId'>;

export function userArn(account: Owner, user: User): string {
  return iamArn('user', account.accountId, user.path, user.name);
}

export function groupArn(account: Owner, group: Group): string {
  return iamArn('group', account.accountId, group.path, group.name);
}

export function roleArn(account: Owner, role: Role): string {
  return iamArn('role', account.accountId, role.path, role.name);
}

export function policyArn(account: Owner, policy: ManagedPolicy): string {
  return iamArn('policy', account.accountId, policy.path, policy.name);
}

export function instanceProfileArn(account: Owner, profile: InstanceProfile): string {
  return iamArn('instance-profile', account.accountId, profile.path, profile.name);
}

/** The serial number of a virtual device is its ARN. */
export function mfaDeviceArn(account: Owner, device: MfaDevice): string {
  return iamArn('mfa', account.accountId, device.path, device.name);
}

/** The MFA devices that are enabled for a user (unique id) or for the root (`root`), in the order of enabling. */
export function mfaDevicesOf(account: Pick<AccountView, 'mfaDevices'>, owner: string): MfaDevice[] {
  return [...account.mfaDevices.withPrefix('owner', `${owner} `)];
}

/** The access keys of a user (unique id) or of the root (`root`), oldest first. */
export function accessKeysOf(account: Pick<AccountView, 'accessKeys'>, owner: string): AccessKey[] {
  return [...account.accessKeys.withPrefix('owner', `${owner} `)];
}

/** The members of a group, by name. */
export function membersOf(account: Pick<AccountView, 'users'>, group: Group): User[] {
  return [...account.users.withPrefix('group', `${group.id} `)];
}
