/**
 * `npm run bench [-- --json] [--seconds N] [--rounds N] [--only NAME]`: what a request costs, as ratios against a bare server in the
 * same run, server on one processor and load on the other. Every request has a signature of its own.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Figures, median } from './figures.ts';
import { type Load, load, start } from './process.ts';
import { type ReplayPlan, writeReplay } from './sign-requests.ts';
import { measureStarts } from './start.ts';
import type { Ready, ServerPlan } from './stint-server.ts';

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const SECONDS = Number(flags.seconds);
const ROUNDS = Number(flags.rounds);
/** Until the compiler has seen enough: some ten thousand requests. */
const WARM_UP_SECONDS = 4;
/** A bare server has less to warm up. */
const FLOOR_WARM_UP_SECONDS = 1;

const figures = new Figures(flags.json);
const report = figures.report.bind(figures);

const folder = mkdtempSync(join(tmpdir(), 'stint-bench-'));

async function withServer<T>(
  plan: Omit<ServerPlan, 'data'>,
  use: (ready: Ready, server: ReturnType<typeof start>) => Promise<T>,
) {
  const data = mkdtempSync(join(folder, 'data-'));
  const server = start('stint-server', [JSON.stringify({ ...plan, data } satisfies ServerPlan)]);
  try {
    return await use(await server.next<Ready>(), server);
  } finally {
    await server.stop();
  }
}

/** Warmed up as the servers are: a process that has just been started is slow, and would flatter what it is compared to. */
async function floorRate(
  answer: string,
  hashes: boolean,
  file: string,
  connections: number,
): Promise<number> {
  const plan = { answer: Buffer.from(answer).toString('base64'), hashes };
  const floor = start('floor-server', [JSON.stringify(plan)]);
  try {
    const { port } = await floor.next<{ port: number }>();
    await load(port, file, connections, FLOOR_WARM_UP_SECONDS);
    const { rate, refused } = await load(port, file, connections, SECONDS);
    if (refused > 0) throw new Error(`the bare server lost ${refused} requests`);
    return rate;
  } finally {
    await floor.stop();
  }
}

type Request = Pick<ReplayPlan, 'service' | 'credentials' | 'body'>;

async function signed(port: number, request: Request, count: number): Promise<string> {
  const file = join(folder, `replay-${Math.random().toString(36).slice(2)}.tsv`);
  await writeReplay(file, {
    count,
    host: `127.0.0.1:${port}`,
    path: '/',
    region: 'us-east-1',
    now: Date.now() + 60_000,
    spreadSeconds: 100,
    ...request,
  });
  return file;
}

