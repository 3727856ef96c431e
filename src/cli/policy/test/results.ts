/** The outcome of test files. */
import { DecisionTooCostlyError } from '../../../policy/index.ts';
import {
  type Answer,
  ask,
  askToAssume,
  type Difference,
  differences,
  PolicyCoverage,
  UnanswerableError,
} from '../../../testing/index.ts';
import type { Case } from './case-reader.ts';
import type { Fault, Place } from './nodes.ts';
import { PolicySources } from './policy-source.ts';
import { readTestFile, type TestFile } from './test-file.ts';

export type CaseResult = {
  readonly case: Case;
  readonly milliseconds: number;
} & (
  | {
      readonly status: 'passed' | 'failed';
      readonly answer: Answer;
      readonly differences: readonly Difference[];
    }
  /** The question cannot be answered. */
  | { readonly status: 'error'; readonly message: string }
);

export interface FileResult {
  readonly file: string;
  readonly faults: readonly Fault[];
  readonly cases: readonly CaseResult[];
}

/** A statement or condition that no case exercised. */
export interface Gap {
  readonly what: 'statement' | 'condition';
  readonly at: Place;
  readonly message: string;
}

export interface Results {
  readonly files: readonly FileResult[];
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  /** Of files that cannot be read. */
  readonly faults: readonly Fault[];
  readonly coverage: {
    readonly points: number;
    readonly covered: number;
    readonly percent: number;
    readonly gaps: readonly Gap[];
  };
  /** Every policy file that was named, absolute. */
  readonly policyFiles: ReadonlySet<string>;
}

/** Reads and runs test files. Files with faults have no cases; the others are run. */
export function testFiles(names: readonly string[]): Results {
  const sources = new PolicySources();
  const coverage = new PolicyCoverage();
  const files = names.map((name) => runFile(readTestFile(name, sources), coverage));
  const cases = files.flatMap((file) => file.cases);
  const count = (status: CaseResult['status']) => cases.filter((one) => one.status === status).length;
  return {
    files,
    passed: count('passed'),
    failed: count('failed'),
    errors: count('error'),
    faults: files.flatMap((file) => file.faults),
    coverage: { ...coverage.total(), gaps: gapsIn(coverage, sources) },
    policyFiles: sources.files,
  };
}

function runFile({ file, subject, cases, faults }: TestFile, coverage: PolicyCoverage): FileResult {
  if (faults.length > 0) return { file, faults, cases: [] };
  coverage.include(subject);
  return { file, faults, cases: cases.map((one) => runCase(one, subject, coverage)) };
}

function runCase(one: Case, subject: TestFile['subject'], coverage: PolicyCoverage): CaseResult {
  const start = performance.now();
  const base = () => ({ case: one, milliseconds: performance.now() - start });
  try {
    const { asked, expected } = one;
    const answer = 'assume' in asked ? askToAssume(subject, asked.assume) : ask(subject, asked.question);
    coverage.note(answer);
    const found = differences(answer, expected);
    return { ...base(), status: found.length === 0 ? 'passed' : 'failed', answer, differences: found };
  } catch (error) {
    const isTold = error instanceof UnanswerableError || error instanceof DecisionTooCostlyError;
    if (!isTold) throw error;
    return { ...base(), status: 'error', message: (error as Error).message };
  }
}

function gapsIn(coverage: PolicyCoverage, sources: PolicySources): Gap[] {
  return coverage.documents().flatMap(({ origin, source, statements }) =>
    statements.flatMap(({ index, sid, line, column, matched, conditions }) => {
      const written = { file: source.name, line, column };
      const at = sources.statementPlace(origin, index) ?? written;
      const name = sid ? `statement "${sid}"` : `statement ${index + 1}`;
      const gaps = conditions.flatMap((condition): Gap[] => {
        const { operator, key, seenTrue, seenFalse } = condition;
        // Of a statement that no question came near enough to, the statement itself says it all.
        if (seenTrue === seenFalse) return [];
        const place = sources.statementPlace(origin, index, ['Condition', operator, key]) ?? at;
        const never = seenTrue ? 'false' : 'true';
        return [{ what: 'condition', at: place, message: `${operator} on ${key} was never ${never}` }];
      });
      return matched ? gaps : [{ what: 'statement', at, message: `${name} never matched` }, ...gaps];
    }),
  );
}
