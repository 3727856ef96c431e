/** `stint` as processes of its own, built from the source as it stands. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildTree } from '../../../scripts/crash-build.mjs';

const MAIN = join(buildTree(['src']), 'src', 'cli', 'main.js');

type Variables = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Settles when it ends. */
  readonly ended: Promise<Ended>;
  /** The next line of its output. @throws Error with what it complained of, when it ends before. */
  line(): Promise<string>;
  /** @returns how it ended. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

export interface Place {
  readonly cwd?: string;
  readonly env?: Variables;
  /** What stands in its standard input; by default nothing. */
  readonly input?: string;
}

/** Starts it with nothing of this environment but what finds programs. */
export function start(words: readonly string[], { cwd, env = {}, input }: Place = {}): Running {
  const child = spawn(process.execPath, [MAIN, ...words], {
    stdio: 'pipe',
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  // It may end without having read it.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return {
    child,
    ended,
    line: async () => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`it ended: ${stderr}`);
      return value;
    },
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs it to its end. */
export function run(words: readonly string[], place?: Place): Promise<Ended> {
  return start(words, place).ended;
}

/** @throws Error unless its exit code is 0. @returns the JSON that it printed. */
export async function json<Output>(words: readonly string[], place?: Place): Promise<Output> {
  const { code, stdout, stderr } = await run([...words, '--json'], place);
  if (code !== 0) throw new Error(`stint ${words.join(' ')}: exit code ${code}: ${stderr}`);
  return JSON.parse(stdout) as Output;
}
