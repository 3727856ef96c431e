/**
 * Requests are worked on together, and their answers leave together: those that arrived in one turn of the event loop one
 * after the other, then all writes. The code of each stage stays in the processor's caches, and a client that waits for
 * several answers is woken once: on a busy server that more than doubles what it answers. One request alone waits for
 * nothing but the end of its turn.
 */

/** After so long a turn ends, whatever waits still: answers leave, and what else came in has its turn. */
const LONGEST_MILLISECONDS = 2;
/**
 * So many requests wait at most. Who reads the next one works on those before it first, so that senders wait who send
 * faster than they are answered: they could fill the memory otherwise, one connection with requests that it sends at once.
 */
const MOST_WAITING = 256;

type Work = () => void;

export class Turns {
  private arrived: Work[] = [];
  private answered: Work[] = [];
  private isScheduled = false;

  /** @param answer begins to answer a request that has been read; never throws, and calls nothing of this object but `leave`. */
  arrive(answer: Work): void {
    this.arrived.push(answer);
    this.schedule();
    if (this.arrived.length > MOST_WAITING) this.take();
  }

  /** @param write writes an answer; never throws. */
  leave(write: Work): void {
    this.answered.push(write);
    this.schedule();
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.take();
      if (this.arrived.length > 0) this.schedule();
    });
  }

  private take(): void {
    const { arrived } = this;
    const end = performance.now() + LONGEST_MILLISECONDS;
    let begun = 0;
    while (begun < arrived.length) {
      arrived[begun]!();
      begun += 1;
      if (performance.now() > end) break;
    }
    this.arrived = arrived.slice(begun);
    const { answered } = this;
    this.answered = [];
    for (const write of answered) write();
  }
}
