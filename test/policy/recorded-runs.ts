import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** A digest of the compiled modules of the folders, which stand beside this one's: of the code that made a run. */
export function digestOf(folders: readonly string[]): string {
  const digest = createHash('sha256');
  for (const folder of folders) {
    const directory = fileURLToPath(new URL(folder, import.meta.url));
    for (const name of readdirSync(directory).sort()) {
      if (name.endsWith('.js')) digest.update(readFileSync(`${directory}/${name}`));
    }
  }
  return digest.digest('hex');
}

/** What a run came to so far: of this code, or nothing yet. */
export function openRecord<T extends { readonly code: string }>(file: string, empty: T): T {
  if (!existsSync(file)) return empty;
  const record = JSON.parse(readFileSync(file, 'utf8')) as T;
  if (record.code !== empty.code) throw new Error(`${file} was made by other code: begin another record`);
  return record;
}

/** Whole or not at all, so that a run may be stopped at any time. */
export function saveRecord(file: string, record: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, JSON.stringify(record, undefined, 1));
  renameSync(`${file}.part`, file);
}

export function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${option} ${text}: not a whole number`);
  return value;
}
