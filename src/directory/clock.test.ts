import { describe, expect, it } from 'vitest';
import { systemClock } from './index.ts';

function hands() {
  let wall = 1_000_000;
  let monotonic = 0;
  const clock = systemClock(
    () => wall,
    () => monotonic,
  );
  return {
    clock,
    pass(milliseconds: number) {
      wall += milliseconds;
      monotonic += milliseconds;
    },
    set(time: number) {
      wall = time;
    },
  };
}

describe('the clock', () => {
  it('follows the wall clock while that goes forward', () => {
    const { clock, pass } = hands();
    expect(clock.now()).toBe(1_000_000);
    pass(5_000);
    expect(clock.now()).toBe(1_005_000);
  });

  it('goes on at the same pace when the wall clock is set back', () => {
    const { clock, pass, set } = hands();
    clock.now();
    set(1_000);
    expect(clock.now()).toBe(1_000_000);
    pass(2_000);
    expect(clock.now()).toBe(1_002_000);
    expect(clock.wall()).toBe(3_000);
  });

  it('does not go back behind what an earlier process saw', () => {
    const { clock, pass } = hands();
    clock.advanceTo(9_000_000);
    expect(clock.now()).toBe(9_000_000);
    pass(1_000);
    expect(clock.now()).toBe(9_001_000);
  });
});
