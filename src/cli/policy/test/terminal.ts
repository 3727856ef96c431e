/** Results for people. */
import { type Difference, differenceText, reasons, verdictText } from '../../../testing/index.ts';
import { printable, printLine, styled } from '../../output.ts';
import { placeText } from './nodes.ts';
import type { CaseResult, FileResult, Results } from './results.ts';

export function printResults(results: Results, withCoverage: boolean): void {
  for (const file of results.files) printFile(file);
  if (withCoverage) printCoverage(results.coverage);
  printLine(summary(results));
}

function printFile({ file, faults, cases }: FileResult): void {
  if (faults.length > 0) return;
  printLine(styled('bold', printable(file)));
  for (const one of cases) printCase(one);
  printLine();
}

function printCase(result: CaseResult): void {
  const name = printable(result.case.name);
  if (result.status === 'passed') {
    printLine(`  ${styled('green', 'ok')}    ${name}`);
    return;
  }
  const word = result.status === 'failed' ? 'FAIL ' : 'ERROR';
  printLine(`  ${styled('red', word)} ${name}`);
  for (const line of details(result)) printLine(`        ${printable(line)}`);
}

/** Why a case has not passed, a line each. */
export function details(result: CaseResult): string[] {
  const at = `at ${placeText(result.case.at)}`;
  if (result.status === 'error') return [result.message, at];
  return [
    ...result.differences.map(differenceText),
    `it is ${verdictText(result.answer)}`,
    ...reasons(result.answer, isOtherVerdict(result.differences)),
    at,
  ];
}

/** Of a case that decides as expected, but elsewhere, no other verdict is wanted. */
function isOtherVerdict(differences: readonly Difference[]): boolean {
  return differences.some(({ what }) => what === 'verdict');
}

function printCoverage({ points, covered, percent, gaps }: Results['coverage']): void {
  printLine(styled('bold', `coverage: ${percent}% (${covered} of ${points})`));
  for (const { at, message } of gaps) printLine(`  ${printable(`${placeText(at)}: ${message}`)}`);
  printLine();
}

function summary({ passed, failed, errors }: Results): string {
  const parts = [
    styled('green', `${passed} passed`),
    failed > 0 ? styled('red', `${failed} failed`) : '',
    errors > 0 ? styled('red', `${errors} cannot be answered`) : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
