/** The reader of the command line: yargs, told what commands.ts says. */
import yargs, { type Argv } from 'yargs';
import type { AnyCommand, CommandGroup, OptionTable } from './command.ts';
import { COMMANDS } from './commands.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { version } from './version.ts';

const PARSER = {
  'boolean-negation': false,
  'dot-notation': false,
  'greedy-arrays': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'populate--': true,
} as const;

const DOCUMENTATION = 'Documentation: docs/guide/command-line.md';

/** Columns of help: a terminal's, within what is easy to read. */
function helpWidth(): number {
  return Math.max(60, Math.min(process.stdout.columns ?? 100, 110));
}

/** An option that takes one value was given more than one; yargs makes a list of them. */
function refuseRepeated(definition: AnyCommand, given: Readonly<Record<string, unknown>>): void {
  for (const [name, option] of Object.entries(definition.options as OptionTable)) {
    if (option.array !== true && Array.isArray(given[name])) {
      throw new CommandError(`--${name} is given more than once`, EXIT.usage);
    }
  }
}

/** A word that yargs took for nothing: it is not strict about what stands behind `--`. */
function refuseCommand(definition: AnyCommand, given: Readonly<Record<string, unknown>>): void {
  const words = (given['--'] ?? []) as readonly unknown[];
  if (words.length > 0 && definition.takesCommand !== true) {
    throw new CommandError(`nothing is expected behind --, and there is '${String(words[0])}'`, EXIT.usage);
  }
}

function described(argv: Argv, definition: AnyCommand): Argv {
  let described = argv;
  for (const [name, positional] of Object.entries(definition.positionals ?? {})) {
    described = described.positional(name, positional as Parameters<Argv['positional']>[1]);
  }
  for (const [name, option] of Object.entries(definition.options as OptionTable)) {
    described = described.option(name, {
      ...option,
      ...(option.type === 'boolean' ? {} : { requiresArg: true }),
    });
  }
  for (const [line, meaning] of definition.examples) described = described.example(line, meaning);
  return described.epilogue(definition.notes ?? DOCUMENTATION);
}

/** Reads the arguments and runs what they name. @returns the exit code. @throws CommandError, or the command's. */
export async function commandLine(words: readonly string[]): Promise<number> {
  let chosen: (() => Promise<number>) | undefined;
  const add = (argv: Argv, definition: AnyCommand): Argv =>
    argv.command(
      definition.command,
      definition.summary,
      (inner) => described(inner, definition),
      (given) => {
        refuseRepeated(definition, given);
        refuseCommand(definition, given);
        chosen = () => definition.run(given as Parameters<AnyCommand['run']>[0]);
      },
    );
  const addGroup = (argv: Argv, group: CommandGroup): Argv =>
    argv.command(group.command, group.summary, (inner) =>
      group.members.reduce(add, inner).demandCommand(1, 1, `${group.command}: which of its commands?`),
    );
  // Of each command that it reads yargs makes the help too: wrapping it would take longer than all the rest.
  const width = words.includes('--help') ? helpWidth() : null;
  const base: Argv = yargs()
    .scriptName('stint')
    .usage('$0 <command>\n\nAn identity service you run yourself: IAM and STS, enforced and explained.')
    .parserConfiguration(PARSER)
    .option('json', { type: 'boolean', describe: 'Print JSON for programs', global: true })
    .locale('en')
    .wrap(width)
    .version(version())
    .completion('completion', 'Print a completion script for bash or zsh')
    .demandCommand(1, 1, 'which command? stint --help lists them')
    .recommendCommands()
    .strict()
    .exitProcess(false)
    .epilogue(DOCUMENTATION)
    .fail((message: string | null, error: Error | undefined) => {
      const line = (message ?? 'wrong usage').replace(/\s*\n\s*/g, ' ');
      throw error ?? new CommandError(`${line} (see stint --help)`, EXIT.usage);
    });
  const full = COMMANDS.reduce<Argv>(
    (argv, one) => ('members' in one ? addGroup(argv, one) : add(argv, one)),
    base,
  );
  await full.parseAsync([...words]);
  return chosen === undefined ? EXIT.ok : await chosen();
}
