/** The cases of a test file: groups, defaults and lists become single questions. */
import type {
  AssumeQuestion,
  Details,
  Endpoint,
  Expectation,
  PrincipalInput,
  Question,
} from '../../../testing/index.ts';
import { principalName } from '../../../testing/index.ts';
import type { Fields, Node, Nodes, Place } from './nodes.ts';
import { readPrincipal } from './principal-reader.ts';
import { given, type WorldReader } from './world-reader.ts';

export interface Case {
  readonly name: string;
  readonly at: Place;
  readonly asked: { readonly question: Question } | { readonly assume: AssumeQuestion };
  readonly expected: Expectation;
}

/** Members that a case inherits from its group, and a group from the defaults. */
const INHERITED = [
  'principal',
  'action',
  'resource',
  'resourceAccount',
  'context',
  'region',
  'endpoint',
  'assume',
  'sessionName',
  'externalId',
  'duration',
  'tags',
  'transitiveTags',
  'sourceIdentity',
  'mfa',
  'expect',
] as const;
type Inherited = (typeof INHERITED)[number];

const ONLY_ASSUMING: readonly Inherited[] = [
  'sessionName',
  'externalId',
  'duration',
  'tags',
  'transitiveTags',
  'sourceIdentity',
  'mfa',
];
const ONLY_ASKING: readonly Inherited[] = ['action', 'resource', 'resourceAccount'];

const VERDICTS = ['allow', 'deny', 'implicitDeny', 'explicitDeny'] as const;
const DECIDERS = [
  'identity',
  'boundary',
  'session',
  'resource',
  'trust',
  'scp',
  'rcp',
  'endpoint',
  'root',
  'rule',
] as const;

type Inheritance = Readonly<Partial<Record<Inherited, readonly Node[]>>>;

export class CaseReader {
  readonly #nodes: Nodes;
  readonly #world: WorldReader;

  constructor(nodes: Nodes, world: WorldReader) {
    this.#nodes = nodes;
    this.#world = world;
  }

  read(file: Fields): Case[] {
    const defaults = this.#inherit({}, this.#nodes.fields(file.get('defaults'), 'defaults', INHERITED));
    const tests = file.get('tests');
    const items = this.#nodes.items(tests, 'tests');
    if (items.length === 0 && this.#nodes.faults.length === 0)
      this.#nodes.fault(tests.at, 'there are no tests');
    return items.flatMap((item) => this.#test(item, defaults, []));
  }

  #test(of: Node, above: Inheritance, names: readonly string[]): Case[] {
    const nodes = this.#nodes;
    const fields = nodes.fields(of, 'a test', ['name', 'cases', ...INHERITED]);
    const name = nodes.text(fields.get('name'), 'name');
    const path = name === undefined ? names : [...names, name];
    const inherited = this.#inherit(above, fields);
    if (!fields.has('cases')) return this.#cases(fields.at, inherited, path, name !== undefined);
    const cases = nodes.items(fields.get('cases'), 'cases');
    if (cases.length === 0) nodes.fault(fields.get('cases').at, 'cases is a list of tests, and empty');
    return cases.flatMap((item) => this.#test(item, inherited, path));
  }

  /** A context adds to the one above; everything else replaces it. */
  #inherit(above: Inheritance, fields: Fields): Inheritance {
    const own = INHERITED.filter((name) => fields.has(name));
    const said = Object.fromEntries(
      own.map((name) => [name, [...(name === 'context' ? (above.context ?? []) : []), fields.get(name)]]),
    );
    return { ...above, ...said };
  }

  /** One case for each combination of principal, action and resource, or of principal and role. */
  #cases(at: Place, from: Inheritance, names: readonly string[], isNamed: boolean): Case[] {
    const nodes = this.#nodes;
    const expected = this.#expectation(at, from);
    const principals = this.#each(from, 'principal').map((of) => readPrincipal(of, nodes, this.#world));
    if (principals.length === 0) nodes.fault(at, 'a test says who asks: principal');
    const isAssuming = from.assume !== undefined;
    const questions = isAssuming ? this.#assumptions(at, from) : this.#questions(at, from);
    if (expected === undefined) return [];
    const isAlone = principals.length * questions.length === 1;
    return principals.flatMap((principal) =>
      questions.map(({ asks, what }): Case => {
        const told = `${principal === undefined ? '' : principalName(principal)}: ${what}`;
        const parts = isNamed && isAlone ? names : [...names, told];
        return { name: parts.join(' › '), at, asked: asks(principal ?? ''), expected };
      }),
    );
  }

