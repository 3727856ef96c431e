import { readFileSync, writeFileSync } from 'node:fs';

/** What has been compared in all, kept with the sources. From the repository's root, where scripts run. */
const FILE = 'bench/policy-differential.md';

/** All that was compared with one state of the code. */
export interface RecordedRun {
  readonly against: string;
  /** A digest of engine, evaluators and generator. */
  readonly code: string;
  readonly seeds: string;
  readonly cases: number;
  /** Those that no rule explains. */
  readonly disagreements: number;
}

type Range = readonly [first: number, end: number];

/** Half-open ranges as text, neighbours joined: `0–2999, 5000–5999`. */
export function rangesOf(ranges: readonly Range[]): string {
  const joined: [number, number][] = [];
  for (const [first, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last !== undefined && last[1] >= first) last[1] = Math.max(last[1], end);
    else joined.push([first, end]);
  }
  return joined.map(([first, end]) => `${first}–${end - 1}`).join(', ');
}

/** The table with the run's row in it, in place of an earlier one of the same code. */
export function withRow(table: string, { against, code, seeds, cases, disagreements }: RecordedRun): string {
  const start = `| ${against} | \`${code.slice(0, 12)}\` |`;
  const row = `${start} ${seeds} | ${cases.toLocaleString('en')} | ${disagreements} |`;
  const others = table
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith(start));
  return `${[...others, row].join('\n')}\n`;
}

export function recordRun(run: RecordedRun): void {
  writeFileSync(FILE, withRow(readFileSync(FILE, 'utf8'), run));
}
