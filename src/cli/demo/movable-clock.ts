import { type Clock, systemClock } from '../../directory/index.ts';

export interface MovableClock {
  readonly clock: Clock;
  /** Lets time pass at once. */
  pass(seconds: number): void;
}

/** Sessions and conditions are judged by the moved time; signatures by the machine's, which the clients sign with. */
export function movableClock(): MovableClock {
  let ahead = 0;
  const moved = systemClock(() => Date.now() + ahead);
  return {
    clock: { now: moved.now, wall: Date.now, advanceTo: moved.advanceTo },
    pass: (seconds) => {
      ahead += seconds * 1000;
    },
  };
}
