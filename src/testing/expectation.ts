/** What a test expects of an answer, and what is otherwise. */
import type { Answer } from './question.ts';

export type ExpectedVerdict = 'allow' | 'deny' | 'implicitDeny' | 'explicitDeny';

/** What else has to be so, beside the verdict. */
export interface Details {
  /** The policy type that decides; `root` if the root needs no policy, `rule` if no policy is asked. */
  readonly by?: Answer['by'];
  /** Sid of the statement that decides. */
  readonly sid?: string;
  /** Name or ARN of the policy that it stands in. */
  readonly policy?: string;
  /** Part of AWS's message, or of the explanation. */
  readonly reason?: string;
}

export interface Expectation extends Details {
  readonly verdict: ExpectedVerdict;
}

/** One difference between what was expected and what is. */
export interface Difference {
  readonly what: 'verdict' | keyof Details;
  readonly expected: string;
  readonly actual: string;
}

const VERDICTS: Readonly<Record<ExpectedVerdict, (verdict: Answer['verdict']) => boolean>> = {
  allow: (verdict) => verdict === 'allowed',
  deny: (verdict) => verdict !== 'allowed',
  implicitDeny: (verdict) => verdict === 'implicitDeny',
  explicitDeny: (verdict) => verdict === 'explicitDeny',
};

/** Empty if everything is as expected; where the verdict is another, nothing else is compared. */
export function differences(answer: Answer, expected: Expectation): Difference[] {
  if (!VERDICTS[expected.verdict](answer.verdict)) {
    const actual = answer.verdict === 'allowed' ? 'allow' : answer.verdict;
    return [{ what: 'verdict', expected: expected.verdict, actual }];
  }
  const statement = answer.deciding?.decision.statement;
  const none = 'no statement';
  const found: (Difference | undefined)[] = [
    different('by', expected.by, answer.by),
    different(
      'sid',
      expected.sid,
      statement === undefined ? none : (statement.sid ?? 'a statement without Sid'),
    ),
    isPolicy(answer, expected.policy)
      ? undefined
      : different('policy', expected.policy, statement?.source.arn ?? statement?.source.name ?? none),
    givesReason(answer, expected.reason) ? undefined : different('reason', expected.reason, whyOf(answer)),
  ];
  return found.filter((difference) => difference !== undefined);
}

function different(
  what: keyof Details,
  expected: string | undefined,
  actual: string,
): Difference | undefined {
  return expected === undefined || expected === actual ? undefined : { what, expected, actual };
}

function isPolicy(answer: Answer, nameOrArn: string | undefined): boolean {
  const source = answer.deciding?.decision.statement?.source;
  return source !== undefined && (source.name === nameOrArn || source.arn === nameOrArn);
}

function givesReason(answer: Answer, reason: string | undefined): boolean {
  return reason === undefined || answer.message.includes(reason) || whyOf(answer).includes(reason);
}

/** One paragraph for people. */
export function whyOf({ deciding, message, verdict }: Answer): string {
  if (deciding !== undefined) return deciding.explanation.why;
  return message === '' ? `No policy is asked, and the request is ${verdict}.` : message;
}
