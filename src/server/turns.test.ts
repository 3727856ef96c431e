import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** Keeps the processor busy, as a costly request does. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('a turn', () => {
  it('begins after everything that arrived with it, and writes after it has answered', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      turns.arrive(() => {
        seen.push(`answer ${name}`);
        turns.leave(() => seen.push(`write ${name}`));
      });
    }
    seen.push('arrived');
    await nextTurn();
    expect(seen).toEqual(['arrived', 'answer a', 'answer b', 'answer c', 'write a', 'write b', 'write c']);
  });

  it('writes what is answered later, without a request that arrives', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    turns.leave(() => seen.push('first'));
    await nextTurn();
    turns.leave(() => seen.push('second'));
    turns.leave(() => seen.push('third'));
    await nextTurn();
    expect(seen).toEqual(['first', 'second', 'third']);
  });

  it('ends after a costly request: its answer leaves, and what waits has the next one', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const request = (name: string, cost: number) =>
      turns.arrive(() => {
        work(cost);
        seen.push(`answer ${name}`);
        turns.leave(() => seen.push(`write ${name}`));
      });
    request('cheap', 0);
    request('costly', 5);
    request('behind', 0);
    await nextTurn();
    expect(seen).toEqual(['answer cheap', 'answer costly', 'write cheap', 'write costly']);
    await nextTurn();
    expect(seen.slice(4)).toEqual(['answer behind', 'write behind']);
  });

  it('keeps few waiting: who arrives beyond that works on the oldest first', async () => {
    const turns = new Turns();
    const seen: number[] = [];
    let most = 0;
    for (let number = 0; number < 2000; number += 1) {
      turns.arrive(() => seen.push(number));
      most = Math.max(most, number + 1 - seen.length);
    }
    expect(most).toBeLessThanOrEqual(257);
    await nextTurn();
    expect(seen).toEqual(Array.from({ length: 2000 }, (_, number) => number));
  });
});
