/**
 * Requests are worked on together, and their answers leave together: those that arrived in one turn of the event loop one
 * after the other, then all writes. The code of each stage stays in the processor's caches, and a client that waits for
 * several answers is woken once: on a busy server that more than doubles what it answers. One request alone waits for
 * nothing but the end of its turn.
 */

/** After so long a turn ends, whatever waits still: answers leave, and what else came in has its turn. */
const LONGEST_MILLISECONDS = 2;

type Work = () => void;

export class Turns {
  private arrived: Work[] = [];
  private answered: Work[] = [];
  private isScheduled = false;

  /** @param answer begins to answer a request that has been read; never throws. */
  arrive(answer: Work): void {
    this.arrived.push(answer);
    this.schedule();
  }

  /** @param write writes an answer; never throws. */
  leave(write: Work): void {
    this.answered.push(write);
    this.schedule();
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => this.take());
  }

  private take(): void {
    this.isScheduled = false;
    const { arrived } = this;
    // The wall clock: should it be set back, one turn is long.
    const end = Date.now() + LONGEST_MILLISECONDS;
    let begun = 0;
    while (begun < arrived.length) {
      arrived[begun]!();
      begun += 1;
      if (Date.now() > end) break;
    }
    this.arrived = arrived.slice(begun);
    if (this.arrived.length > 0) this.schedule();
    const { answered } = this;
    this.answered = [];
    for (const write of answered) write();
  }
}
