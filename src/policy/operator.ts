/**
 * The condition operators. IAM User Guide, "IAM JSON policy elements: Condition operators" and "Conditions with multiple
 * context keys or values".
 */
import { isArnShaped, matchesArn, parseArnPattern } from './arn-pattern.ts';
import { decodeBase64Text } from './base64.ts';
import { compareDecimals, type Decimal, parseDecimal } from './decimal.ts';
import type { Glob } from './glob.ts';
import { type Instant, parseInstant } from './instant.ts';
import { contains, type IpRange, parseIpAddress, parseIpRange } from './ip-range.ts';
import type { RequestContext } from './model.ts';
import {
  constantGlob,
  constantText,
  parseTemplate,
  resolveGlob,
  resolveText,
  type Template,
} from './template.ts';
import { asciiLower, foldCase } from './text-case.ts';

/** Which kind of text an operator compares. */
export type OperandType = 'text' | 'number' | 'date' | 'boolean' | 'binary' | 'ip' | 'arn' | 'null';

/** Whether one value of the request equals, resembles, precedes … one of the policy's values. */
export type Comparison = (value: string, context: RequestContext) => boolean;

/** Makes the comparison of an operator; `variables` says whether the document knows them. */
export type Comparator = (values: readonly string[], variables: boolean) => Comparison;

export interface BaseOperator {
  readonly type: OperandType;
  /** The exact complement of its positive twin. */
  readonly negated: boolean;
  /** Whether `*` and `?` in its values are wildcards. */
  readonly wildcards: boolean;
  readonly compare: Comparator;
}

const NEVER: Comparison = () => false;

/** Texts without variables are one look-up; the others are resolved for each request. */
function equalTexts(fold: (text: string) => string): Comparator {
  return (values, variables) => {
    const templates = values.map((value) => parseTemplate(value, variables));
    const constants = new Set(templates.map(constantText).filter(isPresent).map(fold));
    const dynamic = templates.filter((template) => template.dynamic);
    return (value, context) => {
      const text = fold(value);
      return constants.has(text) || dynamic.some((template) => equals(template, text, context, fold));
    };
  };
}

function equals(
  template: Template,
  text: string,
  context: RequestContext,
  fold: (text: string) => string,
): boolean {
  const wanted = resolveText(template, context);
  return wanted !== undefined && fold(wanted) === text;
}

/** Texts without wildcards are one look-up. */
const likeTexts: Comparator = (values, variables) => {
  const templates = values.map((value) => parseTemplate(value, variables));
  const { literals, globs } = sorted(templates.map(constantGlob).filter(isPresent));
  const dynamic = templates.filter((template) => template.dynamic);
  return (value, context) =>
    literals.has(value) ||
    globs.some((glob) => glob.matches(value)) ||
    dynamic.some((template) => resolveGlob(template, context, value.length)?.matches(value) === true);
};

function sorted(all: readonly Glob[]): { literals: ReadonlySet<string>; globs: readonly Glob[] } {
  return {
    literals: new Set(all.filter((glob) => glob.isLiteral).map((glob) => glob.literalHead)),
    globs: all.filter((glob) => !glob.isLiteral),
  };
}

/** An ARN without wildcards is equal part by part exactly if it is equal. */
const isLiteralArn = (value: string): boolean => isArnShaped(value) && !/[*?$]/.test(value);

const likeArns: Comparator = (values, variables) => {
  const literals = new Set(values.filter(isLiteralArn));
  const patterns = values
    .filter((value) => !literals.has(value))
    .map((value) => parseArnPattern(value, variables));
  return (value, context) =>
    literals.has(value) || patterns.some((pattern) => matchesArn(pattern, value, context));
};

/** A comparison of typed values: those that are not of the type match nothing, on either side. */
function typed<P, R>(
  parseConstant: (text: string) => P | undefined,
  parseValue: (text: string) => R | undefined,
  holds: (value: R, constant: P) => boolean,
): Comparator {
  return (values) => {
    const constants = values.map(parseConstant).filter(isPresent);
    if (constants.length === 0) return NEVER;
    return (text) => {
      const value = parseValue(text);
      return value !== undefined && constants.some((constant) => holds(value, constant));
    };
  };
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/** Many statements ask the same value one after another; the last reading is kept. */
function remembering<T>(parse: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, value: parse(text) };
    return last.value;
  };
}

const readInstant = remembering(parseInstant);
const readIpAddress = remembering(parseIpAddress);

const numbers = (holds: (order: number) => boolean) =>
  typed<Decimal, Decimal>(parseDecimal, parseDecimal, (r, p) => holds(compareDecimals(r, p)));

const dates = (holds: (order: number) => boolean) =>
  typed<Instant, Instant>(parseInstant, readInstant, (r, p) => holds(r < p ? -1 : r > p ? 1 : 0));

