/**
 * Other values for a condition key, with which a condition answers differently. Values are guessed from what the policy
 * lists, and each guess is asked of the condition itself.
 */

import { decodeBase64Text } from './base64.ts';
import type { ContextChange } from './change.ts';
import { type CompiledCondition, holds } from './condition.ts';
import { factsOfKey } from './condition-key.ts';
import { parseDecimal } from './decimal.ts';
import type { ContextValue, RequestContext } from './model.ts';
import { type OperandType, parseOperator } from './operator.ts';
import { printable } from './printable.ts';
import { parseTemplate, resolveText, variablesOf } from './template.ts';
import { lowerCaseKey } from './text-case.ts';
import { valuesOf } from './trace.ts';

/** Of a long list of values, so many are tried. */
const TRIED = 10;
/** No value is longer that a request would bear. */
const LONGEST = 1024;

const EXAMPLES: Readonly<Record<OperandType, readonly string[]>> = {
  text: ['example', 'another', ''],
  number: ['0', '1', '1000000000'],
  date: ['2000-01-01T00:00:00Z', '2100-01-01T00:00:00Z'],
  boolean: ['true', 'false'],
  binary: ['example'],
  ip: ['192.0.2.1', '198.51.100.1', '2001:db8::1'],
  arn: ['arn:aws:iam::123456789012:user/example', 'arn:aws:s3:::example'],
  null: ['example', 'true', '1', '192.0.2.1', '2100-01-01T00:00:00Z'],
};

/** A request's context in which one key has another value, or none. */
export function contextWith(
  context: RequestContext,
  key: string,
  value: ContextValue | undefined,
): RequestContext {
  return { get: (asked) => (asked === key ? value : context.get(asked)) };
}

/** How conditions of one statement, all on one key, are to answer. */
export interface Wish {
  readonly conditions: readonly CompiledCondition[];
  readonly holding: boolean;
  /** How to name the statement. */
  readonly statement: string;
}

/** Another value for a key, or `undefined` for none. */
interface Guess {
  /** As policies write it. */
  readonly key: string;
  readonly value: ContextValue | undefined;
}

/** The change of a request's context with which a wish is fulfilled; `undefined` if no guess is right. */
export function changeOfContext(wish: Wish, context: RequestContext): ContextChange | undefined {
  const { conditions, holding } = wish;
  for (const guess of guessesFor(wish, context)) {
    const changed = contextWith(context, lowerCaseKey(guess.key), guess.value);
    if (conditions.every((one) => holds(one, changed) === holding)) return changeTo(guess, wish, context);
  }
  return undefined;
}

/** Only keys that a caller can change; the condition's own key first. */
function* guessesFor({ conditions, holding }: Wish, context: RequestContext): Generator<Guess> {
  for (const condition of conditions) {
    const { key } = condition.source;
    if (isChangeable(key)) for (const value of guesses(condition, context)) yield { key, value };
  }
  if (holding) for (const condition of conditions) yield* guessesOfVariables(condition, context);
}

function isChangeable(key: string): boolean {
  return factsOfKey(key).change !== undefined;
}

/** `StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" }`: the variable's key gets what the request has. */
function* guessesOfVariables({ source, key }: CompiledCondition, context: RequestContext): Generator<Guess> {
  const present = context.get(key);
  if (present === undefined) return;
  for (const written of source.values.slice(0, TRIED)) {
    const [variable] = variablesOf(parseTemplate(written, true));
    if (variable === undefined || written !== `\${${variable.name}}` || !isChangeable(variable.name))
      continue;
    for (const value of valuesOf(present).slice(0, TRIED)) yield { key: variable.name, value };
  }
}

