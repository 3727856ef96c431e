/** An organization as a test describes it. AWS Organizations User Guide, "Service control policies", "Resource control policies". */
import type { AttachedPolicy, OrganizationLevel } from '../policy/index.ts';
import type { Account } from './account.ts';
import { attachDocument, named, type Policies } from './policies.ts';

export interface LevelOptions {
  /** Service control policies, beside `FullAWSAccess`. */
  readonly scps?: Policies;
  /** Resource control policies, beside `RCPFullAWSAccess`, which nobody can detach. */
  readonly rcps?: Policies;
  /** False: `FullAWSAccess` was detached here, so that only what `scps` allow is allowed. */
  readonly fullAwsAccess?: boolean;
}

export interface OrganizationOptions extends LevelOptions {
  /** `o-…`. */
  readonly id: string;
  /** The management account: SCPs do not bind its principals, nor RCPs its resources. */
  readonly management?: string;
  /** `r-…`; without it no request has `aws:PrincipalOrgPaths`. */
  readonly rootId?: string;
}

export interface UnitOptions extends LevelOptions {
  /** The unit that it lies in; by default the root. */
  readonly parent?: string;
  /** `ou-…`; without it no request has `aws:PrincipalOrgPaths`. */
  readonly id?: string;
}

export interface MemberOptions extends LevelOptions {
  /** The unit that the account lies in; by default the root. */
  readonly unit?: string;
}

interface Level {
  readonly target: string;
  readonly parent: string | undefined;
  /** Organization's own id of the root or unit. */
  readonly id: string | undefined;
  readonly scps: readonly AttachedPolicy[];
  readonly rcps: readonly AttachedPolicy[];
}

const everything = (more: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...more }],
});

const FULL_ACCESS = {
  scp: { name: 'FullAWSAccess', document: everything({}) },
  rcp: { name: 'RCPFullAWSAccess', document: everything({ Principal: '*' }) },
} as const;

/** Names of the policies that AWS attaches itself; no test has to exercise them. */
export const BUILT_IN_POLICIES: ReadonlySet<string> = new Set(
  Object.values(FULL_ACCESS).map(({ name }) => name),
);

const ROOT = 'root';

/** A root, units and accounts. Every method answers a new organization and leaves this one as it is. */
export class Organization {
  readonly id: string;
  readonly management: string | undefined;
  /** Members. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** Described accounts that are no members. */
  readonly outsiders: ReadonlyMap<string, Account>;
  readonly #levels: ReadonlyMap<string, Level>;

  /** @internal Made by `organization`. */
  constructor(
    id: string,
    management: string | undefined,
    levels: ReadonlyMap<string, Level>,
    accounts: ReadonlyMap<string, Account> = new Map(),
    outsiders: ReadonlyMap<string, Account> = new Map(),
  ) {
    this.id = id;
    this.management = management;
    this.accounts = accounts;
    this.outsiders = outsiders;
    this.#levels = levels;
  }

  /** An organizational unit. */
  unit(name: string, options: UnitOptions = {}): Organization {
    return this.#with(levelOf(name, this.#known(options.parent), options.id, options), this.accounts);
  }

  /** A member, or the management account. */
  account(account: Account, options: MemberOptions = {}): Organization {
    const level = levelOf(account.id, this.#known(options.unit), undefined, options);
    return this.#with(level, new Map([...this.accounts, [account.id, account]]));
  }

  /** An account that is no member. */
  outside(account: Account): Organization {
    const outsiders = new Map([...this.outsiders, [account.id, account]]);
    return new Organization(this.id, this.management, this.#levels, this.accounts, outsiders);
  }

  /** Everything that is attached anywhere. */
  policies(): AttachedPolicy[] {
    return [...this.#levels.values()].flatMap(({ scps, rcps }) => [...scps, ...rcps]);
  }

  /** Levels from the root to the account; `undefined` if it is no member. */
  levels(type: 'scp' | 'rcp', accountId: string): OrganizationLevel[] | undefined {
    return this.#path(accountId)?.map(({ target, scps, rcps }) => ({
      target,
      policies: type === 'scp' ? scps : rcps,
    }));
  }

  /** `o-…/r-…/ou-…/`; `undefined` if the account is no member or an id of the path was not said. */
  pathOf(accountId: string): string | undefined {
    const ids = this.#path(accountId)
      ?.slice(0, -1)
      .map((level) => level.id);
    return ids?.includes(undefined) === false ? `${[this.id, ...ids].join('/')}/` : undefined;
  }

  #path(accountId: string): Level[] | undefined {
    if (!this.accounts.has(accountId)) return undefined;
    const path: Level[] = [];
    for (let name: string | undefined = accountId; name !== undefined; name = path[0]?.parent) {
      path.unshift(this.#levels.get(name)!);
    }
    return path;
  }

  #known(unit: string | undefined): string {
    if (unit === undefined) return ROOT;
    if (this.#levels.has(unit) && !this.accounts.has(unit)) return unit;
    throw new TypeError(
      `organization ${this.id} has no unit '${unit}'; describe a unit before what lies in it`,
    );
  }

  #with(level: Level, accounts: ReadonlyMap<string, Account>): Organization {
    if (this.#levels.has(level.target)) {
      throw new TypeError(`organization ${this.id} has '${level.target}' already`);
    }
    const levels = new Map([...this.#levels, [level.target, level]]);
    return new Organization(this.id, this.management, levels, accounts, this.outsiders);
  }
}

/** An organization with a root and no accounts. */
export function organization({ id, management, rootId, ...level }: OrganizationOptions): Organization {
  return new Organization(id, management, new Map([[ROOT, levelOf(ROOT, undefined, rootId, level)]]));
}

function levelOf(
  target: string,
  parent: string | undefined,
  id: string | undefined,
  { scps, rcps, fullAwsAccess = true }: LevelOptions,
): Level {
  return {
    target,
    parent,
    id,
    scps: [...(fullAwsAccess ? [fullAccess('scp', target)] : []), ...attachAll('scp', target, scps)],
    rcps: [fullAccess('rcp', target), ...attachAll('rcp', target, rcps)],
  };
}

function fullAccess(kind: 'scp' | 'rcp', attachedTo: string): AttachedPolicy {
  const { name, document } = FULL_ACCESS[kind];
  return attachDocument(document, { kind, name, attachedTo });
}

function attachAll(
  kind: 'scp' | 'rcp',
  attachedTo: string,
  policies: Policies | undefined,
): AttachedPolicy[] {
  return named(policies, kind).map(([name, policy]) => attachDocument(policy, { kind, name, attachedTo }));
}
