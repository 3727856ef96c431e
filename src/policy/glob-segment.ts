/**
 * What a glob writes between two of its stars: letters, and places where any one character stands. A character is a code
 * point; letters are compared unit by unit.
 */
import { takeSteps } from './step-budget.ts';
import { mayHold, runsOf } from './text-digest.ts';

/** Any one character, where a unit is expected. */
const ANY = -1;

/** V8 reads some 250 characters of what it searches for before it begins; of longer texts the worst case is a product. */
const LONGEST_NATIVE_SEARCH = 250;

/** A quarter of a megabyte: beyond it a segment is compared place by place. */
const MOST_MASK_WORDS = 65_536;

/** 2 where a surrogate pair stands, else 1. */
function characterLength(text: string, at: number, end: number): 1 | 2 {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff || at + 1 >= end) return 1;
  return isLow(text.charCodeAt(at + 1)) ? 2 : 1;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The place behind so many characters; -1 if there are fewer before `end`. */
export function skipCharacters(text: string, from: number, count: number, end: number): number {
  let at = from;
  for (let i = 0; i < count; i++) {
    if (at >= end) return -1;
    at += characterLength(text, at, end);
  }
  takeSteps(count);
  return at;
}

export class Segment {
  /** Where any character stands, the `?` that was written. */
  readonly text: string;
  /** Absent: letters only. */
  readonly #units: readonly number[] | undefined;
  #search: Search | undefined;
  #runs: readonly number[] | undefined;

  /** @param any where in the text any one character is meant, in order */
  constructor(text: string, any: readonly number[]) {
    this.text = text;
    if (any.length === 0) return;
    const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
    for (const at of any) units[at] = ANY;
    this.#units = units;
  }

  get isLiteral(): boolean {
    return this.#units === undefined;
  }

  /** The letters before the first place where any character stands. */
  get literalHead(): string {
    return this.#units === undefined ? this.text : this.text.slice(0, this.#units.indexOf(ANY));
  }

