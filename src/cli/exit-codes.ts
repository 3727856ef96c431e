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

/** The exit codes of other rooms' errors, by class name: the rooms are loaded only by the commands that use them. */
const CODES: Readonly<Record<string, number>> = {
  SettingsError: EXIT.configuration,
  BackupError: EXIT.data,
  DataDirectoryInUseError: EXIT.data,
  MasterKeyError: EXIT.data,
  PrivateFileError: EXIT.data,
  SecretUnreadableError: EXIT.data,
  StoreFormatError: EXIT.data,
  StoreUnavailableError: EXIT.data,
};

/** What an error ends the process with. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  return error instanceof Error && Object.hasOwn(CODES, error.name) ? CODES[error.name]! : EXIT.failed;
}
