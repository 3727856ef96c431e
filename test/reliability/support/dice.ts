/** Choices that a seed repeats. */
export interface Dice {
  /** 0 (inclusive) to 1 (exclusive). */
  fraction(): number;
  /** 0 (inclusive) to `end` (exclusive). */
  below(end: number): number;
  /** Whether one of `of` cases comes up. */
  oneIn(of: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** A seed for dice of their own: what one of several does must not change what the others choose. */
  fork(): Dice;
}

/** The generator mulberry32, whose state is one 32-bit number. */
export function seededDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const fraction = (): number => next() / 2 ** 32;
  const below = (end: number): number => Math.floor(fraction() * end);
  return {
    fraction,
    below,
    oneIn: (of) => below(of) === 0,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[below(items.length)]!;
    },
    fork: () => seededDice(next()),
  };
}

/** A new seed, or the one of the environment, to repeat a run. */
export function seedOf(variable: string): number {
  const given = process.env[variable];
  return given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
}
