/** Lines to paste into a shell. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** One word for a POSIX shell. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return directory !== '';
    } catch {
      return false;
    }
  });
}

/** How this program is started from here. */
export function thisProgram(): string {
  return isOnPath('stint') ? 'stint' : shellWord(process.argv[1] ?? 'stint');
}
