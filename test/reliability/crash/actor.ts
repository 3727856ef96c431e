/** One client of the crash test: makes requests one after another, and knows what was answered. */
import { type Answer, type Client, type Credentials, NoAnswerError } from '../support/client.ts';
import type { Dice } from '../support/dice.ts';
import { type Attempt, chooseAttempt, type Names } from './attempts.ts';
import { difference, type Holdings, matching, NOTHING } from './holdings.ts';

/** A request that was answered with success. */
export interface Acknowledged {
  readonly tag: string;
  readonly action: string;
  readonly requestId: string;
}

/** A request that was sent and never answered. */
interface Unknown {
  readonly tag: string;
  readonly attempt: Attempt;
}

/** What became of an unknown request: `either` where that cannot be seen. */
export type Fate = 'done' | 'not done' | 'either';

export class Actor {
  readonly names: Names;
  readonly admin: Credentials;
  private readonly dice: Dice;
  private acknowledged: Acknowledged[] = [];
  private held: Holdings = NOTHING;
  private unknown: Unknown | undefined;
  private serial = 0;

  constructor(names: Names, admin: Credentials, dice: Dice) {
    this.names = names;
    this.admin = admin;
    this.dice = dice;
  }

  /** Makes requests until there is no answer, or until it is told to stop. @returns what was answered wrongly. */
  async work(client: Client, isStopped: () => boolean): Promise<string | undefined> {
    while (!isStopped()) {
      const attempt = chooseAttempt(this.held, this.names, this.dice);
      const tag = this.newTag();
      this.unknown = { tag, attempt };
      const answer = await this.send(client, attempt, tag);
      if (answer === undefined) return undefined;
      this.unknown = undefined;
      if (answer.code !== undefined) return `${tag} ${attempt.call.action}: ${said(answer)}`;
      this.acknowledge(tag, attempt, answer);
    }
    return undefined;
  }

  /** Compares what is there with what must be. An unanswered request may be done or not, but nothing between. */
  recognize(found: Holdings | undefined): { readonly fate?: Fate; readonly wrong?: string } {
    const seen = found ?? NOTHING;
    const { unknown } = this;
    const before = matching(this.held, seen);
    if (unknown === undefined) {
      if (before !== undefined) return {};
      return { wrong: `${this.names.prefix} ${difference(this.held, seen)}` };
    }
    const expected = unknown.attempt.after(this.held, undefined);
    const after = matching(expected, seen);
    const settled = after ?? before;
    if (settled === undefined) {
      const texts = [this.held, expected].map((one) => difference(one, seen));
      return {
        wrong: `${unknown.tag} ${unknown.attempt.call.action} was done by half: ${texts.join('; or ')}`,
      };
    }
    this.held = settled;
    if (after !== undefined && before !== undefined) return { fate: 'either' };
    return { fate: after === undefined ? 'not done' : 'done' };
  }

  /** What was acknowledged since the last time. */
  takeAcknowledged(): readonly Acknowledged[] {
    const taken = this.acknowledged;
    this.acknowledged = [];
    return taken;
  }

  /** The request whose outcome is not known. */
  get pending(): Unknown | undefined {
    return this.unknown;
  }

  /**
   * Sends the unanswered request again, as an SDK does: what it asked for is then there once, not twice.
   * @returns what was answered wrongly.
   */
  async retry(client: Client, fate: Fate): Promise<string | undefined> {
    const { tag, attempt } = this.unknown!;
    this.unknown = undefined;
    if (attempt.again === undefined) return undefined;
    const answer = await this.send(client, attempt, `${tag}-again`);
    if (answer === undefined) return `${tag}-again: no answer`;
    const expected = fate === 'done' && attempt.again !== 'success' ? attempt.again : undefined;
    if (answer.code !== expected && !(fate === 'either' && answer.code === attempt.again)) {
      return `${tag}-again ${attempt.call.action}, ${fate} before: ${said(answer)}, not ${expected}`;
    }
    if (answer.code !== undefined) return undefined;
    this.held = fate === 'done' ? this.held : attempt.after(this.held, answer.result);
    this.acknowledged.push({ tag: `${tag}-again`, action: attempt.call.action, requestId: answer.requestId });
    return undefined;
  }

  private acknowledge(tag: string, attempt: Attempt, answer: Answer): void {
    this.held = attempt.after(this.held, answer.result);
    this.acknowledged.push({ tag, action: attempt.call.action, requestId: answer.requestId });
  }

  private async send(client: Client, { call }: Attempt, tag: string): Promise<Answer | undefined> {
    try {
      return await client.call(this.admin, { ...call, userAgent: `crash/${tag}` });
    } catch (error) {
      if (error instanceof NoAnswerError) return undefined;
      throw error;
    }
  }

  private newTag(): string {
    this.serial += 1;
    return `${this.names.accountId}-${this.names.prefix}${this.serial}`;
  }
}

const said = ({ code, status, message }: Answer): string => `${code ?? 'success'} ${status} ${message ?? ''}`;
