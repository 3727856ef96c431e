/**
 * What a simulation may cost, known before it begins. Whoever may simulate hands in policies and context alike, and a
 * pattern is held against a text in at most as many steps as the product of their lengths: without a bound one request
 * would keep a node busy for minutes.
 */
import { type AttachedPolicy, type ContextValue, lowerCaseKey, type Statement } from '../../policy/index.ts';
import type { Simulation } from './simulation-results.ts';

/** Each missing key stands in the answer once for each resource, and weighs as many steps. */
const STEPS_A_KEY = 200;

type Context = Simulation['context'];

const valuesOf = (value: ContextValue | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** Characters, and one for each text: an empty one is looked at too. */
function charactersOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length + 1, 0);
}

const VARIABLE = /\$\{/g;

/** The lengths of patterns as they are when each variable stands for the longest value that there is. */
function patternLength(patterns: readonly string[], longestValue: number): number {
  const variables = patterns.reduce((sum, pattern) => sum + (pattern.match(VARIABLE)?.length ?? 0), 0);
  return charactersOf(patterns) + variables * longestValue;
}

function longestValueIn(context: Context): number {
  let longest = 0;
  for (const value of context.values()) {
    for (const text of valuesOf(value)) longest = Math.max(longest, text.length);
  }
  return longest;
}

function documentsOf({ sets, resourcePolicy }: Simulation): readonly AttachedPolicy[] {
  const levels = (sets.scp ?? []).flatMap((level) => level.policies);
  return [...sets.identity, ...levels, ...[sets.boundary ?? [], resourcePolicy ?? []].flat()];
}

/** The statements of all documents together. */
export function statementsIn(simulation: Simulation): number {
  return documentsOf(simulation).reduce((sum, { policy }) => sum + policy.statements.length, 0);
}

/** The most steps that one action takes on all the resources. */
export function stepsOf(
  simulation: Simulation,
  resources: readonly string[],
  actions: readonly string[],
): number {
  const { context } = simulation;
  const longestValue = longestValueIn(context);
  const longestAction = actions.reduce((longest, action) => Math.max(longest, action.length), 0);
  const ofResources = charactersOf(resources);
  const stepsIn = ({ action, resource, conditions }: Statement): number => {
    let onEach = charactersOf(action.patterns) * longestAction;
    for (const { key, values } of conditions) {
      const seen = charactersOf(valuesOf(context.get(lowerCaseKey(key))));
      onEach += patternLength(values, longestValue) * (seen + 1) + key.length + STEPS_A_KEY;
    }
    return onEach * resources.length + patternLength(resource?.patterns ?? [], longestValue) * ofResources;
  };
  let steps = 0;
  for (const { policy } of documentsOf(simulation)) {
    for (const statement of policy.document.statements) steps += stepsIn(statement);
  }
  return steps;
}
