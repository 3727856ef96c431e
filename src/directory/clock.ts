/**
 * Time that never runs backwards, so that a clock set back revives no session. The wall clock is followed when it is
 * ahead; when it is behind what was seen before (also before a restart), time goes on from there at the pace of the
 * monotonic clock.
 */
export interface Clock {
  /** Milliseconds since the epoch; never less than any earlier answer. */
  now(): number;
  /** The machine's clock as it is, for judging how old a signature is. */
  wall(): number;
  /** Makes `now` at least this late: the high-water mark of an earlier process. */
  advanceTo(time: number): void;
}

export function systemClock(
  wall: () => number = Date.now,
  monotonic: () => number = () => performance.now(),
): Clock {
  let latest = 0;
  let latestAt = monotonic();
  const follow = (time: number): number => {
    const at = monotonic();
    latest = Math.max(time, latest + Math.floor(at - latestAt));
    latestAt = at;
    return latest;
  };
  return {
    now: () => follow(wall()),
    wall,
    advanceTo: (time) => void follow(time),
  };
}
