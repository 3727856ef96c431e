/** A step of the story: something is tried, and decided for a reason. */
import type { DecidedEvent, Stage } from './stage.ts';

/** How a step has to be decided: by which type of policy, or with which error before any policy is asked. */
export interface Expectation {
  readonly code?: string;
  readonly verdict?: 'allowed' | 'explicitDeny' | 'implicitDeny';
  readonly by?: string;
}

/** The operation answers, and a policy of that type allowed it. */
export const allowedBy = (by: string): Expectation => ({ verdict: 'allowed', by });
/** No policy of that type allows it. */
export const notAllowedBy = (by: string): Expectation => ({
  code: 'AccessDenied',
  verdict: 'implicitDeny',
  by,
});
export const deniedBy = (by: string): Expectation => ({ code: 'AccessDenied', verdict: 'explicitDeny', by });
/** The credentials themselves are refused. */
export const refusedAs = (code: string): Expectation => ({ code });
/** Needs no permission. */
export const ANSWERED: Expectation = {};

export interface Outcome {
  readonly chapter: string;
  readonly step: string;
  readonly behaved: boolean;
  readonly decided: 'allowed' | 'refused';
  /** Of the error. */
  readonly code?: string;
  readonly message?: string;
  /** In the words of the log of events. */
  readonly why: string;
}

interface Answer {
  readonly $metadata: { readonly requestId?: string };
}

interface Refusal extends Answer {
  readonly name: string;
  readonly message: string;
}

function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && '$metadata' in error;
}

function named({ policy, statement }: NonNullable<NonNullable<DecidedEvent['stint']>['decision']>): string {
  if (policy === undefined || statement === undefined) return '';
  const who = policy.attachedTo === undefined ? '' : ` of ${policy.attachedTo.split(':').at(-1)}`;
  const which = statement.sid === undefined ? `statement ${statement.index + 1}` : `'${statement.sid}'`;
  return policy.kind === 'session'
    ? `${which} of the session policy`
    : `${which} of the ${policy.kind} policy ${policy.name}${who}`;
}

/** Why it was decided so, from the event's record. */
function reasonOf(event: DecidedEvent | undefined, refusal: Refusal | undefined): string {
  const decision = event?.stint?.decision;
  if (decision === undefined) return event?.stint?.reason ?? refusal?.message ?? 'needs no permission';
  const { verdict, by, action } = decision;
  if (by === 'root') return 'the root of the account may do everything in it';
  if (verdict === 'implicitDeny') return `no ${by} policy allows ${action}`;
  return `${named(decision)} ${verdict === 'allowed' ? 'allows' : 'denies'} it`;
}

function behaved(expected: Expectation, event: DecidedEvent | undefined, code: string | undefined): boolean {
  const decision = event?.stint?.decision;
  return (
    expected.code === code &&
    (expected.verdict === undefined || expected.verdict === decision?.verdict) &&
    (expected.by === undefined || expected.by === decision?.by)
  );
}

/** Tries it. @throws what is no answer of the server. */
export async function played(
  stage: Stage,
  { chapter, step }: Pick<Outcome, 'chapter' | 'step'>,
  expected: Expectation,
  tries: () => Promise<Answer>,
): Promise<Outcome> {
  let refusal: Refusal | undefined;
  let answer: Answer;
  try {
    answer = await tries();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    refusal = error;
    answer = error;
  }
  const { requestId } = answer.$metadata;
  const event = requestId === undefined ? undefined : await stage.eventOf(requestId);
  return {
    chapter,
    step,
    behaved: event !== undefined && behaved(expected, event, refusal?.name),
    decided: refusal === undefined ? 'allowed' : 'refused',
    ...(refusal === undefined ? {} : { code: refusal.name, message: refusal.message }),
    why: reasonOf(event, refusal),
  };
}
