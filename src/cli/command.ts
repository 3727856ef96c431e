/** A command as data: what help, completion and the strict reading of arguments need. What it does is loaded when it runs. */
import type { ArgumentsCamelCase, InferredOptionTypes, Options, PositionalOptions } from 'yargs';

export type OptionTable = Readonly<Record<string, Options>>;
export type PositionalTable = Readonly<
  Record<string, PositionalOptions & { readonly demandOption?: boolean }>
>;

/** What the command line said, read by the tables. */
export type Given<
  O extends OptionTable,
  P extends PositionalTable = Record<never, never>,
> = ArgumentsCamelCase<InferredOptionTypes<O> & InferredOptionTypes<P> & { readonly json?: boolean }> & {
  /** What stands behind `--`. */
  readonly '--'?: readonly (string | number)[];
};

export interface Command<O extends OptionTable, P extends PositionalTable = Record<never, never>> {
  /** The word, and the positional arguments as yargs writes them: `create <name>`. */
  readonly command: string;
  /** One line; in imperative mood. */
  readonly summary: string;
  /** Further lines of its help. */
  readonly notes?: string;
  readonly options: O;
  readonly positionals?: P;
  /** Whether words behind `--` are a command of the user's. */
  readonly takesCommand?: boolean;
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  /** @returns the exit code. */
  readonly run: (given: Given<O, P>) => Promise<number>;
}

/** Commands under a common word: `accounts create`, `accounts list`. */
export interface CommandGroup {
  readonly command: string;
  readonly summary: string;
  readonly members: readonly AnyCommand[];
}

// biome-ignore lint/suspicious/noExplicitAny: each command types its own arguments
export type AnyCommand = Command<any, any>;

/** Keeps the types of the tables for `run`. */
export function command<const O extends OptionTable, const P extends PositionalTable = Record<never, never>>(
  definition: Command<O, P>,
): Command<O, P> {
  return definition;
}
