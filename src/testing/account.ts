/** An account as a test describes it: who is in it, what they hold, and which resources it owns. */
import { iamArn, isAccountId, mintUniqueId, parseIamArn, rootArn } from '../names/index.ts';
import type { AttachedPolicy } from '../policy/index.ts';
import { fixedRandom } from './fixed-random.ts';
import {
  attachDocument,
  attachIf,
  type DocumentInput,
  type HeldPolicy,
  holdPolicy,
  named,
  type Policies,
  type PolicyInput,
  titleOf,
} from './policies.ts';
import { type ResourceMode, resourceModeOf } from './resource-mode.ts';

export type Tags = Readonly<Record<string, string>>;

export interface GroupOptions {
  /** Begins and ends with a slash; `/` by default. */
  readonly path?: string;
  /** Documents, or names and ARNs of managed policies. */
  readonly policies?: Policies;
  /** Inline policies by name. */
  readonly inline?: Readonly<Record<string, DocumentInput>>;
}

export interface IdentityOptions extends GroupOptions {
  /** Unique id, `AIDA…` or `AROA…`; by default one that is made from the ARN and always the same. */
  readonly id?: string;
  /** The permissions boundary: a document, or the name or ARN of a managed policy. */
  readonly boundary?: PolicyInput;
  readonly tags?: Tags;
}

export interface UserOptions extends IdentityOptions {
  readonly groups?: readonly string[];
}

export interface RoleOptions extends IdentityOptions {
  readonly trust: DocumentInput;
  /** Seconds; 3600 by default. */
  readonly maxSessionDuration?: number;
  readonly serviceLinked?: boolean;
}

export interface ResourceOptions {
  readonly policy?: DocumentInput;
  readonly tags?: Tags;
  /** Whether access depends on the policy (`key`) or the policy is one way of several (`optional`). KMS keys are `key`. */
  readonly mode?: ResourceMode;
}

export interface Group {
  readonly arn: string;
  readonly policies: readonly HeldPolicy[];
}

export interface Identity extends Group {
  readonly name: string;
  readonly id: string;
  readonly boundary: HeldPolicy | undefined;
  readonly tags: Tags;
}

export interface User extends Identity {
  readonly groups: readonly string[];
}

export interface Role extends Identity {
  readonly trust: AttachedPolicy;
  readonly maxSessionDuration: number;
  readonly serviceLinked: boolean;
}

export interface Resource {
  readonly arn: string;
  readonly policy: AttachedPolicy | undefined;
  readonly tags: Tags;
  readonly mode: ResourceMode;
}

interface Entities {
  readonly users: ReadonlyMap<string, User>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly managed: ReadonlyMap<string, AttachedPolicy>;
  readonly resources: ReadonlyMap<string, Resource>;
}

/** The documents of managed policies that no account describes, by ARN: AWS's own. */
export type ManagedPolicies = (arn: string) => DocumentInput | undefined;

const NOTHING: Entities = {
  users: new Map(),
  groups: new Map(),
  roles: new Map(),
  managed: new Map(),
  resources: new Map(),
};

/** Seconds. IAM API Reference, CreateRole. */
const DEFAULT_SESSION_DURATION = 3600;

/**
 * An account and what is in it. Every method answers a new account and leaves this one as it is, so that one test's
 * additions never reach another's.
 */
export class Account implements Entities {
  readonly id: string;
  readonly users: Entities['users'];
  readonly groups: Entities['groups'];
  readonly roles: Entities['roles'];
  /** By ARN. */
  readonly managed: Entities['managed'];
  /** By ARN. */
  readonly resources: Entities['resources'];
  readonly #others: (arn: string) => AttachedPolicy | undefined;

  /** @internal Made by `account`. */
  constructor(id: string, others: (arn: string) => AttachedPolicy | undefined, entities: Entities = NOTHING) {
    this.#others = others;
    this.id = id;
    this.users = entities.users;
    this.groups = entities.groups;
    this.roles = entities.roles;
    this.managed = entities.managed;
    this.resources = entities.resources;
  }

  /** A managed policy, that users, groups and roles name: by a name of the account's own, or by an ARN, also AWS's. */
  policy(nameOrArn: string, document: DocumentInput): Account {
    const arn = this.#managedArn(nameOrArn);
    const attached = attachManaged(arn, document)!;
    return this.#with('managed', arn, attached);
  }

  group(name: string, options: GroupOptions = {}): Account {
    const arn = iamArn('group', this.id, options.path ?? '/', name);
    return this.#with('groups', name, { arn, policies: heldBy(arn, options) });
  }