  /** Where the segment ends if it begins at `from`; -1 if it does not, or ends behind `end`. */
  endFrom(text: string, from: number, end: number): number {
    const { length } = this.text;
    if (length === 0) return from;
    takeSteps(length);
    if (this.#units !== undefined) return endOfUnits(this.#units, text, from, end);
    return from + length <= end && text.startsWith(this.text, from) ? from + length : -1;
  }

  /** Where the segment begins if it ends at `end`; -1 if it does not, or begins before `from`. */
  startBefore(text: string, from: number, end: number): number {
    const { length } = this.text;
    if (length === 0) return end;
    takeSteps(length);
    if (this.#units !== undefined) return startOfUnits(this.#units, text, from, end);
    return end - length >= from && text.startsWith(this.text, end - length) ? end - length : -1;
  }

  /** The end of its first occurrence that begins at `from` or later; -1 if there is none before `end`. */
  endOfFirst(text: string, from: number, end: number): number {
    this.#runs ??= this.#literals.flatMap(runsOf);
    if (!mayHold(text, this.#runs)) {
      takeSteps(1);
      return -1;
    }
    this.#search ??= searchFor(this.text, this.#units);
    return this.#search(text, from, end);
  }

  /** Its letters, cut where any character stands. */
  get #literals(): string[] {
    const units = this.#units;
    if (units === undefined) return [this.text];
    const literals: string[] = [];
    let start = 0;
    for (let at = units.indexOf(ANY); at >= 0; at = units.indexOf(ANY, start)) {
      literals.push(this.text.slice(start, at));
      start = at + 1;
    }
    return [...literals, this.text.slice(start)];
  }
}

function endOfUnits(units: readonly number[], text: string, from: number, end: number): number {
  let at = from;
  for (const unit of units) {
    if (at >= end) return -1;
    if (unit === ANY) at += characterLength(text, at, end);
    else if (unit === text.charCodeAt(at)) at++;
    else return -1;
  }
  return at;
}

function startOfUnits(units: readonly number[], text: string, from: number, end: number): number {
  let at = end;
  for (let i = units.length - 1; i >= 0; i--) {
    if (--at < from) return -1;
    if (units[i] !== ANY) {
      if (units[i] !== text.charCodeAt(at)) return -1;
    } else if (at > from && isLow(text.charCodeAt(at)) && characterLength(text, at - 1, end) === 2) at--;
  }
  return at;
}

/** Finds the end of the first occurrence between two places, or -1. Takes steps for what it passes. */
type Search = (text: string, from: number, end: number) => number;

function searchFor(text: string, units: readonly number[] | undefined): Search {
  if (units !== undefined) return searchOfUnits(units);
  return text.length <= LONGEST_NATIVE_SEARCH ? nativeSearch(text) : searchOfLetters(text);
}

function nativeSearch(wanted: string): Search {
  return (text, from, end) => {
    const at = text.indexOf(wanted, from);
    takeSteps((at < 0 ? text.length : at + wanted.length) - from);
    return at < 0 || at + wanted.length > end ? -1 : at + wanted.length;
  };
}

/** Knuth, Morris and Pratt: no character is read twice. */
function searchOfLetters(wanted: string): Search {
  const borders = bordersOf(wanted);
  return (text, from, end) => {
    let matched = 0;
    for (let at = from; at < end; at++) {
      const unit = text.charCodeAt(at);
      while (matched > 0 && wanted.charCodeAt(matched) !== unit) matched = borders[matched - 1]!;
      if (wanted.charCodeAt(matched) === unit && ++matched === wanted.length) {
        takeSteps(at + 1 - from);
        return at + 1;
      }
    }
    takeSteps(end - from);
    return -1;
  };
}

/** For each beginning of the text the length of its longest end that is also a beginning. */
function bordersOf(text: string): Int32Array {
  const borders = new Int32Array(text.length);
  for (let at = 1, border = 0; at < text.length; at++) {
    while (border > 0 && text[border] !== text[at]) border = borders[border - 1]!;
    if (text[border] === text[at]) border++;
    borders[at] = border;
  }
  return borders;
}

/**
 * Baeza-Yates and Gonnet's Shift-And: a bit for each beginning of the segment that the text before a place ends with,
 * 32 of them a step.
 */
function searchOfUnits(units: readonly number[]): Search {
  const symbols = symbolsOf(units);
  const words = Math.ceil(symbols.length / 32);
  const masks = masksOf(symbols, words);
  if (masks === undefined) return placeByPlace(units);
  const state = new Int32Array(words);
  const last = symbols.length - 1;
  const lastBit = 1 << (last & 31);
  return (text, from, end) => {
    state.fill(0);
    let lastSymbol = ANY;
    let mask = masks.get(ANY)!;
    for (let at = from; at < end; ) {
      const length = characterLength(text, at, end);
      const symbol = length === 1 ? text.charCodeAt(at) : text.codePointAt(at)!;
      if (symbol !== lastSymbol) {
        lastSymbol = symbol;
        mask = masks.get(symbol) ?? masks.get(ANY)!;
      }
      let carry = 1;
      for (let word = 0; word < words; word++) {
        const bits = state[word]!;
        state[word] = ((bits << 1) | carry) & mask[word]!;
        carry = bits >>> 31;
      }
      at += length;
      takeSteps(words);
      if ((state[last >> 5]! & lastBit) !== 0) return at;
    }
    return -1;
  };
}

/** The units with surrogate pairs made one. */
function symbolsOf(units: readonly number[]): number[] {
  const symbols: number[] = [];
  for (let i = 0; i < units.length; i++) {
    const high = units[i]!;
    const low = units[i + 1] ?? 0;
    const isPair = high >= 0xd800 && high <= 0xdbff && isLow(low);
    symbols.push(isPair ? (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000 : high);
    if (isPair) i++;
  }
  return symbols;
}

/** At which places each symbol may stand; `undefined` if that takes too much memory. */
function masksOf(symbols: readonly number[], words: number): Map<number, Int32Array> | undefined {
  const distinct = new Set(symbols);
  if (distinct.size * words > MOST_MASK_WORDS) return undefined;
  const anywhere = new Int32Array(words);
  for (const [i, symbol] of symbols.entries()) if (symbol === ANY) anywhere[i >> 5]! |= 1 << (i & 31);
  const masks = new Map([...distinct].map((symbol) => [symbol, anywhere.slice()]));
  for (const [i, symbol] of symbols.entries()) masks.get(symbol)![i >> 5]! |= 1 << (i & 31);
  return masks;
}

/** For segments of very many characters, each another one. */
function placeByPlace(units: readonly number[]): Search {
  return (text, from, end) => {
    for (let at = from; at < end; at += characterLength(text, at, end)) {
      const stop = endOfUnits(units, text, at, end);
      takeSteps(stop < 0 ? units.length : stop - at);
      if (stop >= 0) return stop;
    }
    return -1;
  };
}
