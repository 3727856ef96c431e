/** The engines that are measured, each a process of its own: `bench/peers/NAME.mjs`. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** From `build/bench/policy`, where this runs. */
const FOLDER = fileURLToPath(new URL('../../../bench/peers/', import.meta.url));

export type PeerName = 'stint' | 'cedar' | 'casbin' | 'iam-simulate';

export interface Pace {
  /** Calls a second of processor time. */
  readonly rate: number;
  /** Microseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** What is locked is installed, once. */
export function installPeers(): void {
  if (existsSync(`${FOLDER}node_modules/.package-lock.json`)) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', FOLDER], { stdio: ['ignore', 2, 2] });
}

export interface Peer {
  /** To each question of the fixture, whether it is allowed. */
  readonly answers: readonly boolean[];
  measure(seconds: number): Promise<Pace>;
  stop(): void;
}

/** Starts an engine on a fixture. */
export async function startPeer(name: PeerName, fixtureFile: string): Promise<Peer> {
  const child = spawn(process.execPath, [`${FOLDER}${name}.mjs`, fixtureFile], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>(): Promise<T> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended`);
    return JSON.parse(value) as T;
  };
  const { answers } = await next<{ answers: readonly boolean[] }>();
  return {
    answers,
    measure: (seconds) => {
      child.stdin.write(`${JSON.stringify({ seconds })}\n`);
      return next<Pace>();
    },
    stop: () => void child.kill('SIGTERM'),
  };
}
