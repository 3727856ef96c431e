/** Guesses at the codes of MFA devices are few: six digits are soon tried through otherwise. */
import { LRUCache } from 'lru-cache';

/** Wrong codes of one device after which none is tried, */
const WRONG_CODES = 5;
/** until none was wrong for so long; milliseconds. */
const REST = 5 * 60_000;
/** A device is forgotten only for others with wrong codes, each of which somebody with its user's keys gave. */
const REMEMBERED = 100_000;

/** Counts wrong codes by device, in memory: a restart forgets them, and takes longer than the guesses that it gives. */
export class CodeAttempts {
  readonly #wrong = new LRUCache<string, number>({ max: REMEMBERED, ttl: REST });

  mayTry(device: string): boolean {
    return (this.#wrong.get(device) ?? 0) < WRONG_CODES;
  }

  noteWrong(device: string): void {
    this.#wrong.set(device, (this.#wrong.get(device) ?? 0) + 1);
  }

  noteGood(device: string): void {
    this.#wrong.delete(device);
  }
}
