/** A password that another program, or a person, writes to standard input. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printNote } from '../output.ts';

/**
 * The first line, without its end; letters and their marks as one character, as passwords are hashed.
 * @throws CommandError when there is none.
 */
export async function passwordFrom(input: Readable & { readonly isTTY?: boolean }): Promise<string> {
  if (input.isTTY) printNote('The new password, which this terminal shows, and Enter:');
  const lines = createInterface({ input, terminal: false });
  try {
    for await (const line of lines) {
      if (line !== '') return line.normalize('NFC');
      break;
    }
  } finally {
    lines.close();
    input.destroy();
  }
  throw new CommandError(
    '--password-stdin: the first line of standard input has to be the password',
    EXIT.usage,
  );
}
