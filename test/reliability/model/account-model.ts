/** A tiny model of an account: what should exist, and who may what. No index, no cache, no compiled policy. */
import type { Credentials } from '../support/client.ts';

export const ACCOUNT = '111122223333';
const ARN = `arn:aws:iam::${ACCOUNT}:`;

export type Action = 'iam:GetUser' | 'iam:ListUsers' | 'sts:AssumeRole';

/** One statement. */
export interface Rule {
  readonly effect: 'Allow' | 'Deny';
  readonly action: Action | '*';
  /** An ARN, or what it begins with, ended by `*`. */
  readonly resource: string;
  /** Only for principals whose tag `team` is that. */
  readonly team?: string;
}

interface ModelIdentity {
  readonly id: string;
  readonly inline: Map<string, Rule>;
  /** Names of managed policies. */
  readonly attached: Set<string>;
  boundary: string | undefined;
}

export interface ModelUser extends ModelIdentity {
  path: string;
  readonly tags: Map<string, string>;
  readonly groups: Set<string>;
}

export interface ModelRole extends ModelIdentity {
  /** Who is trusted: the account, or the user of that unique id. */
  trusts: 'account' | { readonly userId: string };
}

export interface ModelGroup extends Omit<ModelIdentity, 'id' | 'boundary'> {}

export interface ModelPolicy {
  readonly versions: Map<string, Rule>;
  default: string;
  next: number;
}

/** A key pair that was issued once, whatever became of it. */
export type Issued =
  | { readonly kind: 'key'; readonly credentials: Credentials; readonly userId: string }
  | {
      readonly kind: 'session';
      readonly credentials: Credentials;
      readonly roleId: string;
      readonly sessionName: string;
      readonly policy: Rule | undefined;
    };

/** Who signs, as the model sees it. */
export interface ModelCaller {
  readonly arn: string;
  readonly userId: string;
  readonly rules: readonly Rule[];
  readonly boundary: Rule | undefined;
  readonly session: Rule | undefined;
  readonly isUser: boolean;
}

export class AccountModel {
  readonly users = new Map<string, ModelUser>();
  readonly groups = new Map<string, ModelGroup>();
  readonly roles = new Map<string, ModelRole>();
  readonly policies = new Map<string, ModelPolicy>();
  /** Access keys that are there, by id. */
  readonly keys = new Map<string, { readonly userId: string; status: string }>();
  readonly issued: Issued[] = [];

  keysOf(userId: string): string[] {
    return [...this.keys].filter(([, key]) => key.userId === userId).map(([id]) => id);
  }

  /** Everybody and everything that uses a managed policy. */
  usesOf(policy: string): number {
    const identities = [...this.users.values(), ...this.groups.values(), ...this.roles.values()];
    const bounded = [...this.users.values(), ...this.roles.values()];
    return (
      identities.filter(({ attached }) => attached.has(policy)).length +
      bounded.filter(({ boundary }) => boundary === policy).length
    );
  }

  /** The caller that credentials stand for now; `undefined` when they are worth nothing. */
  callerOf(issued: Issued): ModelCaller | undefined {
    if (issued.kind === 'key') {
      const key = this.keys.get(issued.credentials.accessKeyId);
      const found = [...this.users].find(([, { id }]) => id === issued.userId);
      if (key?.status !== 'Active' || found === undefined) return undefined;
      const [name, user] = found;
      const groups = [...user.groups].map((group) => this.groups.get(group)!);
      const rules = [user, ...groups].flatMap((one) => this.rulesOf(one));
      return {
        arn: userArn(user.path, name),
        userId: user.id,
        rules: ofTeam(rules, user.tags.get('team')),
        boundary: this.policyRule(user.boundary),
        session: undefined,
        isUser: true,
      };
    }
    const found = [...this.roles].find(([, { id }]) => id === issued.roleId);
    if (found === undefined) return undefined;
    const [name, role] = found;
    return {
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${issued.sessionName}`,
      userId: `${role.id}:${issued.sessionName}`,
      rules: ofTeam(this.rulesOf(role), undefined),
      boundary: this.policyRule(role.boundary),
      session: issued.policy,
      isUser: false,
    };
  }

  private rulesOf({ inline, attached }: Pick<ModelIdentity, 'inline' | 'attached'>): Rule[] {
    return [...inline.values(), ...[...attached].map((policy) => this.policyRule(policy)!)];
  }

  private policyRule(name: string | undefined): Rule | undefined {
    if (name === undefined) return undefined;
    const policy = this.policies.get(name)!;
    return policy.versions.get(policy.default)!;
  }
}

const ofTeam = (rules: readonly Rule[], team: string | undefined): Rule[] =>
  rules.filter((rule) => rule.team === undefined || rule.team === team);

export const userArn = (path: string, name: string): string => `${ARN}user${path}${name}`;
export const roleArn = (name: string): string => `${ARN}role/${name}`;
export const policyArn = (name: string): string => `${ARN}policy/${name}`;
/** What ListUsers is asked on. */
export const ALL_USERS = `${ARN}user/`;

function matches(rule: Rule, action: Action, resource: string): boolean {
  if (rule.action !== '*' && rule.action !== action) return false;
  return rule.resource.endsWith('*')
    ? resource.startsWith(rule.resource.slice(0, -1))
    : rule.resource === resource;
}

/**
 * Whether a caller may: some rule of its own allows, boundary and session policy, where there are any, allow too, and
 * none of all denies. IAM User Guide, "Policy evaluation logic".
 * @param grantedBy another policy that grants in place of the caller's own: a trust policy that names the user.
 */
export function may(caller: ModelCaller, action: Action, resource: string, grantedBy = false): boolean {
  const { rules, boundary, session } = caller;
  const limits = [boundary, session].filter((rule) => rule !== undefined);
  const hits = (rule: Rule): boolean => matches(rule, action, resource);
  if ([...rules, ...limits].some((rule) => rule.effect === 'Deny' && hits(rule))) return false;
  const allows = (rule: Rule): boolean => rule.effect === 'Allow' && hits(rule);
  return (grantedBy || rules.some(allows)) && limits.every(allows);
}

/** Whether a caller may assume a role; a user that is named needs no permission of its own. STS API, "AssumeRole". */
export function mayAssume(caller: ModelCaller, name: string, role: ModelRole | undefined): boolean {
  if (role === undefined) return false;
  if (role.trusts === 'account') return may(caller, 'sts:AssumeRole', roleArn(name));
  return (
    caller.isUser &&
    caller.userId === role.trusts.userId &&
    may(caller, 'sts:AssumeRole', roleArn(name), true)
  );
}

/** A rule as a policy document. */
export function documentOf({ effect, action, resource, team }: Rule): string {
  const condition =
    team === undefined ? {} : { Condition: { StringEquals: { 'aws:PrincipalTag/team': team } } };
  const statement = { Effect: effect, Action: action, Resource: resource, ...condition };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
