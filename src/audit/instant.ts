const slots = 256;
const seconds = new Float64Array(slots).fill(Number.NaN);
const texts: string[] = new Array(slots).fill('');

/**
 * A time as CloudTrail writes it: ISO 8601, UTC, whole seconds. The texts of some seconds are kept, since the events of
 * a busy server share theirs, and so do the calls of a session share the second in which it began.
 * @param time milliseconds since the epoch.
 */
export function eventInstant(time: number): string {
  const second = Math.floor(time / 1000);
  const slot = ((second % slots) + slots) % slots;
  if (seconds[slot] !== second) {
    texts[slot] = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
    seconds[slot] = second;
  }
  return texts[slot]!;
}
