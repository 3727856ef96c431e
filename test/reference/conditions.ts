import type { RequestContext } from '../../src/policy/index.ts';
import { addressOf, liesIn } from './addresses.ts';
import { arnMatches, partsOfArn } from './arn.ts';
import { bytesOfBase64 } from './base64.ts';
import { instantOf } from './dates.ts';
import { type Character, charactersOf, globMatches, textOf, withoutCase } from './glob.ts';
import { compareDecimals, decimalOf } from './numbers.ts';
import { listOf, type RawCondition, type RawValue } from './reference-sets.ts';
import { substitute } from './variables.ts';

/** `m(r,p)` of policy-language §6.1: one request value against one policy value. */
type Comparison = (requested: string, policy: readonly Character[]) => boolean;

interface Operator {
  readonly compare: Comparison;
  /** §6.1: a `Not…` operator is the exact complement of its positive twin over the whole pair. */
  readonly negated: boolean;
  /** §6.4 "where": variables work in the values of String and Arn operators. */
  readonly variables: boolean;
}

const equals: Comparison = (requested, policy) => requested === textOf(policy);
const equalsIgnoringCase: Comparison = (requested, policy) => folded(requested) === folded(textOf(policy));
const like: Comparison = (requested, policy) => globMatches(policy, requested);
const arnLike: Comparison = (requested, policy) => arnMatches(partsOfArn(policy), requested);

/** §6.1: simple (one character to one), locale-independent case folding. */
function folded(text: string): string {
  return Array.from(text, (character) => {
    // The dotless i folds to itself: CaseFolding.txt has no simple mapping for it.
    if (character === 'ı') return character;
    const upper = character.toUpperCase();
    const capital = Array.from(upper).length === 1 ? upper : character;
    const lower = capital.toLowerCase();
    return Array.from(lower).length === 1 ? lower : capital;
  }).join('');
}

// §6.2 "type mismatch at run time": what is no number, date or address makes the comparison false, never an exception.
function numeric(holds: (order: number) => boolean): Comparison {
  return (requested, policy) => {
    const r = decimalOf(requested);
    const p = decimalOf(textOf(policy));
    return r !== undefined && p !== undefined && holds(compareDecimals(r, p));
  };
}

function date(holds: (order: number) => boolean): Comparison {
  return (requested, policy) => {
    const r = instantOf(requested);
    const p = instantOf(textOf(policy));
    return r !== undefined && p !== undefined && holds(r < p ? -1 : r > p ? 1 : 0);
  };
}

const bool: Comparison = (requested, policy) => {
  const r = withoutCase(requested);
  return (r === 'true' || r === 'false') && r === withoutCase(textOf(policy));
};

const binary: Comparison = (requested, policy) => {
  const bytes = bytesOfBase64(textOf(policy));
  const given = new TextEncoder().encode(requested);
  return (
    bytes !== undefined && bytes.length === given.length && bytes.every((byte, at) => byte === given[at])
  );
};

const ipAddress: Comparison = (requested, policy) => {
  const address = addressOf(requested);
  return address !== undefined && liesIn(address, textOf(policy));
};

const text = (compare: Comparison, negated: boolean): Operator => ({ compare, negated, variables: true });
const typed = (compare: Comparison, negated = false): Operator => ({ compare, negated, variables: false });

const same = (order: number) => order === 0;
const below = (order: number) => order < 0;
const above = (order: number) => order > 0;
const notAbove = (order: number) => order <= 0;
const notBelow = (order: number) => order >= 0;

/** The table of policy-language §6.1. `Null` is apart (§6.3). */
const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', text(equals, false)],
  ['StringNotEquals', text(equals, true)],
  ['StringEqualsIgnoreCase', text(equalsIgnoringCase, false)],
  ['StringNotEqualsIgnoreCase', text(equalsIgnoringCase, true)],
  ['StringLike', text(like, false)],
  ['StringNotLike', text(like, true)],
  ['ArnEquals', text(arnLike, false)],
  ['ArnLike', text(arnLike, false)],
  ['ArnNotEquals', text(arnLike, true)],
  ['ArnNotLike', text(arnLike, true)],
  ['NumericEquals', typed(numeric(same))],
  ['NumericNotEquals', typed(numeric(same), true)],
  ['NumericLessThan', typed(numeric(below))],
  ['NumericLessThanEquals', typed(numeric(notAbove))],
  ['NumericGreaterThan', typed(numeric(above))],
  ['NumericGreaterThanEquals', typed(numeric(notBelow))],
  ['DateEquals', typed(date(same))],
  ['DateNotEquals', typed(date(same), true)],
  ['DateLessThan', typed(date(below))],
  ['DateLessThanEquals', typed(date(notAbove))],
  ['DateGreaterThan', typed(date(above))],
  ['DateGreaterThanEquals', typed(date(notBelow))],
  ['Bool', typed(bool)],
  ['BinaryEquals', typed(binary)],
  ['IpAddress', typed(ipAddress)],
  ['NotIpAddress', typed(ipAddress, true)],
]);

