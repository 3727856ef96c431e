/** How long a server takes to be ready, and how much memory it holds: `stint serve`, as a user starts it. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signRequest } from '../src/sigv4/index.ts';
import { type Figures, median } from './figures.ts';
import { start, startStint } from './process.ts';
import type { Seeded, SeedPlan } from './seed.ts';

const STARTS = 7;
const ACCOUNTS = 20;
const USERS = 100_000;

interface Started {
  readonly url: string;
  /** From the start of the process to its line that it is ready. */
  readonly milliseconds: number;
  readonly pid: number;
  stop(): Promise<void>;
}

async function startServer(data: string): Promise<Started> {
  const began = performance.now();
  const server = startStint([
    'serve',
    '--listen',
    '127.0.0.1:0',
    '--data',
    data,
    '--json',
    '--log-level',
    'error',
  ]);
  const { url } = await server.next<{ url: string }>();
  const milliseconds = performance.now() - began;
  return { url, milliseconds, pid: server.child.pid!, stop: () => server.stop() };
}

/** Resident memory, in MB; VmRSS of proc_pid_status(5) is in kB. taskset(1) has become the server itself. */
function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+([0-9]+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
}

/** Starts again and again on the same data. */
async function medianStart(data: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const server = await startServer(data);
    times.push(server.milliseconds);
    await server.stop();
  }
  return median(times);
}

/** @returns milliseconds. */
async function listOneUser(url: string, key: Seeded['keys'][number]): Promise<number> {
  const body = Buffer.from('Action=ListUsers&Version=2010-05-08&MaxItems=1');
  const headers = { host: new URL(url).host, 'content-type': 'application/x-www-form-urlencoded' };
  const unsigned = { method: 'POST', target: '/', rawHeaders: Object.entries(headers).flat(), body };
  const signing = signRequest(unsigned, { ...key, region: 'us-east-1', service: 'iam', date: new Date() });
  const { 'x-amz-date': date, authorization } = signing;
  const { 'content-type': contentType } = headers;
  const began = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': contentType, 'x-amz-date': date, authorization },
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return performance.now() - began;
}

async function bareNode(figures: Figures): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const began = performance.now();
    const program = start('bare-node', []);
    await program.next();
    times.push(performance.now() - began);
    await program.ended;
  }
  figures.report('a bare Node program starts', median(times), 'ms');
}

async function empty(folder: string, figures: Figures): Promise<void> {
  const first: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const server = await startServer(join(mkdtempSync(join(folder, 'start-')), 'data'));
    first.push(server.milliseconds);
    await server.stop();
  }
  figures.report('first start, of an empty directory', median(first), 'ms', { atMost: 400 });
  const data = join(mkdtempSync(join(folder, 'start-')), 'data');
  await (await startServer(data)).stop();
  figures.report('start with one account', await medianStart(data), 'ms', { atMost: 400 });
  const idle = await startServer(data);
  await sleep(2000);
  figures.report('resident memory, idle', residentMegabytes(idle.pid), 'MB', { atMost: 120 });
  await idle.stop();
}

async function full(folder: string, figures: Figures): Promise<void> {
  const data = join(mkdtempSync(join(folder, 'start-')), 'data');
  const plan: SeedPlan = { data, accounts: ACCOUNTS, usersPerAccount: USERS / ACCOUNTS };
  const seed = start('seed', [JSON.stringify(plan)]);
  const { keys } = await seed.next<Seeded>();
  await seed.ended;
  figures.report('start with 100,000 users in 20 accounts', await medianStart(data), 'ms', { atMost: 2000 });
  const server = await startServer(data);
  await sleep(2000);
  figures.report('resident memory, 100,000 users stored, idle', residentMegabytes(server.pid), 'MB');
  const began = performance.now();
  const first: number[] = [];
  for (const key of keys) first.push(await listOneUser(server.url, key));
  figures.report('first request to an account of 5,000 users', median(first), 'ms');
  figures.report('slowest of them', Math.max(...first), 'ms');
  figures.report('all 20 accounts loaded after', performance.now() - began, 'ms');
  await sleep(2000);
  figures.report('resident memory, 100,000 users and keys loaded', residentMegabytes(server.pid), 'MB');
  await server.stop();
}

/** @param folder for data directories. */
export async function measureStarts(folder: string, figures: Figures): Promise<void> {
  await bareNode(figures);
  await empty(folder, figures);
  await full(folder, figures);
}
