/** `stint serve` as a process of its own, built from the source as it stands. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildTree } from '../../../scripts/crash-build.mjs';
import { adminClient, adminSocketOf, type SettingsInput } from '../../../src/server/index.ts';
import type { Credentials } from './client.ts';

/** A line of the server's log. */
export interface LogLine {
  readonly msg: string;
  readonly alarm?: boolean;
  readonly fault?: { readonly name: string; readonly message?: string };
}

export interface Ready {
  readonly url: string;
  /** From the start of the process. */
  readonly milliseconds: number;
  /** Processor time that the process had used by then, its own and the kernel's for it. */
  readonly processorMilliseconds: number;
}

export interface Launched {
  readonly child: ChildProcess;
  /** @throws Error with what it said, when it ended before. */
  readonly ready: Promise<Ready>;
  /** What it logged so far. */
  readonly log: readonly LogLine[];
  /** Kills it at once, and waits until it is gone. */
  kill(): Promise<void>;
  /** Ends it in order. @returns its exit code. */
  stop(): Promise<number | null>;
}

/** An installation in a directory: its configuration, its data and its master key. */
export class Installation {
  readonly data: string;
  private readonly config: string;
  private readonly main: string;

  /** @param directory an empty one; what it holds from before is used again. */
  constructor(directory: string, settings: SettingsInput = {}) {
    this.data = join(directory, 'data');
    this.config = join(directory, 'stint.json');
    const unlimited = { perSecond: 1e6, burst: 1e6 };
    writeFileSync(
      this.config,
      JSON.stringify({
        listen: '127.0.0.1:0',
        data: this.data,
        limits: { perPrincipal: unlimited, perAddress: unlimited },
        log: { level: 'error' },
        ...settings,
      }),
    );
    this.main = join(buildTree(['src']), 'src', 'cli', 'main.js');
  }

  launch(): Launched {
    const started = performance.now();
    const child = spawn(process.execPath, [this.main, 'serve', '--config', this.config, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Settings of this environment are not the installation's.
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('STINT_'))),
    });
    const ended = once(child, 'close');
    const log: LogLine[] = [];
    const said: string[] = [];
    createInterface({ input: child.stderr! }).on('line', (line) => {
      if (line.startsWith('{')) log.push(JSON.parse(line) as LogLine);
      else said.push(line);
    });
    const ready = new Promise<Ready>((resolve, reject) => {
      createInterface({ input: child.stdout! }).once('line', (line) => {
        const { url } = JSON.parse(line) as { url: string };
        const processorMilliseconds = processorTimeOf(child.pid!);
        resolve({ url, milliseconds: performance.now() - started, processorMilliseconds });
      });
      void ended.then(() => reject(new Error(`the server ended before it was ready: ${said.join('; ')}`)));
    });
    // Whoever kills it before it is ready does not wait for that.
    ready.catch(() => undefined);
    return {
      child,
      ready,
      log,
      kill: async () => {
        child.kill('SIGKILL');
        await ended;
      },
      stop: async () => {
        child.kill('SIGTERM');
        const [code] = (await ended) as [number | null];
        return code;
      },
    };
  }

  /** The first account's root. */
  root(): Credentials {
    const text = readFileSync(join(this.data, 'root-credentials'), 'utf8');
    const value = (name: string): string => new RegExp(`^${name} = (.*)$`, 'm').exec(text)?.[1] ?? '';
    return { accessKeyId: value('aws_access_key_id'), secretAccessKey: value('aws_secret_access_key') };
  }

  /** Calls an operation of Stint's own service on the running server. */
  operator<Output = Record<string, unknown>>(operation: string, input: object = {}): Promise<Output> {
    return adminClient(adminSocketOf(this.data)).call<Output>(operation, input);
  }
}

/** Of the process and its threads, in milliseconds: utime and stime of proc_pid_stat(5), in hundredths of a second. */
function processorTimeOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
