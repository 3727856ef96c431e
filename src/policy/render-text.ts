/** An explanation for a terminal. */
import type { Change, Flip, Flips } from './change.ts';
import { nameOfCaller } from './denial.ts';
import type { Explanation } from './explain.ts';
import {
  type ExplanationNode,
  explanationTree,
  type NodeVerdict,
  type TreeOptions,
} from './explanation-tree.ts';
import { printable } from './printable.ts';

export interface RenderOptions extends TreeOptions {
  /** What `changesThatFlip` found, to be shown at the end. */
  readonly changes?: Flips;
}

export interface TextOptions extends RenderOptions {
  /** Whether to colour with ANSI sequences. */
  readonly color?: boolean;
}

const SIGNS: Readonly<Record<NodeVerdict, string>> = {
  allow: '✓',
  deny: '✗',
  none: '·',
  absent: '–',
  matched: '✓',
  unmatched: '✗',
};

type Style = 'red' | 'green' | 'dim' | 'bold';

const SEQUENCES: Readonly<Record<Style, string>> = { red: '31', green: '32', dim: '2', bold: '1' };

const STYLES: Readonly<Partial<Record<NodeVerdict, Style>>> = {
  allow: 'green',
  deny: 'red',
  none: 'dim',
  absent: 'dim',
  unmatched: 'red',
};

type Paint = (text: string, style: Style | undefined) => string;

const plain: Paint = (text) => text;
const coloured: Paint = (text, style) =>
  style === undefined ? text : `\u001b[${SEQUENCES[style]}m${text}\u001b[0m`;

/** Lines for a terminal, ended by a line feed. Texts of strangers come without effect on it. */
export function renderText(explanation: Explanation, options: TextOptions = {}): string {
  const paint = options.color === true ? coloured : plain;
  const { request, verdict, message, why } = explanation;
  const word = verdict === 'allowed' ? 'ALLOWED' : 'DENIED';
  const asked = printable(`${nameOfCaller(request.caller)}  ${request.action}  ${request.resource}`);
  const lines = [
    `${paint(word, verdict === 'allowed' ? 'green' : 'red')}  ${asked}`,
    ...(message === undefined ? [] : [`AWS says: ${printable(message)}`]),
    '',
    printable(why),
    '',
    ...explanationTree(explanation, options).children.flatMap((node) => nodeLines(node, '', paint)),
    ...missingLines(request.missingKeys),
    ...changeLines(options.changes, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function nodeLines({ label, verdict, children }: ExplanationNode, indent: string, paint: Paint): string[] {
  const line = `${indent}${paint(`${SIGNS[verdict]} ${printable(label)}`, STYLES[verdict])}`;
  return [line, ...children.flatMap((child) => nodeLines(child, `${indent}  `, paint))];
}

function missingLines(keys: readonly string[]): string[] {
  return keys.length === 0 ? [] : ['', printable(`The request lacks: ${keys.join(', ')}`)];
}

/** The heading of the changes: what they would do. */
export function headingOf({ to }: Flips): string {
  return to === 'allowed' ? 'What would allow it' : 'What would refuse it';
}

function changeLines(changes: Flips | undefined, paint: Paint): string[] {
  if (changes === undefined) return [];
  const { flips, noneBecause } = changes;
  const none = noneBecause === undefined ? [] : [noneBecause];
  return ['', paint(headingOf(changes), 'bold'), ...none, ...flips.flatMap(flipLines)];
}

function flipLines({ sentence, changes }: Flip, at: number): string[] {
  const number = `${at + 1}. `;
  const indent = ' '.repeat(number.length);
  const details = changes.map(detailOf).filter((detail) => detail !== undefined);
  return [
    `${number}${printable(sentence)}`,
    ...details.map((detail) => `${indent}${printable(JSON.stringify(detail))}`),
  ];
}

/** What a program would take of a change of policies: the patch, or the new policy. */
export function detailOf(change: Change): object | undefined {
  if ('patch' in change) return change.patch;
  return 'document' in change ? change.document : undefined;
}
