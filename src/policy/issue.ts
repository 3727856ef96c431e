/**
 * What can be said about a document when it is read: errors, which refuse it, and warnings, which do not.
 */
import type { SourceText } from './source-text.ts';

/** Which rules a document is read by: who writes it and where it will speak. */
export type PolicyKind = 'inline' | 'managed' | 'trust' | 'session' | 'resource' | 'scp' | 'rcp' | 'endpoint';

export interface PolicyIssue {
  /** Stable name in kebab case, for programs. */
  readonly code: string;
  /** An error's text is AWS's own, as the API answers it; a warning's text is Stint's. */
  readonly message: string;
  /** JSON pointer (RFC 6901) to the value meant. */
  readonly pointer: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** One sentence: what is wrong here and what to write instead. */
  readonly hint: string;
}

/** A place in a document that an issue can name. */
export interface Place {
  readonly pointer: string;
  readonly start: number;
}

/** A reader mends a few faults of one sort and asks again; a flood of them is an attack on whoever collects it. */
const KEPT = 100;

/** Collects issues; errors carry a rank, so that the first one is the one that AWS would answer.
 * At most a hundred of a rank, and a hundred warnings, are kept. */
export class IssueList {
  readonly #source: SourceText;
  readonly #errors: { readonly rank: number; readonly issue: PolicyIssue }[] = [];
  readonly #warnings: PolicyIssue[] = [];
  readonly #countByRank = new Map<number, number>();

  constructor(source: SourceText) {
    this.#source = source;
  }

  error(rank: number, code: string, message: string, place: Place, hint: string): void {
    const count = this.#countByRank.get(rank) ?? 0;
    if (count >= KEPT) return;
    this.#countByRank.set(rank, count + 1);
    this.#errors.push({ rank, issue: this.#issue(code, message, place, hint) });
  }

  warn(code: string, message: string, place: Place, hint: string): void {
    if (this.#warnings.length < KEPT) this.#warnings.push(this.#issue(code, message, place, hint));
  }

  /** Whether there are so many errors that looking for more helps nobody. */
  get isFull(): boolean {
    return this.#errors.length >= KEPT;
  }

  /** Errors by rank, those of one rank in the order of the text. */
  get errors(): PolicyIssue[] {
    return this.#errors.toSorted((a, b) => a.rank - b.rank).map((entry) => entry.issue);
  }

  get warnings(): PolicyIssue[] {
    return [...this.#warnings];
  }

  #issue(code: string, message: string, place: Place, hint: string): PolicyIssue {
    const { line, column } = this.#source.position(place.start);
    return { code, message, pointer: place.pointer, line, column, hint };
  }
}
