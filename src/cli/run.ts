/** `stint` as a function: reads the command line, runs one command. */
import { commandLine } from './command-line.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { printable, printNote, styled } from './output.ts';

/** One line on standard error: what is wrong, what to do. */
function complain(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  printNote(`${styled('red', 'stint:', process.stderr)} ${printable(text)}`);
  if (process.env['STINT_TRACE'] === '1' && error instanceof Error) printNote(error.stack ?? '');
}

/** Runs what the words name, and ends the process with its exit code. */
export async function run(words: readonly string[]): Promise<void> {
  // The reader of the output went away (`stint events | head`): nobody is left to tell.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(EXIT.ok);
      throw error;
    });
  }
  let code: number;
  try {
    code = await commandLine(words);
  } catch (error) {
    complain(error);
    code = exitCodeOf(error);
  }
  process.exitCode = code;
  // Output to a pipe is written later than `write` returns.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}
