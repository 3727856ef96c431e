import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteStore } from './sqlite-store.ts';
import { type CompiledRoom, compiledRoom } from './testing/compiled-room.ts';

const traceable = canTrace();
function canTrace(): boolean {
  try {
    execFileSync('strace', ['-qq', '-o', '/dev/null', '-e', 'inject=fsync:error=EIO', 'true'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
if (!traceable) console.info('not tested: failing system calls, because strace is not there or not allowed');

let room: CompiledRoom;
beforeAll(() => {
  room = compiledRoom();
});
afterAll(() => room.remove());

const transactions = 60;
/** Writes one transaction after the other, and reads after each that was refused; tells how each ended. */
const writer = `
  import { SqliteStore } from './store/sqlite-store.js';
  const store = await SqliteStore.open(process.argv[2]);
  const acknowledged = [], refused = [];
  await store.transact({ writes: [{ key: 'begun', value: Buffer.from('yes') }] });
  for (let n = 100; n < ${100 + transactions}; n += 1) {
    const value = Buffer.alloc(6000, n);
    try {
      await store.transact({ writes: [{ key: 'left/' + n, value }, { key: 'right/' + n, value }] });
      acknowledged.push(n);
    } catch (error) {
      if (error.name !== 'StoreUnavailableError') throw error;
      refused.push(n);
      if ((await store.get('begun')).value.toString() !== 'yes') throw new Error('reads do not go on');
    }
  }
  process.stdout.write(JSON.stringify({ acknowledged, refused, ...store.counters() }));
`;

interface Report {
  readonly acknowledged: readonly number[];
  readonly refused: readonly number[];
  readonly commits: number;
}

/** Runs the writer under strace, which logs to `log`; it kills itself at the end, so that no closing tidies up. */
async function traced(directory: string, log: string, ...options: readonly string[]): Promise<Report> {
  const file = room.write(`${writer} process.stdout.write('', () => process.kill(process.pid, 'SIGKILL'));`);
  const parameters = ['-f', '-qq', '-o', log, ...options, process.execPath, file, directory];
  const child = spawn('strace', parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  await once(child, 'close');
  return JSON.parse(Buffer.concat(output).toString()) as Report;
}

async function keysOf(store: SqliteStore, side: string): Promise<number[]> {
  const found = await store.range({ from: `${side}/`, to: `${side}0` });
  return found.map(({ key }) => Number(key.split('/')[1]));
}

describe.runIf(traceable)('a disk that fails (F3)', () => {
  // The n-th call of each thread fails, and those after it; the first ones open the store.
  it.each([
    ['a sync fails once', 'fsync:error=EIO:when=20'],
    ['syncs fail for a while', 'fsync:error=EIO:when=18..35'],
    ['a write fails once', 'pwrite64:error=EIO:when=100'],
    ['the disk is full for a while', 'pwrite64:error=ENOSPC:when=120..180'],
    ['every seventh write fails', 'pwrite64:error=EIO:when=90+7'],
  ])('acknowledges nothing wrongly and goes on when %s', async (title, fault) => {
    const directory = join(room.directory, title.replaceAll(' ', '-'));
    await (await SqliteStore.open(directory)).close();
    const call = fault.split(':')[0]!;
    const report = await traced(directory, '/dev/null', '-e', `trace=${call}`, '-e', `inject=${fault}`);
    expect(report.refused.length).toBeGreaterThan(0);
    expect(report.acknowledged.length + report.refused.length).toBe(transactions);
    const store = await SqliteStore.open(directory);
    const found = await keysOf(store, 'left');
    expect(await keysOf(store, 'right')).toEqual(found);
    expect(found).toEqual(expect.arrayContaining([...report.acknowledged]));
    expect(await store.transact({ writes: [{ key: 'after', value: new Uint8Array() }] })).toBeGreaterThan(0);
    await store.close();
  });

  it('syncs the write-ahead log before each acknowledgement (F2: synchronous is FULL)', async () => {
    const log = join(room.directory, 'syncs');
    const report = await traced(join(room.directory, 'counted'), log, '-y', '-e', 'trace=fsync,fdatasync');
    const syncs = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes('stint.db-wal>'));
    expect(report.commits).toBe(transactions + 1);
    expect(syncs.length).toBeGreaterThanOrEqual(report.commits);
  });
});
