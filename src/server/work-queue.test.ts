import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkQueue } from './work-queue.ts';

const LIMITS = { atOnce: 2, waiting: 3, waitingOfAParty: 2 };

/** Work that ends when it is told to. */
function work() {
  let end: (value: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { run: () => promise, end, fail };
}

const outcome = (running: Promise<unknown>) =>
  running.then(
    (value) => value,
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

describe('a queue of work', () => {
  it('begins as much as may run at once, and the rest in the order in which it came', async () => {
    const queue = new WorkQueue(LIMITS);
    const begun: string[] = [];
    const works = new Map(['a', 'b', 'c', 'd'].map((name) => [name, work()]));
    const done = [...works].map(([name, one]) =>
      queue.run(name, () => {
        begun.push(name);
        return one.run();
      }),
    );
    await setImmediate();
    expect([begun, queue.waiting]).toEqual([['a', 'b'], 2]);
    works.get('b')!.end('b');
    await setImmediate();
    expect([begun, queue.waiting]).toEqual([['a', 'b', 'c'], 1]);
    for (const [name, one] of works) one.end(name);
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c', 'd']);
    expect(queue.total).toBe(4);
  });

  it('refuses at once what comes when too much waits, or too much of one party', async () => {
    const queue = new WorkQueue(LIMITS);
    const one = work();
    const parties = ['a', 'a', 'a', 'a', 'a', 'b', 'c'];
    const running = parties.map((party) => outcome(queue.run(party, one.run)));
    await setImmediate();
    one.end('done');
    // Two run, two of a's wait and a third may not; b fills the queue, and c comes too late.
    expect(await Promise.all(running)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'Throttling',
      'done',
      'Throttling',
    ]);
    expect(await queue.run('a', async () => 'again')).toBe('again');
  });

  it('goes on after work that fails', async () => {
    const queue = new WorkQueue({ ...LIMITS, atOnce: 1 });
    const failing = work();
    const [first, second] = [outcome(queue.run('a', failing.run)), queue.run('a', async () => 'second')];
    failing.fail(new Error('broken'));
    expect(await Promise.all([first, second])).toEqual(['broken', 'second']);
  });

  it('property: never runs more than it may, loses nothing, and is idle in the end', async () => {
    const arrivals = fc.array(
      fc.record({ party: fc.constantFrom('a', 'b', 'c'), turns: fc.nat({ max: 5 }) }),
    );
    await fc.assert(
      fc.asyncProperty(arrivals, async (pieces) => {
        const queue = new WorkQueue(LIMITS);
        let [running, most] = [0, 0];
        const all = pieces.map(({ party, turns }) =>
          outcome(
            queue.run(party, async () => {
              running += 1;
              most = Math.max(most, running);
              for (let i = 0; i < turns; i++) await setImmediate();
              running -= 1;
              return 'done';
            }),
          ),
        );
        const outcomes = await Promise.all(all);
        expect(most).toBeLessThanOrEqual(LIMITS.atOnce);
        expect(outcomes.filter((one) => one === 'done')).toHaveLength(queue.total);
        expect(outcomes.filter((one) => one !== 'done')).toEqual(
          Array.from({ length: pieces.length - queue.total }, () => 'Throttling'),
        );
        expect(queue.waiting).toBe(0);
        expect(await queue.run('a', async () => 'idle')).toBe('idle');
      }),
      { numRuns: 50 },
    );
  });
});
