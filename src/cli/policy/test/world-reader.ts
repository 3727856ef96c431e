/** The accounts and the organization of a test file. */
import { awsManagedPolicy } from '../../../directory/index.ts';
import { isAccountId } from '../../../names/index.ts';
import type { PolicyKind } from '../../../policy/index.ts';
import {
  type Account,
  account,
  type LevelOptions,
  type Organization,
  organization,
  type PolicyInput,
  type PolicyText,
  type Subject,
} from '../../../testing/index.ts';
import type { Fields, Node, Nodes, Place } from './nodes.ts';
import { looksLikeFile, type PolicySources } from './policy-source.ts';

/** The account of a file that names none. */
export const DEFAULT_ACCOUNT = '111122223333';

const CONTENT = ['policies', 'groups', 'users', 'roles', 'resources'] as const;
const ACCOUNT_MEMBERS = ['id', 'name', ...CONTENT];
const GROUP_MEMBERS = ['name', 'path', 'policies', 'inline'];
const USER_MEMBERS = [...GROUP_MEMBERS, 'id', 'boundary', 'tags', 'groups'];
const ROLE_MEMBERS = [
  ...GROUP_MEMBERS,
  'id',
  'boundary',
  'tags',
  'trust',
  'maxSessionDuration',
  'serviceLinked',
];
const RESOURCE_MEMBERS = ['arn', 'policy', 'tags', 'mode'];
const LEVEL_MEMBERS = ['scps', 'rcps', 'fullAwsAccess'];
const ORGANIZATION_MEMBERS = ['id', 'rootId', 'management', 'units', 'members', ...LEVEL_MEMBERS];

/** Members of a file that describe its world. */
export const WORLD_MEMBERS = ['account', 'accounts', 'organization', ...CONTENT];

export class WorldReader {
  readonly #nodes: Nodes;
  readonly #sources: PolicySources;
  /** Names of managed policies that the account at hand uses. */
  #references: { readonly name: string; readonly at: Place }[] = [];

  constructor(nodes: Nodes, sources: PolicySources) {
    this.#nodes = nodes;
    this.#sources = sources;
  }

  read(file: Fields): Subject {
    const accounts = this.#accounts(file);
    const tree = file.get('organization');
    return this.#nodes.isThere(tree) ? this.#organization(tree, accounts) : accounts;
  }

  /** Policies of a principal or session: documents, files, and names or ARNs of managed policies. */
  policies(of: Node, kind: PolicyKind, what: string): PolicyInput[] {
    const nodes = this.#nodes;
    if (nodes.isMapping(of) && !nodes.pairs(of, what).some(({ key }) => key === 'Statement')) {
      nodes.fault(of.at, `${what} is a list; 'inline' has policies by name`);
      return [];
    }
    const items = nodes.isList(of) ? nodes.items(of, what) : nodes.isThere(of) ? [of] : [];
    return items.flatMap((item) => this.policy(item, kind, `each of ${what}`) ?? []);
  }

  policy(of: Node, kind: PolicyKind, what: string): PolicyInput | undefined {
    const nodes = this.#nodes;
    if (!nodes.isMapping(of)) {
      const text = nodes.text(of, what);
      if (text !== undefined && !text.trimStart().startsWith('{') && !looksLikeFile(text)) {
        this.#references.push({ name: text, at: of.at });
        return text;
      }
    }
    return this.#sources.read(nodes, of, kind, what);
  }

  document(of: Node, kind: PolicyKind, what: string): PolicyText | undefined {
    return this.#nodes.isThere(of) ? this.#sources.read(this.#nodes, of, kind, what) : undefined;
  }

  #accounts(file: Fields): Account[] {
    const nodes = this.#nodes;
    const several = nodes.items(file.get('accounts'), 'accounts');
    const own = ['account', ...CONTENT].filter((name) => file.has(name));
    if (several.length > 0 && own.length > 0) {
      nodes.fault(file.get(own[0]!).at, `'${own[0]}' belongs into one of the accounts`);
    }
    if (several.length === 0) {
      const id = nodes.text(file.get('account'), 'account') ?? DEFAULT_ACCOUNT;
      return [this.#account(id, { ...file, at: file.get('account').at })].filter((one) => one !== undefined);
    }
    const accounts: Account[] = [];
    for (const node of several) {
      const fields = nodes.fields(node, 'an account', ACCOUNT_MEMBERS);
      const id = nodes.required(fields.get('id'), 'the id of an account');
      const one = this.#account(id, fields);
      if (accounts.some((other) => other.id === id))
        nodes.fault(fields.at, `account ${id} is described twice`);
      else if (one !== undefined) accounts.push(one);
    }
    return accounts;
  }

