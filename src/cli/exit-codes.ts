/** What the process ends with; documented in docs/guide/command-line.md. */
export const EXIT = {
  ok: 0,
  /** The command was understood and refused, or failed. */
  failed: 1,
  /** The command line cannot be understood. */
  usage: 2,
  /** A setting is unknown or wrong. */
  configuration: 3,
  /** The data directory, its store or its keys cannot be used. */
  data: 4,
  interrupted: 130,
} as const;

/** Ends the command with a line for the operator and an exit code. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}
