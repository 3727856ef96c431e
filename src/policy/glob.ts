/**
 * Wildcard matching: `*` is any run of characters, `?` exactly one. A pattern is a list of code units in which the two
 * wildcards are numbers that no text can hold, so substituted text can never become a wildcard.
 */
import { stepsLeft, takeSteps } from './step-budget.ts';

/** Any run of characters, also none. */
export const STAR = -1;
/** Exactly one character, also one outside the Basic Multilingual Plane. */
export const ANY = -2;

/** Code units, `STAR` and `ANY`; never two stars in a row. */
export type Glob = readonly number[];

/** Appends what `text` says: with its wildcards, or letter by letter. */
export function appendGlob(glob: number[], text: string, wildcards: boolean): void {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (wildcards && unit === 0x2a) {
      if (glob.at(-1) !== STAR) glob.push(STAR);
    } else if (wildcards && unit === 0x3f) glob.push(ANY);
    else glob.push(unit);
  }
}

/** The glob that a text with wildcards writes. */
export function parseGlob(text: string): Glob {
  const glob: number[] = [];
  appendGlob(glob, text, true);
  return glob;
}

/** Whether the whole of `text` between `from` and `to` is as the glob says. */
export function matchGlob(glob: Glob, text: string, from = 0, to = text.length): boolean {
  const steps = globSteps(glob, text, from, to);
  takeSteps(steps < 0 ? ~steps : steps);
  return steps >= 0;
}

/**
 * The number of steps that matching took; negative (its complement) if the text does not match. After a mismatch only
 * the last star takes one character more: an earlier star could gain nothing by it. So steps stay below the product of
 * both lengths.
 */
export function globSteps(glob: Glob, text: string, from: number, to: number): number {
  const most = stepsLeft();
  let steps = 0;
  let at = from;
  let next = 0;
  let afterStar = -1;
  let starEnd = from;
  while (at < to) {
    steps++;
    const wanted = next < glob.length ? glob[next]! : undefined;
    if (wanted === STAR) {
      afterStar = ++next;
      starEnd = at;
      if (next === glob.length) return steps;
    } else if (wanted === ANY) {
      next++;
      at += characterLength(text, at, to);
    } else if (wanted === text.charCodeAt(at)) {
      next++;
      at++;
    } else {
      if (afterStar < 0) return ~steps;
      if (steps > most) takeSteps(steps);
      starEnd += characterLength(text, starEnd, to);
      at = starEnd;
      next = afterStar;
    }
  }
  while (next < glob.length && glob[next] === STAR) next++;
  return next === glob.length ? steps : ~steps;
}

/** 2 where a surrogate pair stands, else 1. */
function characterLength(text: string, at: number, to: number): 1 | 2 {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff || at + 1 >= to) return 1;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
}
