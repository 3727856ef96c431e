/** Measured processes: pinned to a processor, talked to by lines of JSON. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SERVER_CORE = '0';
const LOAD_CORE = '1';

export interface Measured {
  readonly child: ChildProcess;
  /** The next line of JSON that it prints. */
  next<T>(): Promise<T>;
  send(line: string): void;
  /** When it has ended. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts `bench/NAME.js` on the servers' processor. */
export function start(name: string, parameters: readonly string[]): Measured {
  return startFile(name, new URL(`./${name}.js`, import.meta.url).pathname, parameters);
}

/** Starts `stint` on the servers' processor, as it is installed. */
export function startStint(parameters: readonly string[]): Measured {
  return startFile('stint', new URL('../../bin/stint', import.meta.url).pathname, parameters);
}

function startFile(name: string, file: string, parameters: readonly string[]): Measured {
  const child = spawn('taskset', ['-c', SERVER_CORE, process.execPath, file, ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let waiting: ((line: string) => void) | undefined;
  createInterface({ input: child.stdout! }).on('line', (line) => {
    if (waiting === undefined) lines.push(line);
    else waiting(line);
    waiting = undefined;
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    child,
    ended: exited,
    next: async <T>() => {
      const line =
        lines.shift() ??
        (await Promise.race([
          new Promise<string>((resolve) => {
            waiting = resolve;
          }),
          exited.then(() => {
            throw new Error(`${name} ended`);
          }),
        ]));
      return JSON.parse(line) as T;
    },
    send: (line) => void child.stdin!.write(`${line}\n`),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

export interface Load {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
  readonly repeated: number;
}

/** Replays a file of signed requests against a port for some seconds, over kept-alive connections. */
export async function load(port: number, file: string, connections: number, seconds: number): Promise<Load> {
  const script = new URL('../../bench/wrk/replay.lua', import.meta.url).pathname;
  const { stdout } = await run('taskset', [
    '-c',
    LOAD_CORE,
    'wrk',
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--timeout',
    '10s',
    '-s',
    script,
    `http://127.0.0.1:${port}`,
    '--',
    file,
    '1',
  ]);
  const line = /^replay-json: (.*)$/m.exec(stdout)?.[1];
  if (line === undefined) throw new Error(`wrk said nothing of use:\n${stdout}`);
  return JSON.parse(line) as Load;
}
