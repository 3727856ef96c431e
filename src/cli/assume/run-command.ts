/** Runs a command in this terminal and ends as it ends. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { CommandError } from '../exit-codes.ts';

/** A terminal sends these to the command as well: passed on, they would reach it twice. */
const OF_TERMINAL = ['SIGINT', 'SIGQUIT'] as const;
const PASSED_ON = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGCONT'] as const;

/** POSIX Shell Command Language, 2.8.2, "Exit Status for Commands". */
const START_ERRORS: Readonly<Record<string, readonly [exitCode: number, said: string]>> = {
  ENOENT: [127, 'there is no such command'],
  EACCES: [126, 'it may not be executed'],
  E2BIG: [126, 'its arguments are too long'],
};

function startError(program: string, error: NodeJS.ErrnoException): Error {
  const code = error.code ?? '';
  if (!Object.hasOwn(START_ERRORS, code)) return error;
  const [exitCode, said] = START_ERRORS[code]!;
  return new CommandError(`${program}: ${said}`, exitCode);
}

/**
 * @returns the command's exit code; 128 and its number for the signal that ended it, as a shell says it.
 * @throws CommandError when it cannot be started: 127 when there is no such command, 126 when it may not be executed.
 */
export async function runCommand(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [program = '', ...args] = words;
  const child = spawn(program, args, { stdio: 'inherit', env: environment });
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal);
  const ofTerminal = process.stdin.isTTY ? () => undefined : passOn;
  for (const signal of PASSED_ON) process.on(signal, passOn);
  for (const signal of OF_TERMINAL) process.on(signal, ofTerminal);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', (error) => reject(startError(program, error)));
      child.once('exit', (code, signal) => {
        resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
      });
    });
  } finally {
    for (const signal of PASSED_ON) process.off(signal, passOn);
    for (const signal of OF_TERMINAL) process.off(signal, ofTerminal);
  }
}
