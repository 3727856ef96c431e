/** What a command says, on a terminal or to another program. */
import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];

/** https://no-color.org: any value that is not empty. */
export function isColourful(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}

/** The text in a style, where the stream is a terminal that shows it. */
export function styled(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return isColourful(stream) ? styleText(style, text) : text;
}

// Controls of C0 and C1, marks that turn the direction of text, and what ends a line: a terminal would obey them.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text from elsewhere, harmless on a terminal: what would steer it is written as `\u001b`. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function printLine(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** One JSON value, indented for a terminal and on one line for a program. */
export function printJson(value: unknown): void {
  printLine(JSON.stringify(value, undefined, process.stdout.isTTY ? 2 : undefined));
}

/** To the operator beside the output: standard error. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Rows in columns as wide as their widest cell; the last column is not padded. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows.map((row) => row.map(printable))];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row, index) => {
      const line = row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd();
      return index === 0 ? styled('bold', line) : line;
    })
    .join('\n');
}
