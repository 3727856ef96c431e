/**
 * How two patterns of a policy relate, whatever the request: whether everything that one matches the other matches too
 * (`covers`), and whether nothing is matched by both (`disjoint`).
 *
 * `disjoint` is exact for patterns without variables. `covers` never says yes wrongly; it is exact where no `?` stands in
 * the covering pattern. A variable is a text that nobody knows: only itself or a `*` covers it, and it may be anything.
 */
import { parseTemplate } from './template.ts';
import { asciiLower } from './text-case.ts';

/** A code point, one of the two wildcards, or a variable as it was written. */
type Unit = number | string;

const STAR = -1;
const ANY = -2;

/** A pattern of one text. */
export interface TextPattern {
  readonly units: readonly Unit[];
  /** Whether it is one text: no wildcards, no variables. */
  readonly literal: boolean;
}

/** Reads a text with wildcards and, if the place knows them, variables. `undefined`: malformed, so it matches nothing. */
export function readTextPattern(text: string, variables = false): TextPattern | undefined {
  const { pieces } = parseTemplate(text, variables);
  if (pieces === undefined) return undefined;
  const units: Unit[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'variable') units.push(JSON.stringify([piece.variable.key, piece.variable.fallback]));
    else for (const character of piece.text) units.push(unitOf(character, piece.kind === 'text'));
  }
  return { units, literal: units.every((unit) => typeof unit === 'number' && unit >= 0) };
}

function unitOf(character: string, wildcards: boolean): number {
  if (wildcards && character === '*') return STAR;
  return wildcards && character === '?' ? ANY : character.codePointAt(0)!;
}

/**
 * Whether every text that `narrow` matches is matched by `wide`: `narrow` is read as a text in which only a wildcard
 * takes a wildcard. A run of wildcards with a star takes whatever is long enough. Steps: the product of both lengths.
 */
export function covers(wide: TextPattern, narrow: TextPattern): boolean {
  if (wide.units.length === 1 && wide.units[0] === STAR) return true;
  if (wide.literal) return narrow.literal && haveSameUnits(wide.units, narrow.units);
  if (!beginAlike(wide.units, narrow.units)) return false;
  const { units } = narrow;
  const lengths = leastLengths(units);
  let rest = new Uint8Array(units.length + 1);
  rest[units.length] = 1;
  for (let at = wide.units.length - 1; at >= 0; at--) {
    const unit = wide.units[at]!;
    if (unit !== STAR && unit !== ANY) rest = takingOne(units, rest, (other) => other === unit);
    else {
      let least = 0;
      let open = false;
      const end = at;
      for (; at >= 0 && (wide.units[at] === STAR || wide.units[at] === ANY); at--) {
        if (wide.units[at] === ANY) least++;
        else open = true;
      }
      at++;
      if (open) rest = takingRun(lengths, rest, least);
      else for (let i = at; i <= end; i++) rest = takingOne(units, rest, isOneCharacter);
    }
  }
  return rest[0] === 1;
}

function haveSameUnits(a: readonly Unit[], b: readonly Unit[]): boolean {
  return a.length === b.length && a.every((unit, i) => unit === b[i]);
}

/** A cheap look before the work: what stands before the first wildcard must stand in the other one too. */
function beginAlike(wide: readonly Unit[], narrow: readonly Unit[]): boolean {
  const end = wide.findIndex((unit) => unit === STAR || unit === ANY);
  for (let i = 0; i < end; i++) if (wide[i] !== narrow[i]) return false;
  return true;
}

/** How many characters the units before each place stand for, at least. */
function leastLengths(units: readonly Unit[]): number[] {
  const lengths = [0];
  for (const unit of units) lengths.push(lengths.at(-1)! + (isOneCharacter(unit) ? 1 : 0));
  return lengths;
}

function isOneCharacter(unit: Unit): boolean {
  return typeof unit === 'number' && unit !== STAR;
}

function takingOne(
  units: readonly Unit[],
  rest: Uint8Array,
  fits: (unit: Unit) => boolean,
): Uint8Array<ArrayBuffer> {
  const row = new Uint8Array(units.length + 1);
  for (let i = 0; i < units.length; i++) if (rest[i + 1] === 1 && fits(units[i]!)) row[i] = 1;
  return row;
}

