/** The demo's steps: each is tried against the server, compared with what must happen, and told. */
import type { AuditEvent, EventDecision } from '../../audit/index.ts';
import { printable, printLine, styled } from '../output.ts';
import { decisionWords } from './decision-words.ts';
import type { Actor, Stage } from './stage.ts';

/** A refusal: the error's code, and which policy decided, where one did. */
export interface Refusal {
  readonly code: 'AccessDenied' | 'ExpiredToken' | 'InvalidClientTokenId';
  readonly verdict?: EventDecision['verdict'];
  readonly by?: EventDecision['by'];
}

/** A step after it was tried; what `--json` prints. */
export interface ToldStep {
  readonly act: string;
  readonly who: string;
  readonly what: string;
  readonly expected: 'allowed' | Refusal;
  readonly decision: 'allowed' | 'refused';
  readonly why: string;
  /** What the caller was told, of a refusal. */
  readonly code?: string;
  readonly message?: string;
  readonly behaved: boolean;
}

interface Attempt<Output> {
  readonly output?: Output;
  readonly error?: Error;
  readonly event: AuditEvent | undefined;
}

/** What every answer of the SDK, and every error of a service, has. */
interface Answer {
  readonly $metadata?: { readonly requestId?: string | undefined };
}

export class Telling {
  readonly steps: ToldStep[] = [];
  private act = '';
  private acts = 0;
  private readonly stage: Stage;
  private readonly isQuiet: boolean;

  /** @param isQuiet whether nothing is printed. */
  constructor(stage: Stage, isQuiet: boolean) {
    this.stage = stage;
    this.isQuiet = isQuiet;
  }

  /** Begins an act, with the sentence that it shows. */
  begin(title: string): void {
    this.act = title;
    this.acts += 1;
    this.print('', styled('bold', `${this.acts}. ${title}`));
  }

  /** Time passes, or the world changes outside of the service. */
  note(text: string): void {
    this.print(`     ${styled('dim', text)}`);
  }

  /** Must be allowed: the next steps need it. @throws what it was refused with. */
  async allowed<Output extends Answer>(
    who: Actor,
    what: string,
    attempt: () => Promise<Output>,
  ): Promise<Output> {
    const { output, error, event } = await this.attempted(attempt);
    this.tell(who, what, 'allowed', { error, event }, error === undefined);
    if (output === undefined) throw error ?? new Error(`${what}: no answer`);
    return output;
  }

  /** Must be refused, in this way. */
  async refused(who: Actor, what: string, refusal: Refusal, attempt: () => Promise<unknown>): Promise<void> {
    const { error, event } = await this.attempted(attempt as () => Promise<Answer>);
    const decision = event?.stint?.decision;
    const behaved =
      error?.name === refusal.code && decision?.verdict === refusal.verdict && decision?.by === refusal.by;
    this.tell(who, what, refusal, { error, event }, behaved);
  }

  private async attempted<Output extends Answer>(attempt: () => Promise<Output>): Promise<Attempt<Output>> {
    try {
      const output = await attempt();
      return { output, event: await this.eventOf(output) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { error, event: await this.eventOf(error as Answer) };
    }
  }

  private async eventOf({ $metadata }: Answer): Promise<AuditEvent | undefined> {
    return $metadata?.requestId === undefined ? undefined : await this.stage.eventOf($metadata.requestId);
  }

  private tell(
    { name }: Actor,
    what: string,
    expected: ToldStep['expected'],
    { error, event }: { readonly error: Error | undefined; readonly event: AuditEvent | undefined },
    behaved: boolean,
  ): void {
    const step: ToldStep = {
      act: this.act,
      who: name,
      what,
      expected,
      decision: error === undefined ? 'allowed' : 'refused',
      why: event === undefined ? 'the request left no event' : decisionWords(event),
      ...(error === undefined ? {} : { code: error.name, message: error.message }),
      // A decision that left no event behaved wrongly too.
      behaved: behaved && event !== undefined,
    };
    this.steps.push(step);
    this.print(...stepLines(step));
  }

  private print(...lines: readonly string[]): void {
    if (!this.isQuiet) for (const line of lines) printLine(line);
  }
}

function stepLines({ behaved, who, what, decision, why, code, message, expected }: ToldStep): string[] {
  const mark = behaved ? styled('green', 'ok') : styled('red', 'NO');
  const verdict = decision === 'allowed' ? styled('green', 'allowed') : styled('yellow', `refused (${code})`);
  const lines = [` ${mark}  ${who}: ${what}`, `     ${verdict}: ${printable(why)}`];
  if (behaved) return lines;
  const wanted = expected === 'allowed' ? 'allowed' : `refused (${JSON.stringify(expected)})`;
  return [
    ...lines,
    `     must be ${wanted}${message === undefined ? '' : `; it said: ${printable(message)}`}`,
  ];
}