/** One answer of the server, for the floor to give. */
async function answerOf(port: number, file: string): Promise<string> {
  const [method, target, body, ...headers] = readFileSync(file, 'utf8').split('\n')[0]!.split('\t');
  const pairs: [string, string][] = [];
  for (let i = 0; i < headers.length; i += 2) pairs.push([headers[i]!, headers[i + 1]!]);
  const response = await fetch(`http://127.0.0.1:${port}${target}`, {
    method: method!,
    body: body!,
    headers: pairs,
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return text;
}

/** Rounds of server and floors in turn; ratios round by round. */
async function compare(
  name: string,
  port: number,
  request: Request,
  options: { connections?: number; perSecond: number; targets: { bare: number; hashes?: number } },
): Promise<void> {
  const { connections = 32, perSecond, targets } = options;
  const own: Load[] = [];
  const bare: number[] = [];
  const hashes: number[] = [];
  const answer = await answerOf(port, await signed(port, request, 1));
  const warmUp = await signed(port, request, perSecond * WARM_UP_SECONDS);
  await load(port, warmUp, connections, WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round++) {
    const file = await signed(port, request, Math.ceil(perSecond * SECONDS));
    const measured = await load(port, file, connections, SECONDS);
    if (measured.refused > 0) throw new Error(`${name}: ${measured.refused} requests were refused`);
    if (measured.repeated > 0) throw new Error(`${name}: signatures were repeated; sign more requests`);
    own.push(measured);
    bare.push(measured.rate / (await floorRate(answer, false, file, connections)));
    if (targets.hashes !== undefined) {
      hashes.push(measured.rate / (await floorRate(answer, true, file, connections)));
    }
  }
  report(`${name}, of a bare server`, median(bare), 'ratio', { atLeast: targets.bare });
  if (targets.hashes !== undefined) {
    report(`${name}, of a server with the same hashes`, median(hashes), 'ratio', { atLeast: targets.hashes });
  }
  report(`${name}, rate`, median(own.map((one) => one.rate)), '1/s');
  report(`${name}, p50`, median(own.map((one) => one.p50)), 'ms');
  report(`${name}, p99`, median(own.map((one) => one.p99)), 'ms');
}

const identity: Request['body'] = () => 'Action=GetCallerIdentity&Version=2011-06-15';

async function requests(): Promise<void> {
  await withServer({ accounts: 1, users: 100 }, async ({ port, user, session, roleArn }) => {
    await compare(
      'GetCallerIdentity, user keys',
      port,
      { service: 'sts', credentials: user, body: identity },
      {
        perSecond: 30_000,
        targets: { bare: 0.35, hashes: 0.6 },
      },
    );
    await compare(
      'GetCallerIdentity, session',
      port,
      { service: 'sts', credentials: session, body: identity },
      {
        perSecond: 30_000,
        targets: { bare: 0.3 },
      },
    );
    const assume = `Action=AssumeRole&Version=2011-06-15&RoleArn=${encodeURIComponent(roleArn)}&RoleSessionName=`;
    await compare(
      'AssumeRole, durable',
      port,
      { service: 'sts', credentials: user, body: (i) => `${assume}s${i}` },
      { connections: 64, perSecond: 15_000, targets: { bare: 0.15 } },
    );
    await compare(
      'ListUsers of 100',
      port,
      { service: 'iam', credentials: user, body: () => 'Action=ListUsers&Version=2010-05-08' },
      { perSecond: 15_000, targets: { bare: 0.2 } },
    );
  });
}

interface Counts {
  readonly commits: number;
  readonly drafts: number;
}

/** Requests of several accounts, taking turns. */
async function signedForAll(
  port: number,
  roots: Ready['roots'],
  count: number,
  body: (index: number) => string,
): Promise<string> {
  const files = await Promise.all(
    roots.map((credentials, at) =>
      signed(
        port,
        { service: 'iam', credentials, body: (i) => body(i * roots.length + at) },
        Math.ceil(count / roots.length),
      ),
    ),
  );
  const lines = files.map((file) => readFileSync(file, 'utf8').trimEnd().split('\n'));
  const mixed = lines[0]!.flatMap((_, i) => lines.map((list) => list[i]!));
  const file = join(folder, `mixed-${Math.random().toString(36).slice(2)}.tsv`);
  writeFileSync(file, `${mixed.join('\n')}\n`);
  return file;
}

let serial = 0;
const createUser = (): string => `Action=CreateUser&Version=2010-05-08&UserName=u${(serial++).toString(36)}`;

async function writes(): Promise<void> {
  const own: Load[] = [];
  const ratios: number[] = [];
  let counts: Counts = { commits: 0, drafts: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    await withServer({ accounts: 20, users: 0 }, async ({ port, roots }, server) => {
      const answer = await answerOf(port, await signedForAll(port, roots.slice(0, 1), 1, createUser));
      await load(port, await signedForAll(port, roots, 12_000, createUser), 64, 1);
      server.send('counts');
      const before = await server.next<Counts>();
      const file = await signedForAll(port, roots, 16_000 * SECONDS, createUser);
      const measured = await load(port, file, 64, Math.min(SECONDS, 4));
      if (measured.refused > 0) throw new Error(`CreateUser: ${measured.refused} requests were refused`);
      server.send('counts');
      const after = await server.next<Counts>();
      own.push(measured);
      counts = {
        commits: counts.commits + after.commits - before.commits,
        drafts: counts.drafts + after.drafts - before.drafts,
      };
      ratios.push(measured.rate / (await floorRate(answer, false, file, 64)));
    });
  }
  report('CreateUser, 64 clients, of a bare server', median(ratios), 'ratio', { atLeast: 0.08 });
  report('CreateUser, rate', median(own.map((one) => one.rate)), '1/s');
  report('CreateUser, p50', median(own.map((one) => one.p50)), 'ms');
  report('CreateUser, p99', median(own.map((one) => one.p99)), 'ms');
  report('CreateUser, writes for one sync', counts.drafts / counts.commits, 'ratio', { atLeast: 8 });

  await withServer({ accounts: 20, users: 0, commitDelayMilliseconds: 5 }, async ({ port, roots }) => {
    const together = await load(port, await signedForAll(port, roots, 40_000, createUser), 64, SECONDS);
    const alone = await load(port, await signedForAll(port, roots, 4_000, createUser), 1, SECONDS);
    report('CreateUser with 5 ms a sync, 64 clients to 1', together.rate / alone.rate, 'ratio', {
      atLeast: 20,
    });
  });
}

const GROUPS: Readonly<Record<string, () => Promise<void>>> = {
  start: () => measureStarts(folder, figures),
  requests,
  writes,
};

if (flags.only !== undefined && !Object.hasOwn(GROUPS, flags.only)) {
  throw new Error(`--only takes one of ${Object.keys(GROUPS).join(', ')}, not ${flags.only}`);
}
try {
  for (const [name, run] of Object.entries(GROUPS)) {
    if (flags.only === undefined || flags.only === name) await run();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = figures.isEveryTargetMet ? 0 : 1;
