/** What a comparison may take: policies are strangers' texts, and some have more cases than anyone could look at. */

/** Why a comparison is not complete. */
export type Shortfall =
  /** The actions that the patterns tell apart are too many. */
  | 'actions'
  | 'resources'
  | 'principals'
  /** The values of a condition key that its conditions tell apart are too many, or of several types. */
  | 'values'
  /** A difference hangs on policy variables, and no values were found that show it. */
  | 'variables'
  /** Too many combinations of conditions. */
  | 'combinations';

/** Counts the work of one comparison. A step takes about a tenth of a microsecond. */
export class Effort {
  #left: number;
  readonly #whole: Effort | undefined;
  readonly #shortfalls: Set<Shortfall>;

  constructor(steps: number, whole?: Effort) {
    this.#left = steps;
    this.#whole = whole;
    this.#shortfalls = whole === undefined ? new Set() : whole.#shortfalls;
  }

  /** Takes steps. @returns whether there were as many left. */
  take(steps: number): boolean {
    this.#left -= steps;
    this.#whole?.take(steps);
    return this.#left >= 0;
  }

  /** For a piece of work that must not use up everything: a share of what is left. */
  share(part: number): Effort {
    return new Effort(Math.max(0, Math.floor(this.#left * part)), this);
  }

  fallShort(reason: Shortfall): void {
    this.#shortfalls.add(reason);
  }

  get shortfalls(): Shortfall[] {
    return [...this.#shortfalls].toSorted();
  }
}
