/** The values of a condition key that some conditions tell apart. */
import type { ContextValue } from '../model.ts';
import { type OperandType, type Operator, parseOperator } from '../operator.ts';
import { classesOf } from './classes.ts';
import type { Effort } from './effort.ts';
import { askCondition } from './probe.ts';
import type { ConditionAtom } from './rules.ts';
import { conditionShapes, type Shape, TEXTS } from './shape.ts';
import { addressesAround, datesAround, numbersAround, type Texts } from './typed-values.ts';

/** A value, or `undefined` for a key that the request lacks, with what the conditions say of it, in their order. */
export interface ValueClass {
  readonly value: ContextValue | undefined;
  readonly truths: readonly boolean[];
}

/** Keys that AWS documents as multivalued (IAM User Guide, "AWS global condition context keys"). */
const MULTIVALUED = new Set([
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:sourcevpcarns',
  'aws:tagkeys',
]);

/** Lists are combined from single values; more combinations than these are not looked at. */
const MOST_LISTS = 128;

/**
 * One value for each combination of answers that the conditions, all on one key and without variables, can give. A key
 * has several values only where a condition says so by `ForAllValues` or `ForAnyValue`, or AWS documents it.
 */
export function valuesOf(conditions: readonly ConditionAtom[], effort: Effort): ValueClass[] {
  const [first] = conditions;
  if (first === undefined) return [];
  const key = first.key;
  const asked = conditions.map((atom) => askCondition(atom.condition, atom.variables));
  const truthsOf = (value: ContextValue | undefined): boolean[] => {
    const context = new Map(value === undefined ? [] : [[key, value]]);
    effort.take(conditions.length * 20);
    return asked.map((ask) => ask(context));
  };
  const classes = new Map<string, ValueClass>();
  const note = (value: ContextValue | undefined): void => {
    const truths = truthsOf(value);
    const signature = truths.join();
    if (!classes.has(signature)) classes.set(signature, { value, truths });
  };
  const texts = textsFor(conditions, effort);
  for (const text of texts) note(text);
  note(undefined);
  note('');
  if (isMultivalued(key, conditions)) for (const list of listsOf(texts, conditions, effort)) note(list);
  return [...classes.values()];
}

function isMultivalued(key: string, conditions: readonly ConditionAtom[]): boolean {
  return (
    MULTIVALUED.has(key) ||
    conditions.some(({ condition }) => /^For(?:All|Any)Values?:/.test(condition.operator))
  );
}

type Family = 'text' | 'number' | 'date' | 'ip';

const FAMILY: Readonly<Record<OperandType, Family | undefined>> = {
  text: 'text',
  arn: 'text',
  boolean: 'text',
  binary: 'text',
  number: 'number',
  date: 'date',
  ip: 'ip',
  null: undefined,
};

const AROUND: Readonly<Record<Exclude<Family, 'text'>, (constants: readonly string[]) => Texts>> = {
  number: numbersAround,
  date: datesAround,
  ip: addressesAround,
};

/** Texts, one at least for each combination of values that single texts can match. */
function textsFor(conditions: readonly ConditionAtom[], effort: Effort): string[] {
  const constants: Record<Family, string[]> = { text: [], number: [], date: [], ip: [] };
  const shapes: Shape[] = [];
  const families = new Set<Family>();
  for (const { condition, variables } of conditions) {
    const operator = parseOperator(condition.operator);
    const family = operator && FAMILY[operator.base.type];
    if (operator === undefined || family === undefined) continue;
    families.add(family);
    constants[family].push(...condition.values);
    if (family !== 'text') continue;
    const own = conditionShapes(operator, condition.values, variables);
    if (!isExact(operator, condition.values)) effort.fallShort('values');
    shapes.push(...own);
  }
  if (families.size > 1) effort.fallShort('values');
  const texts: string[] = [];
  for (const family of ['number', 'date', 'ip'] as const) {
    if (!families.has(family)) continue;
    const around = AROUND[family](constants[family]);
    if (!around.complete) effort.fallShort('values');
    texts.push(...around.texts);
  }
  const favourites = [...favouritesFor(conditions, constants.text), ...texts];
  const { classes, complete } = classesOf(
    { shapes, universe: TEXTS, favourites, spare: 'xyzwvutq0123456789' },
    effort,
  );
  if (!complete) effort.fallShort('values');
  return [...texts, ...classes.map(({ text }) => text)];
}

/** Letters beyond ASCII fold in more ways than are looked at. */
function isExact({ name }: Operator, values: readonly string[]): boolean {
  return !name.includes('IgnoreCase') || values.every((value) => /^[\u0000-\u007f]*$/.test(value));
}

/** Values that read well: what the policies write, and the like. */
function favouritesFor(conditions: readonly ConditionAtom[], texts: readonly string[]): string[] {
  const types = new Set(conditions.map(({ condition }) => parseOperator(condition.operator)?.base.type));
  const others = types.has('arn')
    ? ['arn:aws:iam::999988887777:role/other', 'other']
    : types.has('boolean') || (types.size === 1 && types.has('null'))
      ? ['true', 'false', 'other']
      : ['other'];
  return [...texts.map((text) => text.replaceAll('*', 'example').replaceAll('?', 'x')), ...others];
}

/**
 * Lists of values, one at least for each combination that lists can match. A list is judged by whether any of its values
 * matches and whether all do, for each condition; values are added as long as that makes a new combination.
 */
function listsOf(
  texts: readonly string[],
  conditions: readonly ConditionAtom[],
  effort: Effort,
): ContextValue[] {
  const matched = new Map<string, readonly [text: string, truths: readonly boolean[]]>();
  const asked = conditions.map(askOneValue);
  for (const text of [...texts, '']) {
    const truths = asked.map((ask) => ask(text));
    const signature = `${truths.join()} ${text === ''}`;
    if (!matched.has(signature)) matched.set(signature, [text, truths]);
  }
  const singles = [...matched.values()];
  const seen = new Set<string>();
  const queue: { list: readonly string[]; any: readonly boolean[]; all: readonly boolean[] }[] = [];
  const add = (list: readonly string[], any: readonly boolean[], all: readonly boolean[]): void => {
    const signature = `${any.join()} ${all.join()} ${list.every((text) => text === '')}`;
    if (seen.has(signature)) return;
    if (queue.length >= MOST_LISTS) {
      effort.fallShort('values');
      return;
    }
    seen.add(signature);
    queue.push({ list, any, all });
  };
  for (const [text, truths] of singles) add([text], truths, truths);
  for (let at = 0; at < queue.length; at++) {
    const { list, any, all } = queue[at]!;
    for (const [text, truths] of singles) {
      add(
        [...list, text],
        any.map((one, index) => one || truths[index]!),
        all.map((one, index) => one && truths[index]!),
      );
    }
    effort.take(singles.length * conditions.length);
  }
  return [[], ...queue.map(({ list }) => list)];
}

/** Whether one value matches, whatever the condition's prefix makes of several. */
function askOneValue({ condition, key, variables }: ConditionAtom): (text: string) => boolean {
  const operator = condition.operator.replace(/^For(?:All|Any)Values?:/, '').replace(/IfExists$/, '');
  const ask = askCondition({ ...condition, operator }, variables);
  return (text) => ask(new Map([[key, text]]));
}
