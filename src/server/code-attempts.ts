/** Guesses at the codes of MFA devices are few: six digits are soon tried through otherwise. */
import { Recent } from './recent.ts';

/** Wrong codes of one device after which none is tried, */
const WRONG_CODES = 5;
/** until none was wrong for so long; milliseconds. */
const REST = 5 * 60_000;
/** A device is forgotten only for others with wrong codes, each of which somebody with its user's keys gave. */
const REMEMBERED = 100_000;

interface Wrong {
  readonly codes: number;
  /** Milliseconds, of the last one. */
  readonly at: number;
}

/** Counts wrong codes by device, in memory: a restart forgets them, and takes longer than the guesses that it gives. */
export class CodeAttempts {
  readonly #wrong = new Recent<string, Wrong>(REMEMBERED);

  /** @param now milliseconds. */
  mayTry(device: string, now: number): boolean {
    return this.#count(device, now) < WRONG_CODES;
  }

  noteWrong(device: string, now: number): void {
    this.#wrong.set(device, { codes: this.#count(device, now) + 1, at: now });
  }

  noteGood(device: string): void {
    this.#wrong.set(device, { codes: 0, at: 0 });
  }

  #count(device: string, now: number): number {
    const wrong = this.#wrong.get(device);
    return wrong === undefined || now - wrong.at >= REST ? 0 : wrong.codes;
  }
}