  user(name: string, options: UserOptions = {}): Account {
    const arn = iamArn('user', this.id, options.path ?? '/', name);
    return this.#with('users', name, {
      ...identity(name, arn, 'AIDA', options),
      groups: options.groups ?? [],
    });
  }

  role(name: string, options: RoleOptions): Account {
    const arn = iamArn('role', this.id, options.path ?? '/', name);
    return this.#with('roles', name, {
      ...identity(name, arn, 'AROA', options),
      trust: attachDocument(options.trust, {
        kind: 'trust',
        name: titleOf(options.trust, name),
        attachedTo: arn,
      }),
      maxSessionDuration: options.maxSessionDuration ?? DEFAULT_SESSION_DURATION,
      serviceLinked: options.serviceLinked ?? false,
    });
  }

  /** A resource of this account, with its policy and its tags. What lies in it (`ARN/…`, `ARN:…`) has the policy too. */
  resource(arn: string, options: ResourceOptions): Account {
    const policy = attachIf(options.policy, {
      kind: 'resource',
      name: titleOf(options.policy, arn),
      attachedTo: arn,
    });
    const mode = options.mode ?? resourceModeOf(arn);
    return this.#with('resources', arn, { arn, policy, tags: options.tags ?? {}, mode });
  }

  /** What a reference means here; `undefined` if it is not known. */
  managedPolicy(nameOrArn: string): AttachedPolicy | undefined {
    const own = this.managed.get(this.#managedArn(nameOrArn));
    if (own !== undefined) return own;
    if (nameOrArn.startsWith('arn:')) return this.#others(nameOrArn);
    return [...this.managed.values()].find(({ source }) => source.name === nameOrArn);
  }

  get rootArn(): string {
    return rootArn(this.id);
  }

  #managedArn(nameOrArn: string): string {
    return nameOrArn.startsWith('arn:') ? nameOrArn : iamArn('policy', this.id, '/', nameOrArn);
  }

  #with<K extends keyof Entities>(kind: K, key: string, entity: EntityOf<K>): Account {
    if (this[kind].has(key)) throw new TypeError(`account ${this.id} has ${key} in its ${kind} already`);
    const present = this[kind] as ReadonlyMap<string, EntityOf<K>>;
    return new Account(this.id, this.#others, {
      ...this.#entities(),
      [kind]: new Map([...present, [key, entity]]),
    });
  }

  #entities(): Entities {
    const { users, groups, roles, managed, resources } = this;
    return { users, groups, roles, managed, resources };
  }
}

type EntityOf<K extends keyof Entities> = Entities[K] extends ReadonlyMap<string, infer E> ? E : never;

/**
 * An account with nothing in it.
 * @param id 12 digits.
 * @param managedPolicies where the documents of managed policies are that the account does not describe itself.
 */
export function account(id: string, managedPolicies: ManagedPolicies = () => undefined): Account {
  if (!isAccountId(id)) throw new TypeError(`'${id}' is no account id: twelve digits, as text`);
  const known = new Map<string, AttachedPolicy | undefined>();
  return new Account(id, (arn) => {
    if (!known.has(arn)) known.set(arn, attachManaged(arn, managedPolicies(arn)));
    return known.get(arn);
  });
}

function attachManaged(arn: string, document: DocumentInput | undefined): AttachedPolicy | undefined {
  return attachIf(document, { kind: 'managed', name: arn.slice(arn.lastIndexOf('/') + 1), arn });
}

function identity(name: string, arn: string, prefix: 'AIDA' | 'AROA', options: IdentityOptions): Identity {
  const { boundary } = options;
  return {
    name,
    arn,
    id: options.id ?? mintUniqueId(prefix, fixedRandom(arn)),
    policies: heldBy(arn, options),
    boundary:
      boundary === undefined
        ? undefined
        : holdPolicy(boundary, { kind: 'managed', name: titleOf(boundary, 'boundary'), attachedTo: arn }),
    tags: options.tags ?? {},
  };
}

/** Inline before managed, as `PolicySets` wants them; of each in the order in which they are written. */
function heldBy(arn: string, { policies, inline }: GroupOptions): HeldPolicy[] {
  const all = [...named(inline, 'policy'), ...named(policies, 'policy')];
  const held = all.map(([name, policy]) => holdPolicy(policy, { kind: 'inline', name, attachedTo: arn }));
  const isManaged = (policy: HeldPolicy) => 'reference' in policy;
  return [...held.filter((policy) => !isManaged(policy)), ...held.filter(isManaged)];
}

/** The name of an IAM entity in a text that is its name or its ARN. */
export function entityName(nameOrArn: string): string {
  return parseIamArn(nameOrArn)?.name ?? nameOrArn;
}