function changeTo({ key, value }: Guess, wish: Wish, context: RequestContext): ContextChange {
  const why = tellWish(key, wish, context);
  if (value === undefined) {
    const sentence = printable(`make the request without ${key}, ${why}`);
    return { kind: 'remove-context', sentence, key };
  }
  const values = valuesOf(value);
  const sentence = printable(`${howToChange(key, values.join(', '))}, ${why}`);
  return { kind: 'set-context', sentence, key, values, multivalued: typeof value !== 'string' };
}

function tellWish(key: string, { conditions, holding, statement }: Wish, context: RequestContext): string {
  const wanted = conditions
    .map(({ source }) => `${source.operator} on ${source.key} lists ${source.values.join(', ') || 'nothing'}`)
    .join(', ');
  const present = context.get(lowerCaseKey(key));
  const had =
    present === undefined ? `lacks ${key}` : `has ${valuesOf(present).join(', ') || 'an empty one'}`;
  return `so that ${statement} ${holding ? 'matches' : 'does not match'}: ${wanted}; the request ${had}`;
}

function howToChange(key: string, value: string): string {
  const { change = '' } = factsOfKey(key);
  const tag = key.slice(key.indexOf('/') + 1);
  const shown = value === '' ? 'an empty value' : value;
  // Functions: a value may hold what a replacement text gives a meaning to.
  return change.replace(/[@$]/g, (sign) => (sign === '@' ? tag : shown));
}

/** Values to try, the likeliest first; the last is that the key is missing. */
function* guesses(
  condition: CompiledCondition,
  context: RequestContext,
): Generator<ContextValue | undefined> {
  const operator = parseOperator(condition.source.operator);
  if (operator === undefined) return;
  const present = context.get(condition.key);
  const list = present === undefined || typeof present === 'string' ? undefined : present;
  if (list !== undefined) {
    // Of several values, those that the condition bears by themselves.
    const borne = list.filter(
      (item) => holds(condition, contextWith(context, condition.key, [item])) === true,
    );
    if (borne.length > 0 && borne.length < list.length) yield borne;
  }
  for (const guess of [
    ...guessesFromPolicy(condition, operator.base.type, context),
    ...EXAMPLES[operator.base.type],
  ]) {
    if (guess.length > LONGEST) continue;
    if (operator.set === 'any' && list !== undefined && list.length > 0) yield [...list, guess];
    yield operator.set === 'none' ? guess : [guess];
  }
  yield undefined;
}

function guessesFromPolicy(
  { source }: CompiledCondition,
  type: OperandType,
  context: RequestContext,
): string[] {
  return source.values.slice(0, TRIED).flatMap((written) => {
    if (type !== 'text' && type !== 'arn') return guessesFrom(type, written);
    const resolved = resolveText(parseTemplate(written, true), context);
    return resolved === undefined ? [] : guessesFrom(type, resolved);
  });
}

/** Values that are as a value of the policy says, or next to it. */
function guessesFrom(type: OperandType, written: string): string[] {
  switch (type) {
    case 'text':
    case 'arn':
      return [written, written.replaceAll('*', 'x').replaceAll('?', 'x')];
    case 'number':
      return [written, ...numbersBeside(written)];
    case 'date':
      return [written, ...datesBeside(written)];
    case 'ip':
      return [written.split('/')[0]!];
    case 'binary':
      return [decodeBase64Text(written) ?? written];
    case 'null':
      // Its values say whether there is one, and not which.
      return [];
    case 'boolean':
      return [written];
  }
}

function numbersBeside(written: string): string[] {
  const value = parseDecimal(written)?.approximate;
  if (value === undefined || !Number.isSafeInteger(Math.trunc(value))) return [];
  const whole = Math.trunc(value);
  return [String(whole - 1), String(whole + 1)];
}

const SECOND = 1000;

function datesBeside(written: string): string[] {
  const time = /^[0-9]{5,}$/.test(written) ? Number(written) * SECOND : Date.parse(written);
  const beside = [time - SECOND, time + SECOND].map((at) => new Date(at));
  return beside.filter((date) => !Number.isNaN(date.getTime())).map((date) => date.toISOString());
}
