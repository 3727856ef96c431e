/** Matchers for Vitest and Jest: `expect.extend(stintMatchers)`. */
import { type AssumeQuestion, askToAssume } from './assuming.ts';
import { type Details, type Difference, differences, type Expectation } from './expectation.ts';
import { principalName } from './principal.ts';
import { type Answer, ask, type Question } from './question.ts';
import { differenceText, reasons, verdictText } from './report.ts';
import type { Subject } from './world.ts';

/** What `toDeny` can expect: any refusal, or one of the two. */
export interface DenyDetails extends Details {
  readonly verdict?: 'implicitDeny' | 'explicitDeny';
}

/** What Vitest and Jest ask a matcher for. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers as `expect(…)` has them. */
export interface StintMatchers<R = unknown> {
  /** The principal may do the action on the resource. */
  toAllow(question: Question, details?: Details): R;
  /** The principal may not, whatever the reason or for the one that is given. */
  toDeny(question: Question, details?: DenyDetails): R;
  /** The principal may assume the role, with its tags and source identity, for so long. */
  toAllowAssuming(question: AssumeQuestion, details?: Details): R;
  toDenyAssuming(question: AssumeQuestion, details?: DenyDetails): R;
}

/** A question's outcome, for whichever test runner. */
export interface Outcome {
  readonly answer: Answer;
  readonly asked: string;
  readonly differences: readonly Difference[];
}

export function judgeQuestion(subject: Subject, question: Question, expected: Expectation): Outcome {
  const answer = ask(subject, question);
  const asked = `${principalName(question.principal)}: ${question.action} on ${question.resource}`;
  return { answer, asked, differences: differences(answer, expected) };
}

export function judgeAssuming(subject: Subject, question: AssumeQuestion, expected: Expectation): Outcome {
  const answer = askToAssume(subject, question);
  const asked = `${principalName(question.principal)}: assuming ${question.role}`;
  return { answer, asked, differences: differences(answer, expected) };
}

/** The text of a failure. @param negated whether it failed because everything is as described. */
export function failureText({ answer, asked, differences }: Outcome, negated = false): string {
  const is = `${asked} is ${verdictText(answer)}`;
  const headline = negated ? `${is}, and should not be` : is;
  const isOtherwise = negated || differences.some(({ what }) => what === 'verdict');
  return [headline, ...differences.map(differenceText), ...reasons(answer, isOtherwise)].join('\n  ');
}

function result(outcome: Outcome): MatcherResult {
  const pass = outcome.differences.length === 0;
  return { pass, message: () => failureText(outcome, pass) };
}

/** For `expect.extend`. Types for `expect(…)`: `stint/testing/vitest`, `stint/testing/jest`. */
export const stintMatchers = {
  toAllow: (subject: Subject, question: Question, details: Details = {}) =>
    result(judgeQuestion(subject, question, { ...details, verdict: 'allow' })),
  toDeny: (subject: Subject, question: Question, details: DenyDetails = {}) =>
    result(judgeQuestion(subject, question, { verdict: 'deny', ...details })),
  toAllowAssuming: (subject: Subject, question: AssumeQuestion, details: Details = {}) =>
    result(judgeAssuming(subject, question, { ...details, verdict: 'allow' })),
  toDenyAssuming: (subject: Subject, question: AssumeQuestion, details: DenyDetails = {}) =>
    result(judgeAssuming(subject, question, { verdict: 'deny', ...details })),
};
