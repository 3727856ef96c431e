/**
 * The requests of one action, resource and caller, and where the versions differ on them: a decision tree over the
 * conditions that matter. A branch ends where every version's verdict is known, or nothing is left that only one has.
 */
import { decide } from '../decide.ts';
import type { Effect } from '../document.ts';
import type { PolicyKind } from '../issue.ts';
import type { ContextValue } from '../model.ts';
import type { Caller } from './callers.ts';
import type { Effort } from './effort.ts';
import { type Given, ownerFor, type Setting } from './givens.ts';
import { type Branch, joined } from './join.ts';
import { type ValueClass, valuesOf } from './key-values.ts';
import { type LiveRule, type Standing, standingKey, standingsAfter } from './live-rule.ts';
import { askCondition, NO_CONTEXT, policySaying } from './probe.ts';
import type { Atom, ConditionAtom } from './rules.ts';

export interface Cell {
  readonly action: string;
  readonly resource: string;
  readonly caller: Caller;
  readonly rules: readonly LiveRule[];
}

export interface Literal {
  readonly atom: Atom;
  readonly holds: boolean;
}

/** One of the literals is true. */
export type Clause = readonly Literal[];

/** What is known of one request: which atoms hold, and the values that were picked for keys. */
export interface Case {
  readonly truths: readonly (readonly [atom: Atom, holds: boolean])[];
  readonly picks: ReadonlyMap<string, ContextValue | undefined>;
}

/** In which settings the versions differ. */
export interface Differing {
  readonly allowed: readonly Given[];
  readonly refused: readonly Given[];
}

/** Requests on which the versions differ: those for which all clauses hold. */
export interface Leaf extends Differing {
  readonly clauses: readonly Clause[];
  /** Of some of them. */
  readonly cases: readonly Case[];
}

export interface TreeTools {
  readonly kind: PolicyKind;
  readonly settings: readonly Setting[];
  /** For all cells; each may take a share of what is left. */
  readonly effort: Effort;
}

const SHARE_OF_A_CELL = 0.1;

type Version = 'before' | 'after';

export class DecisionTree {
  readonly #tools: TreeTools;
  readonly #values = new Map<string, readonly ValueClass[]>();
  readonly #verdicts = new Map<string, boolean>();
  /** For one cell. */
  #effort: Effort;
  /** Of one cell: what follows when the same rules are left. */
  #leaves = new Map<string, readonly Leaf[]>();

  constructor(tools: TreeTools) {
    this.#tools = tools;
    this.#effort = tools.effort;
  }

