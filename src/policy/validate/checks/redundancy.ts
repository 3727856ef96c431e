/** Checks of what a document says twice, and of what it says in vain. */
import type { JsonScalar } from '../../json-node.ts';
import {
  coversAction,
  coversResource,
  type PartedPattern,
  readActionRelation,
  readResourceRelation,
} from '../../pattern-relation.ts';
import { ALL, analyzer, type Check, type Remark, userGuide, WITH_RESOURCE } from '../check.ts';
import type { DocumentSubject, ElementSubject, StatementSubject } from '../subject.ts';

/**
 * Comparing every pattern with every other one costs the square of their number. A document within its quota takes some
 * hundred thousand steps; one that takes more than these is compared in part.
 */
const STEPS = 4_000_000;

class Comparison {
  #left = STEPS;

  get isExhausted(): boolean {
    return this.#left < 0;
  }

  /** Whether the one covers the other; false once the steps are used up. */
  holds(covers: Covers, wide: PartedPattern, narrow: PartedPattern): boolean {
    this.#left -= 10;
    if (this.#left < 0 || !mayCover(wide, narrow)) return false;
    this.#left -= wide.length * narrow.length;
    return this.#left >= 0 && covers(wide, narrow);
  }
}

type Covers = (wide: PartedPattern, narrow: PartedPattern) => boolean;

interface Listed {
  readonly value: JsonScalar;
  readonly pattern: PartedPattern;
}

/** Values that another one of the list covers; of equal ones all but the first. */
function* redundantValues(
  listed: readonly Listed[],
  covers: Covers,
  comparison: Comparison,
  keyOf: (raw: string) => string,
): Iterable<readonly [Listed, Listed]> {
  const first = new Map<string, Listed>();
  const wide = listed.filter(({ pattern }) => !pattern.literal);
  for (const narrow of listed) {
    const same = first.get(keyOf(narrow.pattern.raw));
    if (same !== undefined) {
      yield [narrow, same];
      continue;
    }
    first.set(keyOf(narrow.pattern.raw), narrow);
    if (comparison.isExhausted) return;
    const other = wide.find(
      (one) =>
        one !== narrow &&
        comparison.holds(covers, one.pattern, narrow.pattern) &&
        // Of two that mean the same the later one is redundant.
        !(one.value.start > narrow.value.start && comparison.holds(covers, narrow.pattern, one.pattern)),
    );
    if (other !== undefined) yield [narrow, other];
  }
}

/** A cheap look before the comparison: the letters before the first wildcard must agree. */
function mayCover(wide: PartedPattern, narrow: PartedPattern): boolean {
  if (wide.everything) return true;
  const end = wide.raw.search(/[*?$]/);
  const head = end < 0 ? wide.raw : wide.raw.slice(0, end);
  const start = narrow.raw.slice(0, head.length);
  return start.length === head.length && (start === head || start.toLowerCase() === head.toLowerCase());
}

const ACTIONS = new WeakMap<StatementSubject, readonly Listed[]>();
const RESOURCES = new WeakMap<StatementSubject, readonly Listed[]>();

function actionsOf(statement: StatementSubject): readonly Listed[] {
  const listed =
    ACTIONS.get(statement) ??
    statement.action.values.map((value) => ({ value, pattern: readActionRelation(value.text) }));
  ACTIONS.set(statement, listed);
  return listed;
}

function resourcesOf(statement: StatementSubject): readonly Listed[] {
  const listed = RESOURCES.get(statement) ?? readResources(statement);
  RESOURCES.set(statement, listed);
  return listed;
}

/** Without those that match nothing. */
function readResources({ resource, variables }: StatementSubject): Listed[] {
  return (resource?.values ?? []).flatMap((value) => {
    const pattern = readResourceRelation(value.text, variables);
    return pattern === undefined ? [] : [{ value, pattern }];
  });
}

function redundantCheck(
  code: 'redundant-action' | 'redundant-resource',
  what: string,
  listedIn: (statement: StatementSubject) => readonly Listed[],
  covers: Covers,
  keyOf: (raw: string) => string,
): Check {
  return {
    code,
    severity: 'suggestion',
    title: `Redundant ${what}`,
    kinds: code === 'redundant-action' ? ALL : WITH_RESOURCE,
    why: `The ${what} lies within another one of the list, or stands twice: it changes nothing and counts in the size.`,
    mend: 'Remove it, or the wider one if that was not meant.',
    docs: analyzer(`suggestion-${code}`),
    *find({ statements }) {
      const comparison = new Comparison();
      for (const statement of statements)
        for (const [narrow, wide] of redundantValues(listedIn(statement), covers, comparison, keyOf))
          yield { at: narrow.value, message: `"${narrow.value.text}" is within "${wide.value.text}".` };
    },
  };
}

/** What of a statement can be compared: the same conditions and principals, and positive elements. */
interface Comparable {
  readonly statement: StatementSubject;
  readonly actions: readonly Listed[];
  readonly resources: readonly Listed[];
  readonly conditions: string;
  readonly principals: string;
}

function comparable(statement: StatementSubject): Comparable | undefined {
  const { action, resource, principal } = statement;
  if (action.not || resource?.not === true || principal?.not === true) return undefined;
  const conditions = statement.source.conditions.map((one) =>
    JSON.stringify([one.operator, one.key.toLowerCase(), one.values.toSorted()]),
  );
  const principals = (principal?.entries ?? []).map(({ type, value }) => `${type} ${value}`).toSorted();
  return {
    statement,
    actions: actionsOf(statement),
    resources: resourcesOf(statement),
    conditions: conditions.toSorted().join(),
    principals: principals.join(),
  };
}

function coversAll(
  wide: readonly Listed[],
  narrow: readonly Listed[],
  covers: Covers,
  comparison: Comparison,
): boolean {
  return narrow.every((one) => wide.some((other) => comparison.holds(covers, other.pattern, one.pattern)));
}

function coversStatement(wide: Comparable, narrow: Comparable, comparison: Comparison): boolean {
  return (
    coversAll(wide.actions, narrow.actions, coversAction, comparison) &&
    coversAll(wide.resources, narrow.resources, coversResource, comparison)
  );
}

/** Statements among which only those of one group can cover one another. */
function grouped(document: DocumentSubject, keyOf: (one: Comparable) => string): Comparable[][] {
  const groups = new Map<string, Comparable[]>();
  for (const statement of document.statements) {
    const one = comparable(statement);
    if (one === undefined) continue;
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function nameOf({ source }: StatementSubject): string {
  return source.sid ? `statement ${source.sid}` : `statement ${source.index + 1}`;
}

function* redundantStatements(document: DocumentSubject): Iterable<Remark> {
  const comparison = new Comparison();
  for (const group of grouped(
    document,
    (one) => `${one.statement.effect} ${one.conditions} ${one.principals}`,
  )) {
    for (const [i, narrow] of group.entries()) {
      if (comparison.isExhausted) return;
      const wide = group.find(
        (one, j) =>
          i !== j &&
          coversStatement(one, narrow, comparison) &&
          !(j > i && coversStatement(narrow, one, comparison)),
      );
      if (wide !== undefined)
        yield {
          at: narrow.statement.node,
          message: `What it says is said by ${nameOf(wide.statement)} too.`,
        };
    }
  }
}

function* shadowedStatements(document: DocumentSubject): Iterable<Remark> {
  const comparison = new Comparison();
  const all = document.statements.flatMap((statement) => comparable(statement) ?? []);
  const denies = all.filter(({ statement }) => statement.effect === 'Deny');
  for (const allowing of all) {
    if (comparison.isExhausted) return;
    if (allowing.statement.effect !== 'Allow') continue;
    const deny = denies.find(
      (one) =>
        (one.conditions === '' || one.conditions === allowing.conditions) &&
        (one.principals === allowing.principals ||
          one.statement.principal?.entries.some(({ type, value }) => type === '*' && value === '*')) &&
        coversStatement(one, allowing, comparison),
    );
    if (deny !== undefined)
      yield {
        at: allowing.statement.node,
        message: `All that it allows is denied by ${nameOf(deny.statement)}.`,
      };
  }
}

function* shadowedActions({ statements }: DocumentSubject): Iterable<Remark> {
  const comparison = new Comparison();
  const denied = statements
    .filter(isUnconditionalDeny)
    .flatMap((statement) => actionsOf(statement).map(({ pattern }) => ({ pattern, statement })));
  for (const statement of denied.length === 0 ? [] : statements) {
    if (statement.effect !== 'Allow' || statement.action.not) continue;
    for (const { value, pattern } of actionsOf(statement)) {
      if (comparison.isExhausted) return;
      const deny = denied.find((one) => comparison.holds(coversAction, one.pattern, pattern));
      if (deny !== undefined)
        yield { at: value, message: `"${value.text}" is denied on everything by ${nameOf(deny.statement)}.` };
    }
  }
}

function isUnconditionalDeny({ effect, action, resource, conditions, principal }: StatementSubject): boolean {
  const everyone =
    principal === undefined ||
    (!principal.not && principal.entries.some(({ type, value }) => type === '*' && value === '*'));
  return effect === 'Deny' && !action.not && isStar(resource) && conditions.length === 0 && everyone;
}

function isStar(element: ElementSubject | undefined): boolean {
  return element === undefined || (!element.not && element.values.some(({ text }) => text === '*'));
}

const lower = (raw: string) => raw.toLowerCase();
const same = (raw: string) => raw;

export const REDUNDANCY_CHECKS: readonly Check[] = [
  redundantCheck('redundant-action', 'action', actionsOf, coversAction, lower),
  redundantCheck('redundant-resource', 'resource', resourcesOf, coversResource, same),
  {
    code: 'redundant-statement',
    severity: 'suggestion',
    title: 'Redundant statement',
    kinds: ALL,
    mend: 'Remove it, or narrow the other one if that was not meant.',
    docs: analyzer('suggestion-redundant-statement'),
    find: redundantStatements,
  },
  {
    code: 'allow-shadowed-by-deny',
    severity: 'warning',
    title: 'Allow that a Deny takes back',
    kinds: ALL,
    mend: 'Remove the Allow, or narrow the Deny.',
    docs: userGuide('reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay'),
    find: shadowedStatements,
  },
  {
    code: 'action-shadowed-by-deny',
    severity: 'warning',
    title: 'Action that a Deny takes back',
    kinds: ALL,
    mend: 'Remove the action, or narrow the Deny.',
    docs: userGuide('reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay'),
    find: shadowedActions,
  },
];
