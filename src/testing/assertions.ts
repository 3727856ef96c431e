/** Assertions for node:test, or any runner for which an error is a failure. */
import type { AssumeQuestion } from './assuming.ts';
import type { Details } from './expectation.ts';
import { type DenyDetails, failureText, judgeAssuming, judgeQuestion, type Outcome } from './matchers.ts';
import type { Question } from './question.ts';
import type { Subject } from './world.ts';

/** A decision is not as a test expects. Runners show it as they show `node:assert`'s own. */
export class PolicyAssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage = true;
  readonly expected: string;
  readonly actual: string;

  constructor(outcome: Outcome) {
    super(failureText(outcome));
    const [first] = outcome.differences;
    this.expected = first?.expected ?? '';
    this.actual = first?.actual ?? '';
  }
}

function refute(outcome: Outcome): void {
  if (outcome.differences.length > 0) throw new PolicyAssertionError(outcome);
}

/** @throws PolicyAssertionError unless the principal may do it. */
export function assertAllowed(subject: Subject, question: Question, details: Details = {}): void {
  refute(judgeQuestion(subject, question, { ...details, verdict: 'allow' }));
}

/** @throws PolicyAssertionError unless the principal may not do it. */
export function assertDenied(subject: Subject, question: Question, details: DenyDetails = {}): void {
  refute(judgeQuestion(subject, question, { verdict: 'deny', ...details }));
}

/** @throws PolicyAssertionError unless the principal may assume the role. */
export function assertAllowedToAssume(
  subject: Subject,
  question: AssumeQuestion,
  details: Details = {},
): void {
  refute(judgeAssuming(subject, question, { ...details, verdict: 'allow' }));
}

/** @throws PolicyAssertionError unless the principal may not assume the role. */
export function assertDeniedToAssume(
  subject: Subject,
  question: AssumeQuestion,
  details: DenyDetails = {},
): void {
  refute(judgeAssuming(subject, question, { verdict: 'deny', ...details }));
}
