/**
 * Results as a SARIF log: what failed, what cannot be read, and what no test exercised, each where it stands.
 * OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 */
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../version.ts';
import type { Place } from './nodes.ts';
import type { Results } from './results.ts';
import { details } from './terminal.ts';

const RULES = {
  'test-failed': { text: 'A policy decides otherwise than a test expects.', level: 'error' },
  'test-unanswerable': { text: 'A test asks about what its file does not describe.', level: 'error' },
  'file-unreadable': { text: 'A test file, or a policy that it names, cannot be read.', level: 'error' },
  'statement-not-exercised': { text: 'No test makes the statement match.', level: 'note' },
  'condition-not-exercised': { text: 'No test has seen the condition both true and false.', level: 'note' },
} as const;

type RuleId = keyof typeof RULES;

const IDS = Object.keys(RULES) as RuleId[];

/** @param withCoverage whether gaps in coverage are results. */
export function sarifLog({ files, faults, coverage }: Results, withCoverage: boolean): unknown {
  const cases = files.flatMap((file) => file.cases).filter((one) => one.status !== 'passed');
  const gaps = withCoverage ? coverage.gaps : [];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'stint policy test',
            version: version(),
            rules: IDS.map((id) => ({
              id,
              shortDescription: { text: RULES[id].text },
              defaultConfiguration: { level: RULES[id].level },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [
          ...faults.map(({ at, message }) => result('file-unreadable', at, message)),
          ...cases.map((one) => {
            const id = one.status === 'failed' ? 'test-failed' : 'test-unanswerable';
            return result(id, one.case.at, [one.case.name, ...details(one)].join('\n'));
          }),
          ...gaps.map(({ what, at, message }) => result(`${what}-not-exercised`, at, message)),
        ],
      },
    ],
  };
}

function result(ruleId: RuleId, { file, line, column }: Place, text: string): unknown {
  return {
    ruleId,
    ruleIndex: IDS.indexOf(ruleId),
    level: RULES[ruleId].level,
    message: { text },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  };
}

/** Relative to where the command runs, which is the root of a checkout in CI. */
export function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split('/').map(encodeURIComponent).join('/');
}