  /** Where the versions differ on the cell's requests. */
  leavesOf(cell: Cell): readonly Leaf[] {
    this.#leaves = new Map();
    this.#effort = this.#tools.effort.share(SHARE_OF_A_CELL);
    return this.#explore(
      cell,
      cell.rules.map((rule) => ({ rule, open: rule.requirements })),
    );
  }

  #explore(cell: Cell, standings: readonly Standing[]): readonly Leaf[] {
    if (!this.#effort.take(20 * standings.length)) {
      this.#effort.fallShort('combinations');
      return [];
    }
    const left = standings.map((standing) => ({ standing, key: standingKey(standing) }));
    if (saysTheSame(left)) return [];
    const key = left
      .map((one) => `${one.standing.rule.before}${one.standing.rule.after} ${one.key}`)
      .join('\n');
    const remembered = this.#leaves.get(key);
    if (remembered !== undefined) return remembered;
    const differing = this.#differing(cell, standings);
    const leaves = differing === undefined ? this.#split(cell, standings) : leafOf(differing);
    this.#leaves.set(key, leaves);
    return leaves;
  }

  /** In which settings the versions differ; `undefined` while a verdict hangs on open conditions. */
  #differing(cell: Cell, standings: readonly Standing[]): Differing | undefined {
    const allowed: Given[] = [];
    const refused: Given[] = [];
    for (const setting of this.#tools.settings) {
      if (!setting.fits(cell.caller.principal)) continue;
      const before = this.#verdict('before', cell, standings, setting);
      const after = this.#verdict('after', cell, standings, setting);
      if (before === undefined || after === undefined) return undefined;
      if (after && !before) allowed.push(setting.given);
      if (before && !after) refused.push(setting.given);
    }
    return { allowed, refused };
  }

  /**
   * Whether a version allows; `undefined` if that hangs on open conditions. More that allows never refuses, and more
   * that denies never allows.
   */
  #verdict(
    version: Version,
    cell: Cell,
    standings: readonly Standing[],
    setting: Setting,
  ): boolean | undefined {
    const own = standings.filter(({ rule }) => rule[version]);
    const certain = (effect: Effect) =>
      own.filter(({ rule, open }) => rule.effect !== effect || open.length === 0);
    if (this.#allows(certain('Allow'), cell, setting)) return true;
    return this.#allows(certain('Deny'), cell, setting) ? undefined : false;
  }

  /** The engine's verdict on rules as if all their conditions held. */
  #allows(standings: readonly Standing[], { caller, action, resource }: Cell, setting: Setting): boolean {
    const rules = new Map(standings.map(({ rule }) => [`${rule.effect} ${rule.grade}`, rule]));
    const key = [setting.given, caller.key, action, ...[...rules.keys()].sort()].join(' | ');
    const remembered = this.#verdicts.get(key);
    if (remembered !== undefined) return remembered;
    const policy = policySaying(this.#tools.kind, [...rules.values()]);
    const resourceAccount = ownerFor(setting, caller.principal);
    const request = { principal: caller.principal, action, resource, resourceAccount, context: NO_CONTEXT };
    this.#effort.take(100);
    const allows = decide(request, setting.setsWith([policy])).verdict === 'allowed';
    this.#verdicts.set(key, allows);
    return allows;
  }

  #split(cell: Cell, standings: readonly Standing[]): readonly Leaf[] {
    const ways = this.#branches(standings);
    this.#effort.take(4 * ways.length ** 2 * (ways[0]?.literals.length ?? 0));
    const branches = ways.map(({ literals, known }): Branch => {
      const truths = new Map(known.truths.map(([atom, holds]) => [atom.id, holds]));
      const leaves = this.#explore(cell, standingsAfter(standings, truths));
      return { literals, leaves: leaves.map((leaf) => ({ ...leaf, cases: leaf.cases.map(addedTo(known)) })) };
    });
    return joined(branches);
  }

  /** The ways in which the next open atoms can come out. */
  #branches(standings: readonly Standing[]): { literals: Literal[]; known: Case }[] {
    const atom = firstOpen(standings);
    if (atom.kind === 'resource' || atom.asks.length > 0) {
      return [true, false].map((holds) => ({
        literals: [{ atom, holds }],
        known: { truths: [[atom, holds]], picks: new Map() },
      }));
    }
    const ofKey = conditionsOn(atom.key, standings);
    const constant = ofKey.filter((one) => one.asks.length === 0);
    return this.#valuesFor(constant).map(({ value, truths }) => {
      const literals = constant.map((one, at) => ({ atom: one, holds: truths[at]! }));
      // A condition on a key that the request lacks asks no variables.
      const decided = value === undefined ? ofKey.filter((one) => one.asks.length > 0) : [];
      const known = [...literals, ...decided.map((one) => ({ atom: one, holds: holdsWithout(one) }))];
      return {
        literals,
        known: {
          truths: known.map((one) => [one.atom, one.holds] as const),
          picks: new Map([[atom.key, value]]),
        },
      };
    });
  }

  #valuesFor(conditions: readonly ConditionAtom[]): readonly ValueClass[] {
    const key = conditions.map(({ id }) => id).join();
    const remembered = this.#values.get(key);
    if (remembered !== undefined) return remembered;
    const values = valuesOf(conditions, this.#effort);
    this.#values.set(key, values);
    return values;
  }
}

function leafOf(differing: Differing): Leaf[] {
  const cases = [{ truths: [], picks: new Map() }];
  return differing.allowed.length + differing.refused.length === 0
    ? []
    : [{ ...differing, clauses: [], cases }];
}

function addedTo(known: Case): (one: Case) => Case {
  return ({ truths, picks }) => ({
    truths: [...known.truths, ...truths],
    picks: new Map([...known.picks, ...picks]),
  });
}

function holdsWithout({ condition, variables }: ConditionAtom): boolean {
  return askCondition(condition, variables)(NO_CONTEXT);
}

/** Whether both versions are left with the same rules. */
function saysTheSame(left: readonly { readonly standing: Standing; readonly key: string }[]): boolean {
  const keys = (version: Version) =>
    new Set(left.filter(({ standing }) => standing.rule[version]).map(({ key }) => key));
  const before = keys('before');
  const after = keys('after');
  return before.size === after.size && [...before].every((key) => after.has(key));
}

/** What to ask next: of rules that only one version has, if they are open, and what needs no variables first. */
function firstOpen(standings: readonly Standing[]): Atom {
  const open = standings.filter((standing) => standing.open.length > 0);
  const changed = open.filter(({ rule }) => rule.before !== rule.after);
  const atoms = [...changed, ...open].flatMap((standing) => standing.open.flatMap((one) => one.atoms));
  return atoms.find((atom) => atom.kind === 'condition' && atom.asks.length === 0) ?? atoms[0]!;
}

function conditionsOn(key: string, standings: readonly Standing[]): ConditionAtom[] {
  const atoms = new Map<string, ConditionAtom>();
  for (const { open } of standings) {
    for (const atom of open.flatMap((one) => one.atoms)) {
      if (atom.kind === 'condition' && atom.key === key) atoms.set(atom.id, atom);
    }
  }
  return [...atoms.values()];
}
