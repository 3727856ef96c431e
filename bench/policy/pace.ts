/** Measuring functions of this process, by the processor's time: what else runs on the machine does not count. */

const processorMicroseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const WARM_UP_MICROSECONDS = 300_000;
const ROUND_MICROSECONDS = 150_000;
const ROUNDS = 7;

/** Microseconds a call, the median of several rounds after a warm-up. */
export function microsecondsOf(call: (i: number) => unknown): number {
  let calls = 0;
  const run = (microseconds: number): number => {
    const begun = processorMicroseconds();
    let batch = 1;
    let done = 0;
    for (;;) {
      for (let i = 0; i < batch; i++) call(calls++);
      done += batch;
      const took = processorMicroseconds() - begun;
      if (took >= microseconds) return took / done;
      if (took < microseconds / 20) batch *= 2;
    }
  };
  run(WARM_UP_MICROSECONDS);
  const rounds = Array.from({ length: ROUNDS }, () => run(ROUND_MICROSECONDS)).sort((a, b) => a - b);
  return rounds[Math.floor(ROUNDS / 2)]!;
}

/** The time that nearly all calls stay below, in milliseconds. */
export function p99Of(call: () => unknown, calls: number): number {
  for (let i = 0; i < calls / 4; i++) call();
  const times = Array.from({ length: calls }, () => {
    const begun = processorMicroseconds();
    call();
    return processorMicroseconds() - begun;
  }).sort((a, b) => a - b);
  return times[Math.floor(calls * 0.99)]! / 1000;
}

/** The exponent of growth: the slope of a line through the logarithms. */
export function exponentOf(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const meanOf = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [meanOf(0), meanOf(1)];
  const slope = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return slope / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