function takingRun(lengths: readonly number[], rest: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const last = rest.lastIndexOf(1);
  const row = new Uint8Array(rest.length);
  // What the run takes may always be longer, so that the last place where the rest fits decides.
  for (let i = 0; i <= last; i++) if (lengths[last]! - lengths[i]! >= least) row[i] = 1;
  return row;
}

/** Whether no text is matched by both patterns. A variable may have any value. Steps: the product of both lengths. */
export function disjoint(a: TextPattern, b: TextPattern): boolean {
  if (beginApart(a.units, b.units)) return true;
  if (a.units.length === 1 && isOpen(a.units[0])) return false;
  const width = b.units.length;
  let below = new Uint8Array(width + 1);
  for (let i = a.units.length; i >= 0; i--) {
    const row = new Uint8Array(width + 1);
    const mine = a.units[i];
    for (let j = width; j >= 0; j--) {
      const other = b.units[j];
      if (mine === undefined && other === undefined) row[j] = 1;
      else if (isOpen(mine)) row[j] = below[j]! | (other === undefined ? 0 : row[j + 1]!);
      else if (isOpen(other)) row[j] = row[j + 1]! | (mine === undefined ? 0 : below[j]!);
      else if (mine !== undefined && other !== undefined && (mine === other || mine === ANY || other === ANY))
        row[j] = below[j + 1]!;
    }
    below = row;
  }
  return below[0] === 0;
}

/** As `beginAlike`: whether different letters stand before anything open. */
function beginApart(a: readonly Unit[], b: readonly Unit[]): boolean {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [mine, other] = [a[i], b[i]];
    if (isOpen(mine) || isOpen(other)) return false;
    if (mine !== other && mine !== ANY && other !== ANY) return true;
  }
  return false;
}

function isOpen(unit: Unit | undefined): boolean {
  return unit === STAR || typeof unit === 'string';
}

/** A pattern of an action or a resource: its parts are matched each on its own. */
export interface PartedPattern {
  readonly raw: string;
  /** The bare `*`. */
  readonly everything: boolean;
  readonly parts: readonly TextPattern[];
  /** Whether it is one action or one ARN. */
  readonly literal: boolean;
  /** What the comparison of two patterns costs is the product of these. */
  readonly length: number;
}

function parted(raw: string, parts: readonly (TextPattern | undefined)[]): PartedPattern | undefined {
  const present = parts.filter((part) => part !== undefined);
  if (present.length < parts.length) return undefined;
  return {
    raw,
    everything: raw === '*',
    parts: present,
    literal: raw !== '*' && present.every((part) => part.literal),
    length: raw.length,
  };
}

/** An `Action` pattern, without regard to case; `*` is `*:*`, for every action has a colon. */
export function readActionRelation(raw: string): PartedPattern {
  const [prefix = '', name] = asciiLower(raw).split(':', 2);
  const parts = raw === '*' ? ['*', '*'] : [prefix, name ?? ''];
  return parted(
    raw,
    parts.map((part) => readTextPattern(part)),
  )!;
}

/** A `Resource` pattern; missing parts are `*`. `undefined`: a variable is malformed, so it matches nothing. */
export function readResourceRelation(raw: string, variables: boolean): PartedPattern | undefined {
  const texts = raw === '*' ? [] : raw.split(':');
  const rest = texts.length > 5 ? texts.slice(5).join(':') : '*';
  const parts = [0, 1, 2, 3, 4].map((i) => readTextPattern(texts[i] ?? '*'));
  return parted(raw, [...parts, readTextPattern(rest, variables)]);
}

/** Whether every action that `narrow` matches is matched by `wide`. */
export function coversAction(wide: PartedPattern, narrow: PartedPattern): boolean {
  return wide.parts.every((part, i) => covers(part, narrow.parts[i]!));
}

/** As `coversAction`, of resources: the bare `*` matches also "no resource", which no other pattern does. */
export function coversResource(wide: PartedPattern, narrow: PartedPattern): boolean {
  if (wide.everything) return true;
  return !narrow.everything && wide.parts.every((part, i) => covers(part, narrow.parts[i]!));
}

/** Whether two patterns of actions, or two of resources, have nothing in common. */
export function haveNothingInCommon(a: PartedPattern, b: PartedPattern): boolean {
  return a.parts.some((part, i) => disjoint(part, b.parts[i]!));
}
