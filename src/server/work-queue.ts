/**
 * Work that keeps a core busy for a while and runs beside the event loop: some of it at once, some waits, and what
 * comes beyond that is refused at once, so that neither memory nor waiting grows with what is asked.
 */
import { rateExceeded } from './rate-limits.ts';

export interface WorkLimits {
  /** Pieces of work under way. */
  readonly atOnce: number;
  /** Pieces that wait. */
  readonly waiting: number;
  /** Of those, the most that one party may have: nobody fills the queue for all others. */
  readonly waitingOfAParty: number;
}

export class WorkQueue {
  private readonly limits: WorkLimits;
  private readonly queue: (() => void)[] = [];
  private readonly waitingByParty = new Map<string, number>();
  private underWay = 0;
  private begun = 0;

  constructor(limits: WorkLimits) {
    this.limits = limits;
  }

  /** Pieces of work that were ever begun. */
  get total(): number {
    return this.begun;
  }

  /** Pieces of work that wait. */
  get waiting(): number {
    return this.queue.length;
  }

  /**
   * Does a piece of work when its turn comes.
   * @param party whom it is done for: an account, an address.
   * @throws AwsError `Throttling` when too much waits already; or rejects with what the work throws.
   */
  async run<T>(party: string, work: () => Promise<T>): Promise<T> {
    if (this.underWay >= this.limits.atOnce) await this.turn(party);
    else this.underWay += 1;
    this.begun += 1;
    try {
      return await work();
    } finally {
      // Whoever waits longest takes the place over: nobody who comes in between can.
      const next = this.queue.shift();
      if (next === undefined) this.underWay -= 1;
      else next();
    }
  }

  private turn(party: string): Promise<void> {
    const ofParty = this.waitingByParty.get(party) ?? 0;
    if (this.queue.length >= this.limits.waiting || ofParty >= this.limits.waitingOfAParty) {
      throw rateExceeded();
    }
    this.waitingByParty.set(party, ofParty + 1);
    return new Promise((resolve) => {
      this.queue.push(() => {
        this.leave(party);
        resolve();
      });
    });
  }

  private leave(party: string): void {
    const ofParty = this.waitingByParty.get(party)! - 1;
    if (ofParty === 0) this.waitingByParty.delete(party);
    else this.waitingByParty.set(party, ofParty);
  }
}