  #account(id: string, fields: Fields): Account | undefined {
    if (!isAccountId(id)) {
      this.#nodes.fault(fields.at, `'${id}' is no account id: twelve digits`);
      return undefined;
    }
    this.#references = [];
    let built = account(id, (arn) => awsManagedPolicy(arn)?.document);
    for (const kind of CONTENT) {
      for (const [name, of] of this.#entities(fields.get(kind), kind)) {
        built = this.#guarded(of, built, () => this.#add[kind](built, name, of));
      }
    }
    for (const { name, at } of this.#references) {
      if (built.managedPolicy(name) !== undefined) continue;
      const hint = 'a file has a slash, or .json, in its name';
      this.#nodes.fault(at, `account ${id} has no managed policy '${name}'; ${hint}`);
    }
    return built;
  }

  readonly #add: Readonly<
    Record<(typeof CONTENT)[number], (to: Account, name: string, of: Node) => Account>
  > = {
    policies: (to, name, of) => {
      // A seed's list has the document as a member; a mapping by name has it at once.
      const isDocument = !this.#nodes.isMapping(of) || !this.#hasMember(of, 'document');
      const fields = isDocument ? undefined : this.#nodes.fields(of, 'a policy', ['name', 'document']);
      const text = this.document(fields?.get('document') ?? of, 'managed', `the document of policy ${name}`);
      return text === undefined ? to : to.policy(name, text);
    },
    groups: (to, name, of) => to.group(name, this.#holder(this.#nodes.fields(of, 'a group', GROUP_MEMBERS))),
    users: (to, name, of) => {
      const fields = this.#nodes.fields(of, 'a user', USER_MEMBERS);
      return to.user(name, {
        ...this.#identity(fields),
        groups: this.#nodes.texts(fields.get('groups'), 'groups'),
      });
    },
    roles: (to, name, of) => {
      const fields = this.#nodes.fields(of, 'a role', ROLE_MEMBERS);
      const { at } = fields.get('trust');
      const trust = this.document(fields.get('trust'), 'trust', 'the trust policy of a role');
      if (trust === undefined) {
        if (!fields.has('trust'))
          this.#nodes.fault(at, `role ${name} has no trust policy: say whom it trusts`);
        return to;
      }
      const duration = this.#nodes.count(fields.get('maxSessionDuration'), 'maxSessionDuration');
      const isLinked = this.#nodes.boolean(fields.get('serviceLinked'), 'serviceLinked');
      return to.role(name, {
        ...this.#identity(fields),
        trust,
        ...given('maxSessionDuration', duration),
        ...given('serviceLinked', isLinked),
      });
    },
    resources: (to, arn, of) => {
      const fields = this.#nodes.fields(of, 'a resource', RESOURCE_MEMBERS);
      const policy = this.document(fields.get('policy'), 'resource', `the policy of ${arn}`);
      return to.resource(arn, {
        ...given('policy', policy),
        ...given('tags', this.#nodes.textByName(fields.get('tags'), 'tags')),
        ...given('mode', this.#nodes.oneOf(fields.get('mode'), 'mode', ['optional', 'key'])),
      });
    },
  };

  #hasMember(of: Node, name: string): boolean {
    return this.#nodes.pairs(of, 'a policy').some(({ key }) => key === name);
  }

  /** A list of mappings with a name, or a mapping by name. */
  #entities(of: Node, kind: (typeof CONTENT)[number]): [name: string, of: Node][] {
    const nodes = this.#nodes;
    if (nodes.isMapping(of)) {
      return nodes.pairs(of, kind).map(({ key, value }) => [key, value]);
    }
    const member = kind === 'resources' ? 'arn' : 'name';
    return nodes.items(of, kind).flatMap((item): [string, Node][] => {
      const found = nodes.pairs(item, `each of ${kind}`).find(({ key }) => key === member);
      if (found === undefined) nodes.fault(item.at, `each of ${kind} has a member '${member}'`);
      return found === undefined ? [] : [[nodes.required(found.value, member), item]];
    });
  }

  #holder(fields: Fields) {
    const nodes = this.#nodes;
    const inline = nodes.pairs(fields.get('inline'), 'inline').flatMap(({ key, value }) => {
      const text = this.document(value, 'inline', `the inline policy ${key}`);
      return text === undefined ? [] : [[key, text] as const];
    });
    return {
      ...given('path', nodes.text(fields.get('path'), 'path')),
      policies: this.policies(fields.get('policies'), 'inline', 'policies'),
      inline: Object.fromEntries(inline),
    };
  }

  #identity(fields: Fields) {
    const nodes = this.#nodes;
    const boundary = nodes.isThere(fields.get('boundary'))
      ? this.policy(fields.get('boundary'), 'managed', 'the boundary')
      : undefined;
    return {
      ...this.#holder(fields),
      ...given('id', nodes.text(fields.get('id'), 'id')),
      ...given('boundary', boundary),
      ...given('tags', nodes.textByName(fields.get('tags'), 'tags')),
    };
  }

  #organization(of: Node, accounts: readonly Account[]): Organization {
    const nodes = this.#nodes;
    const fields = nodes.fields(of, 'an organization', ORGANIZATION_MEMBERS);
    let tree = organization({
      id: nodes.required(fields.get('id'), 'the id of an organization'),
      ...given('management', nodes.text(fields.get('management'), 'management')),
      ...given('rootId', nodes.text(fields.get('rootId'), 'rootId')),
      ...this.#level(fields),
    });
    for (const { key, value } of nodes.pairs(fields.get('units'), 'units')) {
      const unit = nodes.fields(value, 'a unit', ['id', 'parent', ...LEVEL_MEMBERS]);
      const options = {
        ...given('id', nodes.text(unit.get('id'), 'id')),
        ...given('parent', nodes.text(unit.get('parent'), 'parent')),
        ...this.#level(unit),
      };
      tree = this.#guarded(value, tree, () => tree.unit(key, options));
    }
    const members = new Map(
      nodes.pairs(fields.get('members'), 'members').map(({ key, value }) => [key, value]),
    );
    for (const one of accounts) {
      const value = members.get(one.id);
      members.delete(one.id);
      if (value === undefined && fields.has('members')) tree = tree.outside(one);
      else tree = this.#member(tree, one, value ?? { node: undefined, at: fields.at });
    }
    for (const [id, { at }] of members) nodes.fault(at, `account ${id} is not described`);
    return tree;
  }

  #member(tree: Organization, one: Account, of: Node): Organization {
    const fields = this.#nodes.fields(of, 'a member', ['unit', ...LEVEL_MEMBERS]);
    const options = {
      ...given('unit', this.#nodes.text(fields.get('unit'), 'unit')),
      ...this.#level(fields),
    };
    return this.#guarded(of, tree, () => tree.account(one, options));
  }

  #level(fields: Fields): LevelOptions {
    const attached = (name: 'scps' | 'rcps', kind: 'scp' | 'rcp') => {
      const of = fields.get(name);
      const items = this.#nodes.isList(of) || !this.#nodes.isThere(of) ? this.#nodes.items(of, name) : [of];
      return items.flatMap((item) => this.document(item, kind, `each of ${name}`) ?? []);
    };
    return {
      scps: attached('scps', 'scp'),
      rcps: attached('rcps', 'rcp'),
      ...given('fullAwsAccess', this.#nodes.boolean(fields.get('fullAwsAccess'), 'fullAwsAccess')),
    };
  }

  /** What cannot be built is a fault of the file; what was there goes on without it. */
  #guarded<T>({ at }: Node, before: T, build: () => T): T {
    try {
      return build();
    } catch (error) {
      this.#nodes.fault(at, (error as Error).message);
      return before;
    }
  }
}

/** A member, if there is a value for it. */
export function given<K extends string, V>(name: K, value: V | undefined): { readonly [N in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in K]?: V });
}
