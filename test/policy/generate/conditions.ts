import type { ContextValue } from '../../../src/policy/index.ts';
import { pairHolds, type RawCondition, type RawValue } from '../../reference/index.ts';
import { chance, type Dice, pick, turnCase, weighted } from './dice.ts';
import { patternFor, withVariable, writable } from './patterns.ts';
import { KEYS, type KeyType, ODD, VALUES } from './world.ts';

export type Context = ReadonlyMap<string, ContextValue>;

export const OPERATORS_OF: Readonly<Record<KeyType, readonly string[]>> = {
  string: [
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'StringLike',
    'StringNotLike',
  ],
  number: [
    'NumericEquals',
    'NumericNotEquals',
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
  ],
  date: [
    'DateEquals',
    'DateNotEquals',
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
  ],
  bool: ['Bool'],
  ip: ['IpAddress', 'NotIpAddress'],
  arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
  binary: ['BinaryEquals'],
};
export const TYPE_OF_OPERATOR = new Map(
  Object.entries(OPERATORS_OF).flatMap(([type, names]) => names.map((name) => [name, type as KeyType])),
);
export const ALL_OPERATORS: readonly string[] = Object.values(OPERATORS_OF).flat();

const CIDRS = [
  '203.0.113.0/24',
  '10.0.0.0/8',
  '10.9.9.9/8',
  '0.0.0.0/0',
  '2001:db8::/32',
  '::/0',
  '::ffff:10.0.0.0/104',
  '::ffff:0.0.0.0/64',
  '10.0.0.0/33',
  '10.0.0.1/31',
];

/** A policy value that has to do with a request value, as the operator reads it. */
function valueNear(dice: Dice, type: KeyType, requested: string, context: Context): RawValue {
  // Outside String and Arn operators a variable is plain text (policy-language §6.4).
  if (type !== 'date' && chance(dice, 6)) return `\${${keyOf(dice, requested, context)}}`;
  if (requested === '' && type !== 'date' && chance(dice, 60)) return '';
  const near = chance(dice, 75);
  switch (type) {
    case 'string':
    case 'arn': {
      const base = near ? requested : pick(dice, VALUES[type]);
      const pattern = chance(dice, 55) ? patternFor(dice, base) : turnOrKeep(dice, base);
      return writable(chance(dice, 30) ? withVariable(dice, pattern, context) : pattern);
    }
    case 'number': {
      const plain = writable(requested);
      if (!near)
        return pick<RawValue>(dice, [...VALUES.number, ...ODD.filter((odd) => odd !== '１'), 10, -3, 0.5]);
      return pick(dice, [plain, `${plain}.0`, `${plain}1`, `0${plain}`, '9', '11']);
    }
    case 'date':
      // A date that cannot be read is refused when the policy is saved (policy-language §6.5).
      return pick<RawValue>(
        dice,
        VALUES.date.includes(requested) && near ? [requested] : [...VALUES.date, 1780315200, 0, 5],
      );
    case 'bool':
      return pick<RawValue>(dice, [true, false, 'true', 'false', 'TRUE', 'yes', '']);
    case 'ip':
      return writable(
        near
          ? pick(dice, [requested, `${requested}/32`, `${requested}/24`])
          : pick(dice, [...CIDRS, ...VALUES.ip]),
      );
    case 'binary':
      return near
        ? Buffer.from(requested, 'utf8').toString('base64')
        : pick(dice, ['', 'YWxpY2U=', 'YWxpY2U', 'YR==', 'YQ==', '????', 'YWxp']);
  }
}

/** A key that has the value in the request, or any key. */
function keyOf(dice: Dice, value: string, context: Context): string {
  const holders = [...context].filter(([, held]) => held === value).map(([key]) => key);
  return pick(dice, holders.length > 0 ? holders : KEYS.map(([key]) => key));
}

