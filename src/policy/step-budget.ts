/**
 * How many steps of matching one decision may take. Quotas bound the policies of a caller to hundreds of thousands of
 * characters and a request to tens of thousands, and matching may cost their product: written for that, they would keep
 * a server from everybody else for minutes. A decision that costs more than any honest one is not made.
 */

/** The policies that speak for a caller cost too much to match with its request: to be refused. */
export class DecisionTooCostlyError extends Error {
  override readonly name = 'DecisionTooCostlyError';
  constructor() {
    super('the policies take too many steps to match with this request');
  }
}

/** Of `decide`: at worst some tenths of a second. Policies as long as the quotas allow take some hundred thousand. */
export const STEPS_A_DECISION = 20_000_000;
/** Of `explain`, which asks everything, and some of it more than once. */
export const STEPS_AN_EXPLANATION = 10 * STEPS_A_DECISION;

/** Of the decision under way: nothing in a decision waits, so that there is one at a time. */
let left = Number.POSITIVE_INFINITY;

/** Takes steps from those of the decision under way. @throws DecisionTooCostlyError when they are used up. */
export function takeSteps(steps: number): void {
  left -= steps;
  if (left < 0) throw new DecisionTooCostlyError();
}

/** How many steps the decision under way has left. */
export function stepsLeft(): number {
  return left;
}

/**
 * Makes a decision in at most so many steps. One that is made while another is under way takes them from that one's.
 * @throws DecisionTooCostlyError
 */
export function within<Question, Sets, Answer>(
  steps: number,
  make: (question: Question, sets: Sets) => Answer,
  question: Question,
  sets: Sets,
): Answer {
  const outer = left;
  const granted = Math.min(steps, outer);
  left = granted;
  try {
    return make(question, sets);
  } finally {
    left = outer - (granted - left);
  }
}
