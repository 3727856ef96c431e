/** docs/guide/command-line.md names every command, every flag and every exit code. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AnyCommand } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { EXIT } from '../../src/cli/exit-codes.ts';

const text = readFileSync('docs/guide/command-line.md', 'utf8');
const firstWord = (command: string): string => command.split(' ')[0]!;

const commands: [string, AnyCommand][] = COMMANDS.flatMap((one) =>
  'members' in one
    ? one.members.map((member): [string, AnyCommand] => [
        `${one.command} ${firstWord(member.command)}`,
        member,
      ])
    : [[firstWord(one.command), one] as [string, AnyCommand]],
);

describe('the guide to the command line', () => {
  it.each(commands)('has stint %s', (words, { options }) => {
    expect(text).toMatch(new RegExp(`\`stint ${words}[ \`]`));
    const missing = Object.keys(options).filter((name) => !new RegExp(`\`--${name}[ \`]`).test(text));
    expect(missing.filter((name) => !text.includes(`stint events --${name}`))).toEqual([]);
  });

  it('has every exit code', () => {
    const documented = [...text.matchAll(/^\| (\d+) \| \S/gm)].map(([, code]) => Number(code));
    expect(documented).toEqual(Object.values(EXIT));
  });
});
