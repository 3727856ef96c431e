/** Results for programs. */
import { missingKeys, smallestChanges, whyOf } from '../../../testing/index.ts';
import type { CaseResult, Results } from './results.ts';

/** @param withCoverage whether the gaps are listed. */
export function resultsJson(
  { files, passed, failed, errors, coverage }: Results,
  withCoverage: boolean,
): unknown {
  return {
    passed,
    failed,
    errors,
    files: files.map(({ file, faults, cases }) => ({
      file,
      ...(faults.length === 0 ? {} : { faults: faults.map(({ at, message }) => ({ ...at, message })) }),
      cases: cases.map(caseJson),
    })),
    ...(withCoverage
      ? { coverage: { ...coverage, gaps: coverage.gaps.map(({ at, ...gap }) => ({ ...gap, ...at })) } }
      : {}),
  };
}

function caseJson(result: CaseResult): unknown {
  const { name, at, expected } = result.case;
  const base = { name, line: at.line, column: at.column, status: result.status, expected };
  if (result.status === 'error') return { ...base, message: result.message };
  const { answer, differences } = result;
  const statement = answer.deciding?.decision.statement;
  const actual = {
    verdict: answer.verdict,
    by: answer.by,
    ...(statement === undefined ? {} : { policy: statement.source.name, statement: statement.index }),
    ...(statement?.sid === undefined ? {} : { sid: statement.sid }),
    ...(answer.message === '' ? {} : { message: answer.message }),
  };
  if (result.status === 'passed') return { ...base, actual };
  const isOtherwise = differences.some(({ what }) => what === 'verdict');
  return {
    ...base,
    actual,
    differences,
    why: whyOf(answer),
    missingKeys: missingKeys(answer),
    ...(isOtherwise ? { changes: smallestChanges(answer) } : {}),
  };
}
