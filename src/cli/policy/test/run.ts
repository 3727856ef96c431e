/** `stint policy test`. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { Given } from '../../command.ts';
import { CommandError, EXIT } from '../../exit-codes.ts';
import { printable, printJson, printLine, printNote } from '../../output.ts';
import type { TEST_FILES, TEST_FLAGS } from '../command.ts';
import { resultsJson } from './json.ts';
import { junitXml } from './junit.ts';
import { placeText } from './nodes.ts';
import { type Results, testFiles } from './results.ts';
import { sarifLog } from './sarif.ts';
import { printResults } from './terminal.ts';
import { Watch } from './watch.ts';

type GivenTest = Given<typeof TEST_FLAGS, typeof TEST_FILES>;

/** @returns 0 if all passed, 1 if not or if too little is covered, 2 if a file cannot be read. @throws CommandError */
export async function runPolicyTests(given: GivenTest): Promise<number> {
  const least = percentOf(given.failUnder);
  return given.watch === true ? watchTests(given, least) : runOnce(given, least).exitCode;
}

/** @throws CommandError */
function percentOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const percent = /^[0-9]{1,3}(?:\.[0-9]+)?$/.test(text) ? Number(text) : Number.NaN;
  if (percent <= 100) return percent;
  throw new CommandError(`--fail-under '${text}' is no number from 0 to 100`, EXIT.usage);
}

function runOnce(given: GivenTest, least: number | undefined): { results: Results; exitCode: number } {
  const results = testFiles(given.files);
  const withCoverage = given.coverage === true || least !== undefined;
  if (given.junit !== undefined) write(given.junit, junitXml(results));
  if (given.sarif !== undefined) {
    write(given.sarif, `${JSON.stringify(sarifLog(results, withCoverage), undefined, 2)}\n`);
  }
  if (given.json === true) printJson(resultsJson(results, withCoverage));
  else printResults(results, withCoverage);
  for (const { at, message } of results.faults) printNote(printable(`${placeText(at)}: ${message}`));
  return { results, exitCode: exitCodeFor(results, least) };
}

function exitCodeFor({ faults, failed, errors, coverage }: Results, least: number | undefined): number {
  if (faults.length > 0) return EXIT.usage;
  if (failed + errors > 0) return EXIT.failed;
  if (least === undefined || coverage.percent >= least) return EXIT.ok;
  printNote(`stint: ${coverage.percent}% of the policies is covered, and --fail-under asks for ${least}%`);
  return EXIT.failed;
}

/** @throws CommandError */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${(error as Error).message}`);
  }
}

const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/** Until a signal ends it. @throws CommandError when a report cannot be written. */
async function watchTests(given: GivenTest, least: number | undefined): Promise<number> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  const watched = new Watch(() => {
    try {
      run();
    } catch (error) {
      ending.abort(error as Error);
    }
  });
  const run = (): void => {
    if (process.stdout.isTTY) process.stdout.write(CLEAR);
    const { results } = runOnce(given, least);
    watched.set([...given.files, ...results.policyFiles]);
    if (given.json !== true) printLine('watching; Ctrl-C ends it');
  };
  const ended = once(ending.signal, 'abort');
  run();
  await ended;
  watched.close();
  const { reason } = ending.signal;
  if (!(reason instanceof DOMException)) throw reason;
  return EXIT.interrupted;
}
