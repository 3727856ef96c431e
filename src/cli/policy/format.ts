/** `stint policy format`. */
import { writeFileSync } from 'node:fs';
import { format, minify } from '../../policy/index.ts';
import type { Given } from '../command.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printable, printJson, printLine } from '../output.ts';
import type { FORMAT_FLAGS, POLICY_FILES } from './command.ts';
import { parsePolicy, readPolicyText } from './policy-file.ts';

interface Formatted {
  readonly file: string;
  readonly text: string;
  readonly isCurrent: boolean;
}

/** @returns 1 if `--check` finds a file that is written otherwise. @throws CommandError */
export async function runFormat(given: Given<typeof FORMAT_FLAGS, typeof POLICY_FILES>): Promise<number> {
  if (given.check === true && given.write === true) {
    throw new CommandError('--check and --write do not go together', EXIT.usage);
  }
  const all = given.files.map((file): Formatted => {
    const before = readPolicyText(file);
    const document = parsePolicy(file, before, given.kind);
    const text = given.minify === true ? minify(document) : format(document);
    return { file, text: text.trimEnd(), isCurrent: before.trimEnd() === text.trimEnd() };
  });
  if (given.check === true) return check(all, given.json);
  if (given.write === true) for (const one of all) write(one);
  if (given.json === true) printJson(all);
  else if (given.write !== true) for (const { text } of all) printLine(text);
  return EXIT.ok;
}

function check(all: readonly Formatted[], json: boolean | undefined): number {
  const others = all.filter(({ isCurrent }) => !isCurrent).map(({ file }) => file);
  if (json === true) printJson(all);
  else for (const file of others) printLine(`${printable(file)} is written otherwise`);
  return others.length === 0 ? EXIT.ok : EXIT.failed;
}

/** @throws CommandError */
function write({ file, text, isCurrent }: Formatted): void {
  if (isCurrent) return;
  if (file === '-') throw new CommandError('--write needs a file; standard input is printed', EXIT.usage);
  try {
    writeFileSync(file, `${text}\n`);
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${(error as Error).message}`);
  }
}
