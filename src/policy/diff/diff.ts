/** What two versions of a policy decide differently. */
import { compile } from '../compile.ts';
import type { PolicyDocument } from '../document.ts';
import type { PolicyKind } from '../issue.ts';
import type { AttachedPolicy } from '../model.ts';
import { type Caller, callersFor, HOLDER } from './callers.ts';
import { type Cell, DecisionTree, type Leaf, type Literal } from './cell.ts';
import { Effort, type Shortfall } from './effort.ts';
import { FAMILY_OF, type Family, type Given, SETTINGS } from './givens.ts';
import { gradesBy } from './grades.ts';
import { leafKey } from './join.ts';
import { askResource, NO_CONTEXT } from './probe.ts';
import { type Rule, rulesOf } from './rules.ts';
import {
  actionGroups,
  callerGroups,
  type Group,
  type ResourceRule,
  ResourceStage,
  type Sorting,
  unmarked,
} from './stages.ts';
import { type PatternTerm, termsFor } from './terms.ts';
import { type Versions, type Witness, witnessFinder } from './witness.ts';

/** One version: a document, or several of one kind that speak together. */
export type PolicyVersions = PolicyDocument | readonly PolicyDocument[];

export interface DiffOptions {
  /** The actions that exist (`s3:GetObject` …), so that no other is looked at. By default any name is an action. */
  readonly actions?: Iterable<string>;
  /** How much work to do before it is given up, in steps of about a tenth of a microsecond. 10,000,000 by default. */
  readonly steps?: number;
}

/** A condition of a region: it holds, or does not, for every request of it. */
export type RegionCondition =
  | {
      readonly operator: string;
      readonly key: string;
      readonly values: readonly string[];
      readonly holds: boolean;
    }
  /** The resource is like a pattern with variables. */
  | { readonly resource: string; readonly holds: boolean }
  /** One of them at least. */
  | { readonly anyOf: readonly RegionCondition[] };

/** Requests that the versions decide differently, and one of them. */
export interface PolicyChange {
  /** Each term is an alternative. */
  readonly actions: readonly PatternTerm[];
  readonly resources: readonly PatternTerm[];
  /** In words; of policies without Principal elements, whoever holds them. */
  readonly principals: readonly string[];
  /** All of them. */
  readonly conditions: readonly RegionCondition[];
  /** What else there is. The same difference shows in each of the settings. */
  readonly given: readonly Given[];
  readonly witness: Witness;
}

export interface PolicyDifference {
  readonly newlyAllowed: readonly PolicyChange[];
  readonly newlyRefused: readonly PolicyChange[];
  /** Whether the lists are proven to be complete. */
  readonly exact: boolean;
  /** Why they are not; empty if they are. */
  readonly shortfalls: readonly Shortfall[];
}

const DEFAULT_STEPS = 10_000_000;

/** A document that a family's policies are asked as. */
const KIND_OF: Readonly<Record<Family, PolicyKind>> = {
  identity: 'inline',
  session: 'session',
  scp: 'scp',
  rcp: 'rcp',
  resource: 'resource',
  trust: 'trust',
  endpoint: 'endpoint',
};

/** Families whose statements name callers in a way that matters. */
const NAMES_CALLERS: ReadonlySet<Family> = new Set<Family>(['resource', 'trust', 'endpoint']);

/** Actions that RCPs do not bind (AWS Organizations User Guide, "Resource control policies"). */
const WITHOUT_RCP_SUPPORT = ['iam:*', 'kms:RetireGrant'];

/**
 * The requests that `after` allows and `before` does not, and the other way around, as regions with a request for each
 * that both versions were asked. Complete (`exact`) over all actions of the form `prefix:name`, all ARNs and "no
 * resource", all callers, and all contexts in which a key has several values only where a condition uses
 * `ForAllValues` or `ForAnyValue` on it or AWS documents it so. Never throws on documents that `parse` accepts; costs
 * bounded time.
 * @throws TypeError when the documents are not all of one kind, or several where AWS has one (resource, trust, endpoint).
 */
