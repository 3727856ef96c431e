/**
 * Patterns as sequences of steps, for reasoning about all the texts that match rather than about one. They say what
 * `ActionPattern`, `ResourcePattern` and the text operators say; a property test holds them to those.
 */
import { decodeBase64Text } from '../base64.ts';
import type { Operator } from '../operator.ts';
import { parseBoolean } from '../operator.ts';
import { parseTemplate, splitTemplate, type Template } from '../template.ts';
import { asciiLower, foldCase } from '../text-case.ts';

/** Which characters a step takes: one; one in either case (ASCII, or by Unicode's folding); any; any but the colon. */
export type Letters =
  | { readonly kind: 'one' | 'caseless' | 'folded'; readonly code: number }
  | { readonly kind: 'any' | 'part' };

export interface Step {
  readonly letters: Letters;
  /** Any number of times, also none. */
  readonly repeats: boolean;
}

export type Shape = readonly Step[];

export const COLON = 0x3a;

const ANY: Step = { letters: { kind: 'any' }, repeats: false };
const ANYTHING: Step = { letters: { kind: 'any' }, repeats: true };
const IN_PART: Step = { letters: { kind: 'part' }, repeats: false };
const PART: Step = { letters: { kind: 'part' }, repeats: true };

function one(code: number): Step {
  return { letters: { kind: 'one', code }, repeats: false };
}

function literal(text: string, kind: 'one' | 'caseless' | 'folded' = 'one'): Step[] {
  return Array.from(text, (character) => ({
    letters: { kind, code: character.codePointAt(0)! },
    repeats: false,
  }));
}

/** A text with wildcards; inside a part of an ARN or action they do not cross the colon. */
function wild(text: string, inPart: boolean): Step[] {
  return Array.from(text, (character) => {
    if (character === '*') return inPart ? PART : ANYTHING;
    if (character === '?') return inPart ? IN_PART : ANY;
    return one(character.codePointAt(0)!);
  });
}

/** Every text. */
export const EVERYTHING: Shape = [ANYTHING];
/** What an action looks like: `prefix:name`. */
export const ACTIONS: Shape = [IN_PART, PART, one(COLON), IN_PART, PART];
/** What an ARN looks like; Region and account may be empty. */
export const ARNS: Shape = [
  ...literal('arn:'),
  ...[IN_PART, PART, one(COLON)],
  ...[IN_PART, PART, one(COLON)],
  ...[PART, one(COLON)],
  ...[PART, one(COLON)],
  ...[ANY, ANYTHING],
];
/** Every text but the empty one. */
export const TEXTS: Shape = [ANY, ANYTHING];

/** Of an action pattern, over actions in lower case. */
export function actionShape(raw: string): Shape {
  const text = asciiLower(raw);
  if (text === '*') return EVERYTHING;
  const colon = text.indexOf(':');
  const [prefix, name] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  return [...wild(prefix, true), one(COLON), ...wild(name, true)];
}

/** The template of a resource pattern's resource part, where variables may stand. */
export function resourceTemplate(raw: string, variables: boolean): Template {
  const parts = raw.split(':');
  return parseTemplate(parts.length > 5 ? parts.slice(5).join(':') : '*', variables);
}

/** Of a resource pattern over ARNs, a variable being any text. `undefined`: it matches nothing. */
export function resourceShape(raw: string, variables: boolean): Shape | undefined {
  if (raw === '*') return EVERYTHING;
  const rest = templateSteps(resourceTemplate(raw, variables), 'wild');
  if (rest === undefined) return undefined;
  const parts = raw.split(':', 5);
  const steps: Step[] = [];
  for (let at = 0; at < 5; at++) steps.push(...wild(parts[at] ?? '*', true), one(COLON));
  return [...steps, ...rest];
}

type Reading = 'plain' | 'folded' | 'wild' | 'part';

/** The steps of a template, a variable being any text; `undefined` if it is malformed. */
function templateSteps(template: Template, reading: Reading): Step[] | undefined {
  const inPart = reading === 'part';
  return template.pieces?.flatMap((piece): Step[] => {
    if (piece.kind === 'variable') return [inPart ? PART : ANYTHING];
    const text = reading === 'folded' ? foldCase(piece.text) : piece.text;
    if (reading === 'folded') return literal(text, 'folded');
    return piece.kind === 'literal' || reading === 'plain' ? literal(text) : wild(text, inPart);
  });
}

/** The shapes of a condition's values without variables: a text is like one of them exactly if the values match it. */
export function conditionShapes(
  { name, base }: Operator,
  values: readonly string[],
  variables: boolean,
): Shape[] {
  const shapes = values.map((value): Shape | undefined => {
    switch (base.type) {
      case 'text':
        return templateSteps(
          parseTemplate(value, variables),
          base.wildcards ? 'wild' : name.includes('IgnoreCase') ? 'folded' : 'plain',
        );
      case 'arn':
        return arnShape(value, variables);
      case 'boolean': {
        const text = parseBoolean(value);
        return text === undefined ? undefined : literal(text, 'caseless');
      }
      case 'binary': {
        const text = decodeBase64Text(value);
        return text === undefined ? undefined : literal(text);
      }
      default:
        return undefined;
    }
  });
  return shapes.filter((shape) => shape !== undefined);
}

function arnShape(value: string, variables: boolean): Shape | undefined {
  const parts = splitTemplate(parseTemplate(value, variables), ':', 6);
  const steps = parts?.map((part, at) => templateSteps(part, at < 5 ? 'part' : 'wild'));
  if (steps === undefined) return undefined;
  const shape: Step[] = [];
  for (const [at, part] of steps.entries()) {
    if (part === undefined) return undefined;
    shape.push(...part, ...(at < 5 ? [one(COLON)] : []));
  }
  return shape;
}

/** Other letters that fold to one of ASCII: long s, the Kelvin sign. */
const FOLD_TO_ASCII: Readonly<Record<string, string>> = { s: '\u017f', k: '\u212a' };

/** The characters that a step tells from others, as code points. */
export function alphabetOf(letters: Letters): number[] {
  switch (letters.kind) {
    case 'any':
      return [];
    case 'part':
      return [COLON];
    case 'one':
      return [letters.code];
    default: {
      const character = String.fromCodePoint(letters.code);
      const cases = [character, character.toUpperCase(), character.toLowerCase()];
      if (letters.kind === 'folded') cases.push(FOLD_TO_ASCII[character] ?? character);
      return cases
        .map((text) => text.codePointAt(0)!)
        .filter((code, at, all) => all.indexOf(code) === at && accepts(letters, code));
    }
  }
}

/** Whether a step takes the character. */
export function accepts(letters: Letters, code: number): boolean {
  switch (letters.kind) {
    case 'any':
      return true;
    case 'part':
      return code !== COLON;
    case 'one':
      return letters.code === code;
    case 'caseless':
      return asciiLower(String.fromCodePoint(code)).codePointAt(0) === letters.code;
    case 'folded':
      return foldCase(String.fromCodePoint(code)).codePointAt(0) === letters.code;
  }
}
