/**
 * Wildcard matching: `*` is any run of characters, `?` exactly one. A glob is an anchored head, segments between stars,
 * and an anchored tail. Each segment is looked for from the end of the one before, and its first occurrence will do:
 * a later one leaves less to what follows. So matching passes over a text once, whatever the glob says.
 */
import { Segment, skipCharacters } from './glob-segment.ts';
import { takeSteps } from './step-budget.ts';

/** A text, and the places in it at which `*` and `?` are wildcards; elsewhere they are letters. */
export interface WildText {
  readonly text: string;
  readonly wild: readonly number[];
}

const STAR = 0x2a;
const QUESTION = 0x3f;

/** Appends to a list the places of all `*` and `?` of a text that begins at `offset`. */
export function addWildcards(wild: number[], text: string, offset = 0): void {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === STAR || unit === QUESTION) wild.push(offset + i);
  }
}

/** A segment that may stand anywhere behind the one before, if so many characters are between them. */
interface Floating {
  readonly gap: number;
  readonly segment: Segment;
}

export class Glob {
  /** All of it, if the glob has no star. */
  readonly #head: Segment;
  readonly #floating: readonly Floating[];
  readonly #tailGap: number;
  /** `undefined`: the glob has no star. */
  readonly #tail: Segment | undefined;
  readonly #matchesAll: boolean;
  /** The fewest units that a matching text has. */
  readonly #shortest: number;

  constructor(wildText: WildText) {
    const [head, ...others] = cutAtStars(wildText);
    const tail = others.pop();
    this.#shortest = wildText.text.length - others.length - (tail === undefined ? 0 : 1);
    if (tail === undefined) {
      this.#head = new Segment(head!.text, head!.any);
      this.#floating = [];
      this.#tailGap = 0;
      this.#matchesAll = false;
      return;
    }
    const first = withoutOuterGaps(head!, 'end');
    this.#head = first.segment;
    let gap = first.after;
    const floating: Floating[] = [];
    for (const part of others) {
      const { before, segment, after } = withoutOuterGaps(part, 'both');
      gap += before;
      if (segment.text === '') continue;
      floating.push({ gap, segment });
      gap = after;
    }
    const last = withoutOuterGaps(tail, 'start');
    this.#floating = floating;
    this.#tailGap = gap + last.before;
    this.#tail = last.segment;
    this.#matchesAll = this.isHeadAndStar && this.#head.text === '';
  }

  /** Whether there is no wildcard in it. */
  get isLiteral(): boolean {
    return this.#tail === undefined && this.#head.isLiteral;
  }

  /** What every matching text begins with. */
  get literalHead(): string {
    return this.#head.literalHead;
  }

  /** Whether every text that begins with the head matches. */
  get isHeadAndStar(): boolean {
    const isOpen = this.#tail?.text === '' && this.#tailGap === 0 && this.#floating.length === 0;
    return isOpen && this.#head.isLiteral;
  }

  /** Whether the whole of `text` between `from` and `end` is as the glob says. */
  matches(text: string, from = 0, end = text.length): boolean {
    takeSteps(1);
    if (end - from < this.#shortest) return false;
    if (this.#matchesAll) return true;
    let at = this.#head.endFrom(text, from, end);
    if (at < 0 || this.#tail === undefined) return at === end;
    const stop = this.#tail.startBefore(text, at, end);
    if (stop < 0) return false;
    for (const { gap, segment } of this.#floating) {
      if (gap > 0) at = skipCharacters(text, at, gap, stop);
      if (at >= 0) at = segment.endOfFirst(text, at, stop);
      if (at < 0) return false;
    }
    return this.#tailGap === 0 || skipCharacters(text, at, this.#tailGap, stop) >= 0;
  }
}

/** The glob that a text with wildcards writes. */
export function parseGlob(text: string): Glob {
  const wild: number[] = [];
  addWildcards(wild, text);
  return new Glob({ text, wild });
}

export const MATCH_ALL: Glob = parseGlob('*');

/** What stands between two stars, and where in it any one character is meant. */
interface Part {
  readonly text: string;
  readonly any: readonly number[];
}

/** At least one part; the first and the last are anchored. */
function cutAtStars({ text, wild }: WildText): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let any: number[] = [];
  for (const at of wild) {
    if (text.charCodeAt(at) === QUESTION) {
      any.push(at - start);
    } else {
      parts.push({ text: text.slice(start, at), any });
      start = at + 1;
      any = [];
    }
  }
  parts.push({ text: text.slice(start), any });
  return parts;
}

/** Beside a star, places for any character are but a distance to keep. */
function withoutOuterGaps({ text, any }: Part, side: 'start' | 'end' | 'both') {
  let before = 0;
  let after = 0;
  if (side !== 'end') while (any[before] === before) before++;
  if (side !== 'start') {
    while (before + after < any.length && any[any.length - 1 - after] === text.length - 1 - after) after++;
  }
  const kept = any.slice(before, any.length - after).map((at) => at - before);
  return { before, after, segment: new Segment(text.slice(before, text.length - after), kept) };
}
