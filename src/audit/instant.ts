let lastSecond = Number.NaN;
let lastText = '';

/**
 * A time as CloudTrail writes it: ISO 8601, UTC, whole seconds. Kept for the second that it is, since most events of
 * a busy server share theirs.
 * @param time milliseconds since the epoch.
 */
export function eventInstant(time: number): string {
  const second = Math.floor(time / 1000);
  if (second !== lastSecond) {
    lastText = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
    lastSecond = second;
  }
  return lastText;
}