export function diff(
  before: PolicyVersions,
  after: PolicyVersions,
  options: DiffOptions = {},
): PolicyDifference {
  const [old, young] = [listOf(before), listOf(after)];
  const family = familyOf([...old, ...young]);
  refuseSeveral(family, old, young);
  const effort = new Effort(options.steps ?? DEFAULT_STEPS);
  const regions = new Comparison(family, old, young, effort).regions(options.actions);
  const shortfalls = effort.shortfalls;
  return {
    newlyAllowed: regions.flatMap(({ leaf, ...region }) => changeOf(region, leaf, leaf.allowed)),
    newlyRefused: regions.flatMap(({ leaf, ...region }) => changeOf(region, leaf, leaf.refused)),
    exact: shortfalls.length === 0,
    shortfalls,
  };
}

function listOf(version: PolicyVersions): readonly PolicyDocument[] {
  return 'statements' in version ? [version] : version;
}

function familyOf(documents: readonly PolicyDocument[]): Family {
  const families = new Set(documents.map(({ kind }) => FAMILY_OF[kind]));
  if (families.size > 1) {
    throw new TypeError(`policies of different kinds cannot be compared: ${[...families].join(', ')}`);
  }
  return [...families][0] ?? 'identity';
}

function refuseSeveral(family: Family, ...versions: readonly (readonly PolicyDocument[])[]): void {
  if (NAMES_CALLERS.has(family) && versions.some((documents) => documents.length > 1)) {
    throw new TypeError(`of ${family} policies there is one, so that several cannot be compared as one set`);
  }
}

/** A region whose actions are classes of one sorting still. */
interface Region {
  readonly actions: readonly PatternTerm[];
  readonly resources: readonly PatternTerm[];
  readonly principals: readonly string[];
  readonly leaf: Found;
}

function changeOf(
  region: Omit<Region, 'leaf'>,
  { clauses, witness }: Found,
  given: readonly Given[],
): PolicyChange[] {
  const conditions = clauses.map((clause): RegionCondition => {
    const [first, ...more] = clause.map(conditionOf);
    return more.length === 0 ? first! : { anyOf: [first!, ...more] };
  });
  return given.length === 0 ? [] : [{ ...region, conditions, given, witness }];
}

function conditionOf({ atom, holds }: Literal): RegionCondition {
  return atom.kind === 'resource' ? { resource: atom.pattern, holds } : { ...atom.condition, holds };
}

/** Differing requests, one of them found. */
type Found = Leaf & { readonly witness: Witness };

class Comparison {
  readonly #family: Family;
  readonly #effort: Effort;
  readonly #rules: readonly Rule[];
  readonly #callers: readonly Caller[];
  readonly #resources: ResourceStage;
  readonly #tree: DecisionTree;
  readonly #gradeOf: ReturnType<typeof gradesBy>;
  readonly #witnessOf: (cell: Cell, leaf: Leaf) => Witness | undefined;
  /** The patterns of the action at hand. */
  #sorting: Sorting = { classes: [], patterns: [] };

  constructor(
    family: Family,
    before: readonly PolicyDocument[],
    after: readonly PolicyDocument[],
    effort: Effort,
  ) {
    this.#family = family;
    this.#effort = effort;
    this.#rules = rulesOf(before, after);
    this.#resources = new ResourceStage(effort);
    const kind = KIND_OF[family];
    const settings = SETTINGS[family];
    const namesCallers = NAMES_CALLERS.has(family);
    const elements = this.#rules.flatMap(({ principal }) => principal ?? []);
    this.#callers = namesCallers ? callersFor(elements, effort) : [HOLDER];
    this.#gradeOf = gradesBy(kind, settings, effort);
    const versions: Versions = {
      before: before.map(attached),
      after: after.map(attached),
      settings,
      namesCallers,
    };
    this.#witnessOf = witnessFinder(versions, (resource, cell) => this.#isAlike(resource, cell));
    this.#tree = new DecisionTree({ kind, settings, effort });
  }

