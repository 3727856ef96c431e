import type { ContextValue, RequestContext } from '../../../src/policy/index.ts';
import { listOf, partsOfOperator, type RawStatement, type ReferencePolicy } from '../../reference/index.ts';
import type { AccessCase } from './access-case.ts';
import { ALL_OPERATORS, TYPE_OF_OPERATOR } from './conditions.ts';
import { FEATURES, requestFeatures, statementFeatures } from './features.ts';
import { type KeyState, ODD } from './world.ts';

const FORMS = [
  'plain',
  'IfExists',
  'ForAllValues',
  'ForAnyValue',
  'ForAllValues…IfExists',
  'ForAnyValue…IfExists',
] as const;
type Form = (typeof FORMS)[number];
const STATES: readonly KeyState[] = ['absent', 'empty', 'one', 'many', 'odd'];

function formOf(qualifier: string, ifExists: boolean): Form {
  if (qualifier === 'ForAllValues:') return ifExists ? 'ForAllValues…IfExists' : 'ForAllValues';
  if (qualifier === 'ForAnyValue:') return ifExists ? 'ForAnyValue…IfExists' : 'ForAnyValue';
  return ifExists ? 'IfExists' : 'plain';
}

function stateOf(value: ContextValue | undefined, operator: string): KeyState {
  if (value === undefined) return 'absent';
  const values = typeof value === 'string' ? [value] : value;
  if (values.every((entry) => entry === '')) return 'empty';
  const isText = TYPE_OF_OPERATOR.get(operator) === 'string' || operator === 'Null';
  if (!isText && values.some((entry) => ODD.includes(entry))) return 'odd';
  return values.length === 1 ? 'one' : 'many';
}

/** One (operator, key) pair, as the matrix counts it. */
interface CountedPair {
  readonly cell: string;
  readonly base: string;
  readonly key: string;
}

interface CountedStatement {
  readonly pairs: readonly CountedPair[];
  readonly features: readonly string[];
}

function countedPairs(statement: RawStatement): readonly CountedPair[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, tests]) => {
    const { qualifier, base, ifExists } = partsOfOperator(operator);
    return Object.entries(tests).map(([key, values]) => {
      const form = listOf(values).length === 0 ? 'no policy values' : formOf(qualifier, ifExists);
      return { cell: `${base} | ${form}`, base, key: key.toLowerCase() };
    });
  });
}

const countedStatements = new WeakMap<RawStatement, CountedStatement>();

function counted(statement: RawStatement, policy: ReferencePolicy): CountedStatement {
  let result = countedStatements.get(statement);
  if (result === undefined) {
    result = { pairs: countedPairs(statement), features: statementFeatures(statement, policy) };
    countedStatements.set(statement, result);
  }
  return result;
}

type Counts = Readonly<Record<string, number>>;

export interface CoverageCounts {
  readonly cases: number;
  readonly outcomes: Counts;
  readonly conditions: Counts;
  readonly features: Counts;
}

/** How often each verdict and decider came up, each element, and each way in which a condition can meet a request. */
export class Coverage {
  cases = 0;
  readonly outcomes = new Map<string, number>();
  readonly conditions = new Map<string, number>();
  readonly features = new Map<string, number>();

  addCase(accessCase: AccessCase, outcome: { readonly verdict: string; readonly by: string }): void {
    this.cases += 1;
    count(this.outcomes, `${outcome.verdict} by ${outcome.by}`);
    for (const feature of requestFeatures(accessCase)) count(this.features, feature);
  }

  /** Counts a statement whose other elements apply, so that its conditions decide whether it does. */
  addStatement(statement: RawStatement, policy: ReferencePolicy, context: RequestContext): void {
    const { pairs, features } = counted(statement, policy);
    for (const feature of features) count(this.features, feature);
    for (const { cell, base, key } of pairs) {
      count(this.conditions, `${cell} | ${stateOf(context.get(key), base)}`);
    }
  }

  /** All that was counted, as plain data. */
  counts(): CoverageCounts {
    return {
      cases: this.cases,
      outcomes: Object.fromEntries(this.outcomes),
      conditions: Object.fromEntries(this.conditions),
      features: Object.fromEntries(this.features),
    };
  }

  /** Takes over what another run counted. */
  addCounts({ cases, outcomes, conditions, features }: CoverageCounts): void {
    this.cases += cases;
    for (const [name, times] of Object.entries(outcomes)) count(this.outcomes, name, times);
    for (const [name, times] of Object.entries(conditions)) count(this.conditions, name, times);
    for (const [name, times] of Object.entries(features)) count(this.features, name, times);
  }

  share(wanted: (outcome: string) => boolean): number {
    let sum = 0;
    for (const [outcome, times] of this.outcomes) if (wanted(outcome)) sum += times;
    return sum / this.cases;
  }

  /** The cells of the matrix operator × form × state that a case can hit, with how often it was. */
  matrix(): readonly (readonly [string, number])[] {
    const cells: string[] = [];
    for (const state of STATES) {
      for (const operator of ALL_OPERATORS) {
        if (state === 'odd' && TYPE_OF_OPERATOR.get(operator) === 'string') continue;
        for (const form of FORMS) cells.push(`${operator} | ${form} | ${state}`);
      }
      if (state === 'odd') continue;
      for (const form of ['plain', 'ForAllValues', 'ForAnyValue']) cells.push(`Null | ${form} | ${state}`);
    }
    return cells.map((cell) => [cell, this.conditions.get(cell) ?? 0]);
  }

  /** The elements, kinds and callers of the list that did not come up. */
  missedFeatures(): readonly string[] {
    return FEATURES.filter((feature) => !this.features.has(feature));
  }

  report(): string {
    const lines = [...this.outcomes]
      .sort(([, a], [, b]) => b - a)
      .map(([outcome, times]) => `${((100 * times) / this.cases).toFixed(1).padStart(5)} %  ${outcome}`);
    const cells = this.matrix();
    const seldom = [...cells].sort(([, a], [, b]) => a - b).slice(0, 5);
    const hit = cells.filter(([, times]) => times > 0).length;
    return [
      `${this.cases} decisions`,
      ...lines,
      `operator × form × request value: ${hit} of ${cells.length} cells; least often:`,
      ...seldom.map(([cell, times]) => `${String(times).padStart(7)}  ${cell}`),
      `${FEATURES.length - this.missedFeatures().length} of ${FEATURES.length} elements, kinds and callers; least often:`,
      ...FEATURES.map((feature) => [feature, this.features.get(feature) ?? 0] as const)
        .sort(([, a], [, b]) => a - b)
        .slice(0, 5)
        .map(([feature, times]) => `${String(times).padStart(7)}  ${feature}`),
    ].join('\n');
  }
}

function count(counts: Map<string, number>, name: string, times = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + times);
}
