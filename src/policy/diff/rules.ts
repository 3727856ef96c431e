/** The statements of both versions as rules: each once, whichever version it stands in. */
import type {
  Condition,
  Effect,
  PatternElement,
  PolicyDocument,
  PrincipalElement,
  Statement,
} from '../document.ts';
import { allowsVariables, parseOperator } from '../operator.ts';
import { parseTemplate, type Variable, variablesOf } from '../template.ts';
import { asciiLower, lowerCaseKey } from '../text-case.ts';
import { resourceTemplate } from './shape.ts';

/** A condition, one operator on one key. */
export interface ConditionAtom {
  readonly kind: 'condition';
  readonly id: string;
  readonly condition: Condition;
  /** In lower case. */
  readonly key: string;
  /** Whether the document knows variables. */
  readonly variables: boolean;
  /** The variables in its values. */
  readonly asks: readonly Variable[];
}

/** "The resource is like a pattern that has variables". */
export interface ResourceAtom {
  readonly kind: 'resource';
  readonly id: string;
  readonly pattern: string;
  readonly asks: readonly Variable[];
}

/** What a request answers with yes or no, whatever else it is. */
export type Atom = ConditionAtom | ResourceAtom;

/** One of the atoms holds, or none does. */
export interface Requirement {
  readonly atoms: readonly Atom[];
  readonly negated: boolean;
}

/** A statement of either version. */
export interface Rule {
  readonly effect: Effect;
  readonly principal: PrincipalElement | undefined;
  readonly action: PatternElement;
  readonly resource: PatternElement | undefined;
  readonly conditions: readonly ConditionAtom[];
  readonly variables: boolean;
  /** Whether it stands in a trust policy, which means its role without saying so. */
  readonly meansRole: boolean;
  before: boolean;
  after: boolean;
}

/**
 * The rules of both versions, those that only one has first: what can make a difference is looked at first. Otherwise in
 * an order that does not depend on which version is which.
 */
export function rulesOf(before: readonly PolicyDocument[], after: readonly PolicyDocument[]): Rule[] {
  const rules = new Map<string, Rule>();
  for (const [side, documents] of [['before', before] as const, ['after', after] as const]) {
    for (const document of documents) {
      for (const statement of document.statements) {
        const key = keyOf(statement, document);
        const rule = rules.get(key) ?? ruleOf(statement, document);
        rules.set(key, rule);
        rule[side] = true;
      }
    }
  }
  const all = [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
  return [...all.filter(isChanged), ...all.filter((rule) => !isChanged(rule))];
}

/** Whether only one version has the rule. */
export function isChanged(rule: Rule): boolean {
  return rule.before !== rule.after;
}

/** An operator that does not exist stops no Deny. */
function ruleOf(statement: Statement, document: PolicyDocument): Rule {
  const variables = document.version === '2012-10-17';
  const { effect, principal, action, resource } = statement;
  const meansRole = document.kind === 'trust';
  const conditions = statement.conditions
    .filter((condition) => effect === 'Allow' || parseOperator(condition.operator) !== undefined)
    .map((condition) => conditionAtom(condition, variables));
  return {
    effect,
    principal,
    action,
    resource,
    conditions,
    variables,
    meansRole,
    before: false,
    after: false,
  };
}

function conditionAtom(condition: Condition, variables: boolean): ConditionAtom {
  const operator = parseOperator(condition.operator);
  const templates =
    variables && operator !== undefined && allowsVariables(operator.base.type)
      ? condition.values.map((value) => parseTemplate(value, true))
      : [];
  return {
    kind: 'condition',
    id: JSON.stringify(conditionKey(condition, variables)),
    condition,
    key: lowerCaseKey(condition.key),
    variables,
    asks: templates.flatMap(variablesOf),
  };
}

export function resourceAtom(pattern: string): ResourceAtom {
  return {
    kind: 'resource',
    id: JSON.stringify(['resource', pattern]),
    pattern,
    asks: variablesOf(resourceTemplate(pattern, true)),
  };
}

/** Equal for statements that say the same, whatever their order, case and lists. */
function keyOf(statement: Statement, document: PolicyDocument): string {
  const variables = document.version === '2012-10-17';
  const { effect, principal, action, resource, conditions } = statement;
  const sayResource = resource && [resource.not, marked(sorted(resource.patterns), variables)];
  return JSON.stringify([
    effect,
    principalKey(principal),
    [action.not, sorted(action.patterns.map(asciiLower))],
    sayResource,
    sorted(conditions.map((condition) => JSON.stringify(conditionKey(condition, variables)))),
  ]);
}

export function principalKey(principal: PrincipalElement | undefined): string {
  if (principal === undefined) return '';
  const entries = principal.entries.map(({ type, value }) => `${type} ${value}`);
  return JSON.stringify([principal.not, sorted(entries)]);
}

function conditionKey({ operator, key, values }: Condition, variables: boolean): unknown {
  return [operator, lowerCaseKey(key), marked(sorted(values), variables)];
}

/** Texts with `${`, which mean one thing or another as the document's version is. */
function marked(texts: readonly string[], variables: boolean): readonly unknown[] {
  return texts.map((text) => (text.includes('${') ? [variables, text] : text));
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