  /** Whether two resources match the same patterns, variables aside. */
  #isAlike(resource: string, cell: Cell): boolean {
    return this.#sorting.patterns.every((marked) => {
      const [pattern, variables] = unmarked(marked);
      const ask = askResource(variables ? pattern.replace(/\$\{[^*?$}][^}]*\}/g, '*') : pattern, variables);
      return ask(resource, NO_CONTEXT) === ask(cell.resource, NO_CONTEXT);
    });
  }

  regions(known: Iterable<string> | undefined): Region[] {
    const apart = this.#family === 'rcp' ? WITHOUT_RCP_SUPPORT : [];
    const actions = actionGroups(this.#rules, known && [...known], apart, this.#effort);
    const all = actions.groups.flatMap((group) =>
      this.#regionsOf(group.text, group.spoken).map((region) => ({ ...region, members: group.members })),
    );
    return alike(all, ({ leaf, resources, principals }) =>
      JSON.stringify([leafKey(leaf), resources, principals]),
    ).map(([first, same]) => ({
      actions: termsFor(
        new Set(same.flatMap(({ members }) => members)),
        actions.sorting.classes,
        actions.sorting.patterns,
      ),
      resources: first.resources,
      principals: first.principals,
      leaf: first.leaf,
    }));
  }

  /** The regions of one action. */
  #regionsOf(action: string, rules: readonly Rule[]): Omit<Region, 'actions'>[] {
    const { groups, sorting } = this.#resources.groups(rules);
    this.#sorting = sorting;
    const all = groups.flatMap((group) =>
      this.#regionsOn(action, group).map((region) => ({ ...region, members: group.members })),
    );
    return alike(all, ({ leaf, principals }) => JSON.stringify([leafKey(leaf), principals])).map(
      ([first, same]) => ({
        resources: this.#resourceTerms(new Set(same.flatMap(({ members }) => members)), sorting),
        principals: first.principals,
        leaf: first.leaf,
      }),
    );
  }

  /** A trust policy means its role, and its actions no other resource. */
  #resourceTerms(members: ReadonlySet<number>, { classes, patterns }: Sorting): PatternTerm[] {
    if (this.#family === 'trust') return [];
    return termsFor(
      members,
      classes,
      patterns.map((pattern) => unmarked(pattern)[0]),
    );
  }

  /** The regions of one action and resource. */
  #regionsOn(action: string, { text, spoken }: Group<ResourceRule>): { principals: string[]; leaf: Found }[] {
    const all = callerGroups(this.#callers, spoken, this.#gradeOf).flatMap(({ callers, rules }) => {
      const cell = { action, resource: text, caller: callers[0]!, rules };
      return this.#foundIn(cell).map((leaf) => ({ leaf, callers }));
    });
    return alike(all, ({ leaf }) => leafKey(leaf)).map(([first, same]) => ({
      leaf: first.leaf,
      principals: [...new Set(same.flatMap(({ callers }) => callers.flatMap(({ words }) => words)))],
    }));
  }

  #foundIn(cell: Cell): Found[] {
    return this.#tree.leavesOf(cell).flatMap((leaf) => {
      const witness = this.#witnessOf(cell, leaf);
      if (witness !== undefined) return [{ ...leaf, witness }];
      this.#effort.fallShort('variables');
      return [];
    });
  }
}

function attached(document: PolicyDocument, at: number): AttachedPolicy {
  return { policy: compile(document), source: { kind: document.kind, name: `policy ${at + 1}` } };
}

/** Items by what they have in common, the first of each beside all. */
function alike<Item>(items: readonly Item[], keyOf: (item: Item) => string): [first: Item, same: Item[]][] {
  const groups = new Map<string, [Item, Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item, [item]]);
    else group[1].push(item);
  }
  return [...groups.values()];
}