/** `true` and `false` in any case. */
export function parseBoolean(text: string): 'true' | 'false' | undefined {
  const lower = asciiLower(text);
  return lower === 'true' || lower === 'false' ? lower : undefined;
}

const booleans = typed<string, string>(parseBoolean, parseBoolean, (r, p) => r === p);
const binaries = typed<string, string>(
  decodeBase64Text,
  (text) => text,
  (r, p) => r === p,
);
const addresses = typed<IpRange, IpRange>(parseIpRange, readIpAddress, (r, p) => contains(p, r));

const equal = (order: number) => order === 0;
const less = (order: number) => order < 0;
const lessOrEqual = (order: number) => order <= 0;
const greater = (order: number) => order > 0;
const greaterOrEqual = (order: number) => order >= 0;

const same = (text: string) => text;
const exactTexts = equalTexts(same);
const foldedTexts = equalTexts(foldCase);

type Row = readonly [
  type: OperandType,
  form: 'is' | 'not',
  values: 'plain' | 'wildcards',
  compare: Comparator,
];

const ROWS: readonly (readonly [name: string, ...row: Row])[] = [
  ['StringEquals', 'text', 'is', 'plain', exactTexts],
  ['StringNotEquals', 'text', 'not', 'plain', exactTexts],
  ['StringEqualsIgnoreCase', 'text', 'is', 'plain', foldedTexts],
  ['StringNotEqualsIgnoreCase', 'text', 'not', 'plain', foldedTexts],
  ['StringLike', 'text', 'is', 'wildcards', likeTexts],
  ['StringNotLike', 'text', 'not', 'wildcards', likeTexts],
  ['NumericEquals', 'number', 'is', 'plain', numbers(equal)],
  ['NumericNotEquals', 'number', 'not', 'plain', numbers(equal)],
  ['NumericLessThan', 'number', 'is', 'plain', numbers(less)],
  ['NumericLessThanEquals', 'number', 'is', 'plain', numbers(lessOrEqual)],
  ['NumericGreaterThan', 'number', 'is', 'plain', numbers(greater)],
  ['NumericGreaterThanEquals', 'number', 'is', 'plain', numbers(greaterOrEqual)],
  ['DateEquals', 'date', 'is', 'plain', dates(equal)],
  ['DateNotEquals', 'date', 'not', 'plain', dates(equal)],
  ['DateLessThan', 'date', 'is', 'plain', dates(less)],
  ['DateLessThanEquals', 'date', 'is', 'plain', dates(lessOrEqual)],
  ['DateGreaterThan', 'date', 'is', 'plain', dates(greater)],
  ['DateGreaterThanEquals', 'date', 'is', 'plain', dates(greaterOrEqual)],
  ['Bool', 'boolean', 'is', 'plain', booleans],
  ['BinaryEquals', 'binary', 'is', 'plain', binaries],
  ['IpAddress', 'ip', 'is', 'plain', addresses],
  ['NotIpAddress', 'ip', 'not', 'plain', addresses],
  ['ArnEquals', 'arn', 'is', 'wildcards', likeArns],
  ['ArnLike', 'arn', 'is', 'wildcards', likeArns],
  ['ArnNotEquals', 'arn', 'not', 'wildcards', likeArns],
  ['ArnNotLike', 'arn', 'not', 'wildcards', likeArns],
  // Its values are compared with whether the key is missing.
  ['Null', 'null', 'is', 'plain', booleans],
];

const OPERATORS: ReadonlyMap<string, BaseOperator> = new Map(
  ROWS.map(([name, type, form, values, compare]) => [
    name,
    { type, negated: form === 'not', wildcards: values === 'wildcards', compare },
  ]),
);

export interface Operator {
  readonly name: string;
  readonly base: BaseOperator;
  /** How several values of the request are judged: any is enough, each must, or any of an actual set must. */
  readonly set: 'none' | 'all' | 'any';
  readonly ifExists: boolean;
}

const PREFIXES = { none: '', all: 'ForAllValues:', any: 'ForAnyValue:' } as const;

/** All operators in all their forms. */
const FORMS: ReadonlyMap<string, Operator> = new Map(
  [...OPERATORS].flatMap(([baseName, base]) =>
    (['none', 'all', 'any'] as const).flatMap((set) =>
      // Access Analyzer policy check reference, "Null with if exists".
      (base.type === 'null' ? [false] : [false, true]).map((ifExists) => {
        const name = `${PREFIXES[set]}${baseName}${ifExists ? 'IfExists' : ''}`;
        return [name, { name, base, set, ifExists }] as const;
      }),
    ),
  ),
);

/** Reads `[ForAllValues:|ForAnyValue:]Base[IfExists]`, with regard to case. `undefined`: there is no such operator. */
export function parseOperator(name: string): Operator | undefined {
  return FORMS.get(name);
}

/** Whether variables have a meaning in an operator's values (IAM User Guide, "Policy variables"). */
export function allowsVariables(type: OperandType): boolean {
  return type === 'text' || type === 'arn';
}
