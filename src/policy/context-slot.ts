/** The keys of a request's context, each asked at most once in a decision, however many conditions name it. */
import type { ContextValue, RequestContext } from './model.ts';

/** Decisions are numbered; 0: none is under way, and every question goes to the context. */
let decisions = 0;
let underWay = 0;

/** A key, and what the context of the decision under way has answered. */
export class ContextSlot {
  /** In lower case, as a context is asked. */
  readonly key: string;
  #askedIn = 0;
  #value: ContextValue | undefined;

  constructor(key: string) {
    this.key = key;
  }

  valueIn(context: RequestContext): ContextValue | undefined {
    if (underWay === 0) return context.get(this.key);
    if (this.#askedIn !== underWay) {
      this.#value = context.get(this.key);
      this.#askedIn = underWay;
    }
    return this.#value;
  }
}

/** Makes a decision about one context. Another one may be made meanwhile, by a context that has to decide to answer. */
export function rememberingAnswers<Answer>(decide: () => Answer): Answer {
  const outer = underWay;
  underWay = ++decisions;
  try {
    return decide();
  } finally {
    underWay = outer;
  }
}

/** Policies may name any keys; beyond these, documents share no slots. */
const SHARED_SLOTS = 4096;
const LONGEST_SHARED_KEY = 256;
const shared = new Map<string, ContextSlot>();

/** The slot of a key (in lower case), which conditions of all documents share. */
export function slotOf(key: string): ContextSlot {
  const known = shared.get(key);
  if (known !== undefined) return known;
  const slot = new ContextSlot(key);
  if (key.length > LONGEST_SHARED_KEY) return slot;
  if (shared.size >= SHARED_SLOTS) shared.clear();
  shared.set(key, slot);
  return slot;
}
