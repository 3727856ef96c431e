/**
 * Which short runs of letters a text holds. A document may hold thousands of patterns for one text; that most of them
 * cannot match is known from three of their letters, without reading the text again.
 */
import { takeSteps } from './step-budget.ts';

/** A table of bits, one for each hash of a run. */
const BITS = 65_536;
/** So many runs of a pattern are looked up, at most. */
const MOST_RUNS = 16;
/** A text is worth a digest when it is long, and has been searched so often. */
const LONG = 64;
const OFTEN = 16;

const hashOfOne = (a: number): number => (a * 40_503) & (BITS - 1);
const hashOfTwo = (a: number, b: number): number => (a * 31_321 + b * 12_289 + 7) & (BITS - 1);
const hashOfThree = (a: number, b: number, c: number): number =>
  (a * 25_253 + b * 5_381 + c * 769 + 13) & (BITS - 1);

/** The text that was searched last, how often in a row, and its runs once they are known. */
let last = '';
let searches = 0;
let isKnown = false;
const known = new Int32Array(BITS / 32);

const add = (hash: number): void => {
  known[hash >> 5]! |= 1 << (hash & 31);
};

function learn(text: string): void {
  takeSteps(text.length);
  known.fill(0);
  let a = -1;
  let b = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    add(hashOfOne(c));
    if (b >= 0) add(hashOfTwo(b, c));
    if (a >= 0) add(hashOfThree(a, b, c));
    a = b;
    b = c;
  }
  isKnown = true;
}

/** The runs of three letters of a text, or what there is of a shorter one: distinct ones, from all over the text. */
export function runsOf(text: string): readonly number[] {
  const unit = (at: number) => text.charCodeAt(at);
  if (text.length === 0) return [];
  if (text.length === 1) return [hashOfOne(unit(0))];
  if (text.length === 2) return [hashOfTwo(unit(0), unit(1))];
  const runs = new Set<number>();
  for (let at = 0; at + 2 < text.length; at++) runs.add(hashOfThree(unit(at), unit(at + 1), unit(at + 2)));
  const step = Math.ceil(runs.size / MOST_RUNS);
  return [...runs].filter((_, i) => i % step === 0);
}

/** False if the text certainly lacks one of the runs. */
export function mayHold(text: string, runs: readonly number[]): boolean {
  if (text.length < LONG) return true;
  if (text !== last) {
    last = text;
    searches = 0;
    isKnown = false;
  }
  if (++searches < OFTEN) return true;
  if (!isKnown) learn(text);
  for (const hash of runs) if ((known[hash >> 5]! & (1 << (hash & 31))) === 0) return false;
  return true;
}
