/**
 * A seed as calls of the IAM API, in an order in which each finds what it needs: of all accounts first the policies,
 * then groups, users and roles. What exists already is brought to what the seed says; what the seed does not name stays.
 */
import {
  type AccountDraft,
  accessKeysOf,
  defaultDocument,
  groupNamed,
  localPolicyByArn,
  roleNamed,
  userNamed,
} from '../../directory/index.ts';
import { iamArn } from '../../names/index.ts';
import { malformedSeed } from './errors.ts';
import {
  type Place,
  type Placed,
  placeText,
  type Seed,
  type SeedAccount,
  type SeedIdentity,
  type SeedPolicy,
  type SeedRole,
  type SeedUser,
} from './seed.ts';

/** A call of an operation of IAM, by the account's root. */
export interface SeedCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface SeedStep {
  readonly accountId: string;
  readonly at: Place;
  /** What is to be called, as the account stands when the step's turn comes. */
  readonly calls: (account: AccountDraft) => readonly SeedCall[];
}

type Kind = 'User' | 'Group' | 'Role';

/** Members that have a value. */
function given(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

const call = (operation: string, input: Readonly<Record<string, unknown>>): SeedCall => ({
  operation,
  input: given(input),
});

class StepsOfAccount {
  private readonly account: SeedAccount;
  private readonly fileName: string;

  constructor(account: SeedAccount, fileName: string) {
    this.account = account;
    this.fileName = fileName;
  }

  alias(): SeedStep[] {
    const { alias } = this.account;
    if (alias === undefined) return [];
    return [
      this.step(alias.at, ({ record }) =>
        record.alias === alias.value ? [] : [call('CreateAccountAlias', { AccountAlias: alias.value })],
      ),
    ];
  }

  policies(): SeedStep[] {
    return this.account.policies.map((policy) =>
      this.step(policy.name.at, (account) => this.policyCalls(account, policy)),
    );
  }

  groups(): SeedStep[] {
    return this.account.groups.flatMap((group) => [
      this.step(group.name.at, (account) => {
        const { name, path } = group;
        const existing = groupNamed(account, name.value);
        if (existing === undefined) return [call('CreateGroup', { GroupName: name.value, Path: path })];
        this.requirePath(group, existing.path);
        return [];
      }),
      ...this.permissions('Group', group),
    ]);
  }

  users(): SeedStep[] {
    return this.account.users.flatMap((user) => [
      this.step(user.name.at, (account) => this.userCalls(account, user)),
      ...this.permissions('User', user),
      ...user.groups.map((group) =>
        this.step(group.at, () => [
          call('AddUserToGroup', { GroupName: group.value, UserName: user.name.value }),
        ]),
      ),
      ...(user.accessKey ? [this.step(user.name.at, (account) => keyCalls(account, user))] : []),
    ]);
  }

  roles(): SeedStep[] {
    return this.account.roles.flatMap((role) => [
      this.step(role.trust.at, (account) => this.roleCalls(account, role)),
      ...this.permissions('Role', role),
    ]);
  }

  private step(at: Place, calls: SeedStep['calls']): SeedStep {
    return { accountId: this.account.id.value, at, calls };
  }

  private policyCalls(account: AccountDraft, policy: SeedPolicy): SeedCall[] {
    const { name, path, document, description, tags } = policy;
    const arn = this.policyArn(policy);
    const existing = localPolicyByArn(account, arn);
    if (existing === undefined) {
      return [
        call('CreatePolicy', {
          PolicyName: name.value,
          Path: path,
          PolicyDocument: document.value,
          Description: description,
          Tags: tags,
        }),
      ];
    }
    const isSame = defaultDocument(existing) === document.value;
    return [
      ...(isSame
        ? []
        : [
            call('CreatePolicyVersion', {
              PolicyArn: arn,
              PolicyDocument: document.value,
              SetAsDefault: true,
            }),
          ]),
      ...(tags.length === 0 ? [] : [call('TagPolicy', { PolicyArn: arn, Tags: tags })]),
    ];
  }

  private userCalls(account: AccountDraft, user: SeedUser): SeedCall[] {
    const { name, path, tags } = user;
    const UserName = name.value;
    const PermissionsBoundary = this.resolved(user.boundary);
    const existing = userNamed(account, UserName);
    if (existing === undefined) {
      return [call('CreateUser', { UserName, Path: path, Tags: tags, PermissionsBoundary })];
    }
    this.requirePath(user, existing.path);
    return [
      ...(tags.length === 0 ? [] : [call('TagUser', { UserName, Tags: tags })]),
      ...(PermissionsBoundary === undefined
        ? []
        : [call('PutUserPermissionsBoundary', { UserName, PermissionsBoundary })]),
    ];
  }

  private roleCalls(account: AccountDraft, role: SeedRole): SeedCall[] {
    const { name, path, tags, trust } = role;
    const RoleName = name.value;
    const PermissionsBoundary = this.resolved(role.boundary);
    const settings = given({ Description: role.description, MaxSessionDuration: role.maxSessionDuration });
    const existing = roleNamed(account, RoleName);
    if (existing === undefined) {
      return [
        call('CreateRole', {
          RoleName,
          Path: path,
          AssumeRolePolicyDocument: trust.value,
          Tags: tags,
          PermissionsBoundary,
          ...settings,
        }),
      ];
    }
    this.requirePath(role, existing.path);
    return [
      call('UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust.value }),
      ...(Object.keys(settings).length === 0 ? [] : [call('UpdateRole', { RoleName, ...settings })]),
      ...(tags.length === 0 ? [] : [call('TagRole', { RoleName, Tags: tags })]),
      ...(PermissionsBoundary === undefined
        ? []
        : [call('PutRolePermissionsBoundary', { RoleName, PermissionsBoundary })]),
    ];
  }

  /** Attached and inline policies: `AttachUserPolicy`, `PutUserPolicy` and their like. */
  private permissions(kind: Kind, { name, policies, inline }: SeedIdentity): SeedStep[] {
    const named = { [`${kind}Name`]: name.value };
    return [
      ...policies.map((policy) =>
        this.step(policy.at, () => [
          call(`Attach${kind}Policy`, { ...named, PolicyArn: this.resolved(policy) }),
        ]),
      ),
      ...inline.map(({ name: PolicyName, document }) =>
        this.step(document.at, () => [
          call(`Put${kind}Policy`, { ...named, PolicyName, PolicyDocument: document.value }),
        ]),
      ),
    ];
  }

  private policyArn({ name, path }: SeedPolicy): string {
    return iamArn('policy', this.account.id.value, path ?? '/', name.value);
  }

  /** The ARN of a policy that is named by its ARN, or by its name in this seed. */
  private resolved(policy: Placed<string> | undefined): string | undefined {
    if (policy === undefined || policy.value.startsWith('arn:')) return policy?.value;
    const found = this.account.policies.find(({ name }) => name.value === policy.value);
    if (found !== undefined) return this.policyArn(found);
    throw malformedSeed(
      `${placeText(this.fileName, policy.at)}: there is no policy '${policy.value}' in this account of the seed; ` +
        'name one of them, or an ARN',
    );
  }

  private requirePath({ name, path }: SeedIdentity, existing: string): void {
    if (path === undefined || path === existing) return;
    throw malformedSeed(
      `${placeText(this.fileName, name.at)}: '${name.value}' exists with the path ${existing}, and is not moved by a seed`,
    );
  }
}

function keyCalls(account: AccountDraft, { name }: SeedUser): SeedCall[] {
  const user = userNamed(account, name.value);
  const hasKeys = user !== undefined && accessKeysOf(account, user.id).length > 0;
  return hasKeys ? [] : [call('CreateAccessKey', { UserName: name.value })];
}

const ORDER = ['alias', 'policies', 'groups', 'users', 'roles'] as const;

/** Everything that is to be called for a seed, in order. */
export function seedSteps({ fileName, accounts }: Seed): SeedStep[] {
  const steps = accounts.map((account) => new StepsOfAccount(account, fileName));
  return ORDER.flatMap((kind) => steps.flatMap((of) => of[kind]()));
}
