/**
 * The canonical text of a document, and the shortest. Reading either gives the document again, up to positions: nothing
 * is lost, and nothing that two readers could take differently is left.
 */
import type {
  Condition,
  PatternElement,
  PolicyDocument,
  PrincipalElement,
  PrincipalType,
  Statement,
} from './document.ts';
import { lowerCaseKey } from './text-case.ts';

export interface FormatOptions {
  /** Blanks of one level, or the text that stands for them; 2 unless told otherwise. */
  readonly indent?: number | '\t';
  /**
   * Whether the values of a list (actions, resources, principals, condition values) are put in the order of their code
   * units, each once: no meaning depends on it. Statements and conditions stay in the author's order either way.
   */
  readonly sort?: boolean;
}

/** JSON whose members keep their order and may have any key. */
type Json = string | Raw | readonly Json[] | ReadonlyMap<string, Json>;

/** A boolean or a number, printed without quotes. */
class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Prints a document for people: Version, Id, Statement; in a statement Sid, Effect, Principal, Action, Resource,
 * Condition (the order of the IAM User Guide, "IAM JSON policy elements reference"); the version always said, statements
 * always a list, every other list of one value as that value, condition values as strings. Characters that the IAM API does
 * not take in a document, and control characters, are escaped.
 * @throws TypeError for a document made by hand that no text can say: one condition key twice under one operator.
 */
export function format(document: PolicyDocument, { indent = 2, sort = false }: FormatOptions = {}): string {
  const version = [['Version', document.version]] as const;
  const statements = document.statements.map((statement) => statementJson(statement, { sort, short: false }));
  const level = typeof indent === 'number' ? ' '.repeat(indent) : indent;
  return print(documentJson(document, version, statements), { level, lineEnd: '\n', colon: ': ' });
}

/**
 * The shortest text that says what the document says, for quotas: no white space, no Version where that of 2008 is in
 * force, one statement without its list, booleans and numbers under their own operators without quotes.
 * @throws TypeError as `format`.
 */
export function minify(document: PolicyDocument): string {
  const version = document.version === '2008-10-17' ? [] : ([['Version', document.version]] as const);
  const statements = document.statements.map((statement) =>
    statementJson(statement, { sort: false, short: true }),
  );
  return print(documentJson(document, version, single(statements)), { level: '', lineEnd: '', colon: ':' });
}

interface Style {
  readonly sort: boolean;
  /** Whether the shortest text is wanted. */
  readonly short: boolean;
}

function documentJson(
  { id }: PolicyDocument,
  version: readonly (readonly [string, Json])[],
  statements: Json,
): Json {
  return new Map<string, Json>([
    ...version,
    ...(id === undefined ? [] : [['Id', id] as const]),
    ['Statement', statements],
  ]);
}

function statementJson(statement: Statement, style: Style): Json {
  const { sid, effect, principal, action, resource, conditions } = statement;
  const members = new Map<string, Json>();
  if (sid !== undefined) members.set('Sid', sid);
  members.set('Effect', effect);
  if (principal !== undefined) members.set(nameOf('Principal', principal), principalJson(principal, style));
  members.set(nameOf('Action', action), listJson(action.patterns, style));
  if (resource !== undefined) members.set(nameOf('Resource', resource), listJson(resource.patterns, style));
  if (conditions.length > 0) members.set('Condition', conditionsJson(conditions, style));
  return members;
}

const nameOf = (name: string, { not }: PatternElement | PrincipalElement) => (not ? `Not${name}` : name);

function listJson(values: readonly string[], style: Style): Json {
  return single(style.sort ? [...new Set(values)].toSorted(byCodeUnits) : values);
}

/** A list of one value is that value. */
function single(values: readonly Json[]): Json {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function principalJson({ entries }: PrincipalElement, style: Style): Json {
  const [first] = entries;
  if (entries.length === 1 && first?.type === '*') return '*';
  const byType = new Map<PrincipalType, string[]>();
  for (const { type, value } of entries) {
    if (type === '*') throw new TypeError('The principal * stands alone: no text says it beside others.');
    const values = byType.get(type);
    if (values === undefined) byType.set(type, [value]);
    else values.push(value);
  }
  return new Map(Array.from(byType, ([type, values]) => [type, listJson(values, style)]));
}

function conditionsJson(conditions: readonly Condition[], style: Style): Json {
  const operators = new Map<string, Map<string, Json>>();
  const said = new Set<string>();
  for (const { operator, key, values } of conditions) {
    const pair = `${operator} ${lowerCaseKey(key)}`;
    if (said.has(pair)) throw new TypeError(`The condition key ${key} stands twice under ${operator}.`);
    said.add(pair);
    const keys = operators.get(operator) ?? new Map<string, Json>();
    keys.set(key, valuesJson(operator, values, style));
    operators.set(operator, keys);
  }
  return operators;
}

const BOOLEAN = /^(?:true|false)$/;
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/** Values of one list keep one JSON type: Access Analyzer policy check reference, "Data type mismatch". */
function valuesJson(operator: string, values: readonly string[], style: Style): Json {
  const unquoted = /Bool|Null/.test(operator) ? BOOLEAN : /Numeric/.test(operator) ? NUMBER : undefined;
  if (style.short && unquoted !== undefined && values.every((value) => unquoted.test(value))) {
    return single(values.map((value) => new Raw(value)));
  }
  return listJson(values, style);
}

interface Layout {
  readonly level: string;
  readonly lineEnd: string;
  readonly colon: string;
}

function print(json: Json, layout: Layout, margin = ''): string {
  if (typeof json === 'string') return quoted(json);
  if (json instanceof Raw) return json.text;
  const { level, lineEnd, colon } = layout;
  const inner = margin + level;
  const isObject = json instanceof Map;
  const items = isObject
    ? Array.from(json, ([key, value]) => quoted(key) + colon + print(value, layout, inner))
    : (json as readonly Json[]).map((item) => print(item, layout, inner));
  const [open, close] = isObject ? '{}' : '[]';
  if (items.length === 0) return `${open}${close}`;
  return `${open}${lineEnd}${inner}${items.join(`,${lineEnd}${inner}`)}${lineEnd}${margin}${close}`;
}

/** Control characters of Latin-1 and all beyond it: the first hide, the others are not taken by IAM. */
const ESCAPED = /[\u007f-\u009f\u0100-\uffff]/g;

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    ESCAPED,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