/** The request's side of one (operator, key) pair. */
interface RequestValues {
  readonly missing: boolean;
  readonly values: readonly string[];
  /** No list entries, or only the empty text: what §6.2 and §6.3 call a "null" value. A missing key is one, too. */
  readonly none: boolean;
}

function requestValues(key: string, context: RequestContext): RequestValues {
  const value = context.get(key.toLowerCase());
  if (value === undefined) return { missing: true, values: [], none: true };
  const values = typeof value === 'string' ? [value] : value;
  return { missing: false, values, none: values.every((entry) => entry === '') };
}

/** policy-language §6: an AND over all (operator, key) pairs; an empty block holds. */
export function conditionsHold(
  condition: RawCondition | undefined,
  context: RequestContext,
  hasVariables: boolean,
): boolean {
  return Object.entries(condition ?? {}).every(([operator, pairs]) =>
    Object.entries(pairs).every(([key, values]) =>
      pairHolds(operator, key, listOf<RawValue>(values).map(String), context, hasVariables),
    ),
  );
}

/** policy-language §2: operator = [ "ForAllValues:" | "ForAnyValue:" ] base [ "IfExists" ]. */
export function partsOfOperator(name: string): { qualifier: string; base: string; ifExists: boolean } {
  const colon = name.indexOf(':');
  const qualifier = name.slice(0, colon + 1);
  const rest = name.slice(colon + 1);
  const ifExists = rest.endsWith('IfExists');
  return { qualifier, base: ifExists ? rest.slice(0, -'IfExists'.length) : rest, ifExists };
}

/** One (operator, key) pair: the table of policy-language §6.2. */
export function pairHolds(
  name: string,
  key: string,
  policyTexts: readonly string[],
  context: RequestContext,
  hasVariables: boolean,
): boolean {
  const { qualifier, base, ifExists } = partsOfOperator(name);
  const request = requestValues(key, context);
  if (base === 'Null' && !ifExists) return nullHolds(qualifier, policyTexts, request);
  const operator = OPERATORS.get(base);
  if (operator === undefined) return false; // §6.3: at run time an unknown operator is no match
  // §6.2: with IfExists a missing key makes the pair true, before anything else is looked at.
  if (ifExists && request.missing) return true;

  // §6.4 "no value, no default": the value matches nothing, the others of the list may.
  const policyValues = policyTexts
    .map((policy) =>
      operator.variables && hasVariables ? substitute(policy, context) : charactersOf(policy),
    )
    .filter((policy) => policy !== undefined);
  const matchesOne = (value: string) => policyValues.some((policy) => operator.compare(value, policy));
  const satisfies = (value: string) => matchesOne(value) !== operator.negated;

  // §6.2, row "R is an empty list, or only the empty text": ForAllValues true, ForAnyValue false; and with a missing key.
  if (qualifier === 'ForAllValues:') return request.none || request.values.every(satisfies);
  if (qualifier === 'ForAnyValue:') return !request.none && request.values.some(satisfies);
  // Same row, without a prefix: compare the empty text.
  const values = request.values.length === 0 && !request.missing ? [''] : request.values;
  return values.some(matchesOne) !== operator.negated;
}

/** policy-language §6.3. */
function nullHolds(qualifier: string, policyTexts: readonly string[], request: RequestValues): boolean {
  if (qualifier === 'ForAllValues:') return true;
  if (qualifier === 'ForAnyValue:') return false;
  const wanted = request.none ? 'true' : 'false';
  return policyTexts.some((policy) => withoutCase(policy) === wanted);
}