/** Another writing of a text that folds to the same, or nearly. */
function refolded(dice: Dice, text: string): string {
  return writable(pick(dice, [text.toUpperCase(), text.toLowerCase(), text.normalize('NFKC').toLowerCase()]));
}

function turnOrKeep(dice: Dice, text: string): string {
  if (chance(dice, 40)) return refolded(dice, text);
  return chance(dice, 20) ? turnCase(dice, text) : text;
}

const QUALIFIERS = { '': 60, 'ForAllValues:': 20, 'ForAnyValue:': 20 } as const;

function operatorFor(dice: Dice, type: KeyType): string {
  const base = chance(dice, 8) ? 'Null' : pick(dice, chance(dice, 80) ? OPERATORS_OF[type] : ALL_OPERATORS);
  const qualifier = weighted(dice, QUALIFIERS);
  return `${qualifier}${base}${base !== 'Null' && chance(dice, 30) ? 'IfExists' : ''}`;
}

interface Pair {
  readonly operator: string;
  readonly key: string;
  readonly values: RawValue | readonly RawValue[];
}

function valuesFor(dice: Dice, operator: string, key: string, context: Context) {
  const base = operator.replace(/^For(All|Any)Values?:/, '').replace(/IfExists$/, '');
  if (base === 'Null')
    return pick<RawValue | readonly RawValue[]>(dice, [
      'true',
      'false',
      true,
      false,
      ['true', 'false'],
      [],
      'no',
      'True',
    ]);
  const type = TYPE_OF_OPERATOR.get(base) ?? 'string';
  const value = context.get(key.toLowerCase());
  const requested =
    value === undefined
      ? VALUES[type]
      : value.length === 0
        ? ['']
        : typeof value === 'string'
          ? [value]
          : value;
  const ignoresCase = base.endsWith('IgnoreCase') && chance(dice, 60);
  const one = () => {
    const near = pick(dice, requested);
    return ignoresCase ? refolded(dice, near) : valueNear(dice, type, near, context);
  };
  if (chance(dice, 4)) return [];
  return chance(dice, 55) ? one() : Array.from({ length: 1 + dice.roll(3) }, one);
}

function pairFor(dice: Dice, context: Context): Pair {
  const [key, type] = pick(dice, KEYS);
  const written = chance(dice, 15) ? turnCase(dice, key) : key;
  const operator = operatorFor(dice, type);
  return { operator, key: written, values: valuesFor(dice, operator, written, context) };
}

/**
 * A Condition block of one to three pairs, aimed to hold or not to hold: a pair that came out the other way is drawn
 * again a few times, and kept in the end, so the aim is a bias and not a promise.
 */
export function conditionFor(dice: Dice, context: Context, variables: boolean, aim: boolean): RawCondition {
  if (aim && chance(dice, 4))
    return pick<RawCondition>(dice, [{}, { StringEquals: {} }, { NumericLessThan: {} }]);
  const result: Record<string, Record<string, RawValue | readonly RawValue[]>> = {};
  const count = 1 + (chance(dice, 30) ? 1 : 0) + (chance(dice, 15) ? 1 : 0);
  for (let at = 0; at < count; at += 1) {
    const wanted = aim || at > 0;
    let pair = pairFor(dice, context);
    const tries = chance(dice, 25) ? 0 : 5;
    for (let again = 0; again < tries; again += 1) {
      const texts = (Array.isArray(pair.values) ? pair.values : [pair.values]).map(String);
      if (pairHolds(pair.operator, pair.key, texts, context, variables) === wanted) break;
      pair = pairFor(dice, context);
    }
    const pairs = result[pair.operator] ?? {};
    // Keys that differ only by case inside one operator are duplicates (policy-language §2).
    if (Object.keys(pairs).some((key) => key.toLowerCase() === pair.key.toLowerCase())) continue;
    result[pair.operator] = { ...pairs, [pair.key]: pair.values };
  }
  return result;
}
