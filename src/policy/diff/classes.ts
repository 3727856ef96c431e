/**
 * All texts, sorted by which of some shapes they match: for each combination that occurs, one text. The shapes are run
 * side by side over every text at once, as automata are (the subset construction).
 */
import type { Effort } from './effort.ts';
import { accepts, alphabetOf, type Shape, type Step } from './shape.ts';

/** Texts that match the same shapes. */
export interface TextClass {
  /** One of them. */
  readonly text: string;
  /** The shapes that match, by index, ascending. */
  readonly matched: readonly number[];
}

export interface Question {
  readonly shapes: readonly Shape[];
  /** What the texts are like at all. */
  readonly universe: Shape;
  /** Texts to be preferred, the best first. */
  readonly favourites: Iterable<string>;
  /** How a text is read before it is matched. */
  readonly read?: (text: string) => string;
  /** Characters that no shape names, readable ones first. */
  readonly spare: string;
  /** Whether no characters exist but spare ones and those that the shapes name. */
  readonly closed?: boolean;
}

/** Sorts the texts. @returns the classes, complete unless it took too much; who asks says so. */
export function classesOf(question: Question, whole: Effort): { classes: TextClass[]; complete: boolean } {
  const effort = whole.share(SHARE);
  const found = new Map<string, TextClass>();
  const machine = new SideBySide([question.universe, ...question.shapes], effort);
  const note = (state: State, text: () => string): void => {
    const [first, ...matched] = state.accepted;
    if (first !== 0) return;
    const key = matched.join();
    if (!found.has(key)) found.set(key, { text: text(), matched: matched.map((shape) => shape - 1) });
  };
  for (const text of question.favourites) {
    const state = machine.run(question.read?.(text) ?? text);
    if (state === undefined) break;
    note(state, () => text);
  }
  const complete = explore(machine, question, note);
  return { classes: [...found.values()], complete };
}

interface Reached {
  readonly state: State;
  readonly from: Reached | undefined;
  readonly code: number;
}

/** Of what is left of the work, for one sorting. */
const SHARE = 0.25;
const MOST_STATES = 10_000;

function explore(
  machine: SideBySide,
  { spare, closed }: Question,
  note: (state: State, text: () => string) => void,
): boolean {
  const start: Reached = { state: machine.start, from: undefined, code: 0 };
  const seen = new Set([machine.start]);
  const queue = [start];
  for (let at = 0; at < queue.length; at++) {
    const reached = queue[at]!;
    note(reached.state, () => textOf(reached));
    for (const code of machine.charactersAt(reached.state, spare, closed === true)) {
      const state = machine.step(reached.state, code);
      if (state === undefined) return false;
      if (seen.has(state) || !machine.isInUniverse(state)) continue;
      if (seen.size >= MOST_STATES) return false;
      seen.add(state);
      queue.push({ state, from: reached, code });
    }
  }
  return true;
}

function textOf(reached: Reached): string {
  const codes: number[] = [];
  for (let at = reached; at.from !== undefined; at = at.from) codes.push(at.code);
  return String.fromCodePoint(...codes.toReversed());
}

/** Where the shapes stand. */
export interface State {
  /** In the list of all steps, ascending. */
  readonly positions: readonly number[];
  /** The shapes at their end, ascending. */
  readonly accepted: readonly number[];
  /** What follows on characters that were asked before. */
  readonly next: Map<number, State>;
}

/** Shapes run side by side. The first is what the texts are like at all. */
export class SideBySide {
  readonly start: State;
  readonly #effort: Effort;
  readonly #states = new Map<string, State>();
  /** The steps of all shapes; `undefined` is the end of one. */
  readonly #steps: (Step | undefined)[] = [];
  readonly #shapeAt: number[] = [];
  readonly #alphabets: (readonly number[])[] = [];
  readonly #endOfFirst: number;

  constructor(shapes: readonly Shape[], effort: Effort) {
    this.#effort = effort;
    const starts: number[] = [];
    for (const [index, shape] of shapes.entries()) {
      starts.push(this.#steps.length);
      for (const step of [...shape, undefined]) {
        this.#steps.push(step);
        this.#shapeAt.push(index);
        this.#alphabets.push(step === undefined ? [] : alphabetOf(step.letters));
      }
    }
    this.#endOfFirst = shapes[0]?.length ?? 0;
    const positions: number[] = [];
    for (const position of starts) this.#enter(position, positions);
    this.start = this.#stateOf(positions);
  }

  /** Adds a position, and those behind steps that may be left out. */
  #enter(position: number, positions: number[]): void {
    let at = position;
    positions.push(at);
    while (this.#steps[at]?.repeats === true) positions.push(++at);
  }

  #stateOf(positions: number[]): State {
    const kept = this.#pruned(positions);
    const key = kept.join();
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const ends = kept.filter((position) => this.#steps[position] === undefined);
    const accepted = ends.map((position) => this.#shapeAt[position]!);
    const state = { positions: kept, accepted, next: new Map() };
    this.#states.set(key, state);
    return state;
  }

  /**
   * In order, and without the positions before the last repeated step of a shape: that step takes all that they could
   * take. (All positions of one shape are in the same part, for they have seen the same colons.)
   */
  #pruned(positions: number[]): number[] {
    positions.sort((a, b) => b - a);
    const kept: number[] = [];
    /** The shape whose earlier positions are not needed. */
    let covered = -1;
    for (const position of positions) {
      const shape = this.#shapeAt[position]!;
      if (position === kept.at(-1) || shape === covered) continue;
      kept.push(position);
      if (this.#steps[position]?.repeats === true) covered = shape;
    }
    return kept.reverse();
  }

  /** The state behind one more character; `undefined` when the effort is used up. */
  step(state: State, code: number): State | undefined {
    const known = state.next.get(code);
    if (known !== undefined) return known;
    if (!this.#effort.take(state.positions.length)) return undefined;
    const next: number[] = [];
    for (const position of state.positions) {
      const step = this.#steps[position];
      if (step === undefined || !accepts(step.letters, code)) continue;
      this.#enter(step.repeats ? position : position + 1, next);
    }
    const behind = this.#stateOf(next);
    state.next.set(code, behind);
    return behind;
  }

  run(text: string): State | undefined {
    let state: State | undefined = this.start;
    for (const character of text) {
      state = this.step(state, character.codePointAt(0)!);
      if (state === undefined) return undefined;
    }
    return state;
  }

  isInUniverse({ positions }: State): boolean {
    return positions[0] !== undefined && positions[0] <= this.#endOfFirst;
  }

  /** One character for each way to go on: those that the steps ahead name, and one that they do not. */
  charactersAt({ positions }: State, spare: string, closed: boolean): number[] {
    const named = new Set<number>();
    for (const position of positions) for (const code of this.#alphabets[position]!) named.add(code);
    const other = otherThan(named, spare, closed);
    return other === undefined ? [...named] : [other, ...named];
  }
}

function otherThan(named: ReadonlySet<number>, spare: string, closed: boolean): number | undefined {
  for (const character of spare) {
    const code = character.codePointAt(0)!;
    if (!named.has(code)) return code;
  }
  if (closed) return undefined;
  let code = 0x4e00;
  while (named.has(code)) code++;
  return code;
}
