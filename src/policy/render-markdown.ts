/** An explanation in Markdown (CommonMark), for a review or a ticket. */
import type { Flip, Flips } from './change.ts';
import { nameOfCaller } from './denial.ts';
import type { Explanation } from './explain.ts';
import { type ExplanationNode, explanationTree, type NodeVerdict } from './explanation-tree.ts';
import { printable } from './printable.ts';
import { detailOf, headingOf, type RenderOptions } from './render-text.ts';

const SIGNS: Readonly<Record<NodeVerdict, string>> = {
  allow: '✅',
  deny: '⛔',
  none: '▫️',
  absent: '➖',
  matched: '✓',
  unmatched: '✗',
};

/** Paragraphs, nested lists and code blocks. Texts of strangers are text: no markup, no HTML, no links. */
export function renderMarkdown(explanation: Explanation, options: RenderOptions = {}): string {
  const { request, verdict, message, why } = explanation;
  const { caller, action, resource, missingKeys } = request;
  const blocks = [
    `## ${verdict === 'allowed' ? 'Allowed' : 'Denied'}: ${code(action)}`,
    [`- Caller: ${code(nameOfCaller(caller))}`, `- Resource: ${code(resource)}`].join('\n'),
    ...(message === undefined ? [] : [`> ${escapeMarkdown(message)}`]),
    escapeMarkdown(why),
    '### Policies',
    explanationTree(explanation, options)
      .children.flatMap((node) => nodeLines(node, ''))
      .join('\n'),
    ...(missingKeys.length === 0 ? [] : [`The request lacks: ${missingKeys.map(code).join(', ')}`]),
    ...changeBlocks(options.changes),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function nodeLines({ label, verdict, children }: ExplanationNode, indent: string): string[] {
  return [
    `${indent}- ${SIGNS[verdict]} ${escapeMarkdown(label)}`,
    ...children.flatMap((child) => nodeLines(child, `${indent}  `)),
  ];
}

function changeBlocks(changes: Flips | undefined): string[] {
  if (changes === undefined) return [];
  const { flips, noneBecause } = changes;
  const none = noneBecause === undefined ? [] : [noneBecause];
  return [`### ${headingOf(changes)}`, ...none, ...flips.map(flipBlock)];
}

function flipBlock({ sentence, changes }: Flip, at: number): string {
  const number = `${at + 1}. `;
  const details = changes.map(detailOf).filter((detail) => detail !== undefined);
  const blocks = [
    escapeMarkdown(sentence),
    ...details.map((detail) => codeBlock(JSON.stringify(detail, null, 2))),
  ];
  return number + blocks.join('\n\n').replace(/\n(?=.)/g, `\n${' '.repeat(number.length)}`);
}

/** A text in which nothing is markup. */
export function escapeMarkdown(text: string): string {
  return (
    printable(text)
      .replace(/[\\`*_[\]<>&|~#!$]/g, '\\$&')
      // GitHub makes links of bare addresses.
      .replaceAll('://', ':\\/\\/')
      .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}\\.`)
  );
}

/** A code span; its fence is longer than any run of backticks in the text. */
function code(text: string): string {
  const shown = printable(text);
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = /^`|`$|^ .* $/.test(shown) || shown === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

function codeBlock(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}json`, ...text.split('\n').map(printable), fence].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