  #questions(at: Place, from: Inheritance) {
    const nodes = this.#nodes;
    this.#refuse(from, ONLY_ASSUMING, "only with 'assume'");
    const actions = this.#texts(from, 'action');
    const resources = this.#texts(from, 'resource');
    if (actions.length === 0) nodes.fault(at, 'a test says what is asked: action, or assume');
    if (resources.length === 0)
      nodes.fault(at, "a test says the resource: an ARN, or '*' for an action without one");
    const resourceAccount = this.#text(from, 'resourceAccount');
    const setting = this.#setting(from);
    return actions.flatMap((action) =>
      resources.map((resource) => ({
        what: `${action} on ${resource}`,
        asks: (principal: PrincipalInput): Case['asked'] => ({
          question: { ...setting, principal, action, resource, ...given('resourceAccount', resourceAccount) },
        }),
      })),
    );
  }

  #assumptions(at: Place, from: Inheritance) {
    const nodes = this.#nodes;
    this.#refuse(from, ONLY_ASKING, "not with 'assume'");
    const roles = this.#texts(from, 'assume');
    if (roles.length === 0) nodes.fault(at, 'assume names a role');
    const options = {
      ...this.#setting(from),
      ...given('sessionName', this.#text(from, 'sessionName')),
      ...given('externalId', this.#text(from, 'externalId')),
      ...given(
        'duration',
        this.#with(from, 'duration', (of) => nodes.count(of, 'duration')),
      ),
      ...given(
        'tags',
        this.#with(from, 'tags', (of) => nodes.textByName(of, 'tags')),
      ),
      ...given(
        'transitiveTags',
        this.#with(from, 'transitiveTags', (of) => nodes.texts(of, 'transitiveTags')),
      ),
      ...given('sourceIdentity', this.#text(from, 'sourceIdentity')),
      ...given(
        'mfa',
        this.#with(from, 'mfa', (of) => nodes.boolean(of, 'mfa')),
      ),
    };
    return roles.map((role) => ({
      what: `assuming ${role}`,
      asks: (principal: PrincipalInput): Case['asked'] => ({ assume: { ...options, principal, role } }),
    }));
  }

  #setting(from: Inheritance) {
    const nodes = this.#nodes;
    const context = (from.context ?? []).map((of) => nodes.valuesByName(of, 'context'));
    return {
      ...(context.length === 0
        ? {}
        : { context: Object.assign({}, ...context) as Question['context'] & object }),
      ...given('region', this.#text(from, 'region')),
      ...given(
        'endpoint',
        this.#with(from, 'endpoint', (of) => this.#endpoint(of)),
      ),
    };
  }

  #endpoint(of: Node): Endpoint {
    const fields = this.#nodes.fields(of, 'an endpoint', ['id', 'vpc', 'policy']);
    return {
      ...given('id', this.#nodes.text(fields.get('id'), 'id')),
      ...given('vpc', this.#nodes.text(fields.get('vpc'), 'vpc')),
      ...given('policy', this.#world.document(fields.get('policy'), 'endpoint', 'the policy of an endpoint')),
    };
  }

  #expectation(at: Place, from: Inheritance): Expectation | undefined {
    const nodes = this.#nodes;
    const of = from.expect?.at(-1);
    if (of === undefined) {
      nodes.fault(at, `a test says what it expects: expect, one of ${VERDICTS.join(', ')}`);
      return undefined;
    }
    if (!nodes.isMapping(of)) {
      const verdict = nodes.oneOf(of, 'expect', VERDICTS);
      return verdict && { verdict };
    }
    const fields = nodes.fields(of, 'expect', ['verdict', 'by', 'sid', 'policy', 'reason']);
    const verdict = nodes.oneOf(fields.get('verdict'), 'verdict', VERDICTS);
    if (!fields.has('verdict')) nodes.fault(fields.at, `expect has a verdict, one of ${VERDICTS.join(', ')}`);
    const details: Details = {
      ...given('by', nodes.oneOf(fields.get('by'), 'by', DECIDERS)),
      ...given('sid', nodes.text(fields.get('sid'), 'sid')),
      ...given('policy', nodes.text(fields.get('policy'), 'policy')),
      ...given('reason', nodes.text(fields.get('reason'), 'reason')),
    };
    return verdict && { ...details, verdict };
  }

  #refuse(from: Inheritance, names: readonly Inherited[], when: string): void {
    for (const name of names) {
      const of = from[name]?.at(-1);
      if (of !== undefined) this.#nodes.fault(of.at, `'${name}' has a meaning ${when}`);
    }
  }

  /** The items of a list, or the one value. */
  #each(from: Inheritance, name: Inherited): Node[] {
    const of = from[name]?.at(-1);
    if (of === undefined) return [];
    return this.#nodes.isList(of) ? this.#nodes.items(of, name) : [of];
  }

  #texts(from: Inheritance, name: Inherited): string[] {
    return this.#each(from, name).map((of) => this.#nodes.required(of, name));
  }

  #text(from: Inheritance, name: Inherited): string | undefined {
    return this.#with(from, name, (of) => this.#nodes.text(of, name));
  }

  #with<T>(from: Inheritance, name: Inherited, read: (of: Node) => T): T | undefined {
    const of = from[name]?.at(-1);
    return of === undefined ? undefined : read(of);
  }
}
