const SECONDS_A_DAY = 86_400;
const TWO_DIGITS: readonly string[] = Array.from({ length: 60 }, (_, number) =>
  String(number).padStart(2, '0'),
);

/** `2026-01-02T`, by day since the epoch: the dates of a list share few days. Emptied when full. */
const days = new Map<number, string>();
const REMEMBERED_DAYS = 4096;

function dayText(day: number): string {
  let text = days.get(day);
  if (text === undefined) {
    text = new Date(day * SECONDS_A_DAY * 1000).toISOString().slice(0, -13);
    if (days.size >= REMEMBERED_DAYS) days.clear();
    days.set(day, text);
  }
  return text;
}

/**
 * A time as RFC 3339 in UTC, a part of a second dropped: what `Date.prototype.toISOString` says, at a fraction of its
 * cost.
 * @param time milliseconds since the epoch.
 * @throws RangeError for a time that no Date has.
 */
export function wholeSeconds(time: number): string {
  const seconds = Math.floor(time / 1000);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const second = seconds - day * SECONDS_A_DAY;
  const hours = TWO_DIGITS[Math.floor(second / 3600)];
  const minutes = TWO_DIGITS[Math.floor(second / 60) % 60];
  return `${dayText(day)}${hours}:${minutes}:${TWO_DIGITS[second % 60]}Z`;
}
