/** Where a generated case takes its choices from: a seed, or the random source of a property test. */
export interface Dice {
  /** A whole number from 0 to `sides` - 1. */
  roll(sides: number): number;
}

/** Dice that fall the same way each time for one seed (the generator "splitmix32"). */
export function seededDice(seed: number): Dice {
  let state = seed | 0;
  return {
    roll(sides) {
      state = (state + 0x9e3779b9) | 0;
      let mixed = state ^ (state >>> 16);
      mixed = Math.imul(mixed, 0x21f0aaad);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x735a2d97);
      mixed ^= mixed >>> 15;
      return (mixed >>> 0) % sides;
    },
  };
}

export function pick<T>(dice: Dice, list: readonly T[]): T {
  if (list.length === 0) throw new Error('nothing to pick from');
  return list[dice.roll(list.length)] as T;
}

/** True so many times in a hundred. */
export function chance(dice: Dice, percent: number): boolean {
  return dice.roll(100) < percent;
}

/** Names with their weights, and the weights' sum. Most tables of weights are constants that are rolled on for ever. */
interface WeightTable {
  readonly entries: readonly (readonly [string, number])[];
  readonly sum: number;
}

const tables = new WeakMap<object, WeightTable>();

function tableOf(weights: Readonly<Record<string, number>>): WeightTable {
  let table = tables.get(weights);
  if (table === undefined) {
    const entries = Object.entries(weights);
    table = { entries, sum: entries.reduce((sum, [, weight]) => sum + weight, 0) };
    tables.set(weights, table);
  }
  return table;
}

/** One of the names, each as often as its weight says. */
export function weighted<T extends string>(dice: Dice, weights: Readonly<Record<T, number>>): T {
  const { entries, sum } = tableOf(weights);
  let at = dice.roll(sum);
  for (const [name, weight] of entries) {
    if (at < weight) return name as T;
    at -= weight;
  }
  throw new Error('weights must be positive');
}

export function shuffled<T>(dice: Dice, list: readonly T[]): readonly T[] {
  const result = [...list];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = dice.roll(at + 1);
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}

/** The text with the case of some of its letters turned. */
export function turnCase(dice: Dice, text: string): string {
  return text.replace(/[A-Za-zÀ-ÖØ-Þà-öø-þ]/g, (letter) => {
    if (!chance(dice, 40)) return letter;
    return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  });
}
