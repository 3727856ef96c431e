/**
 * `npm run bench:policy [-- --json] [--only NAME] [--seconds N] [--rounds N]`: what deciding, explaining and compiling
 * cost, and how that compares to other engines, on one processor. Ends with 1 when a target is missed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile, decide, explain, parse } from '../../src/policy/index.ts';
import { Figures, median } from '../figures.ts';
import { bundledSize } from './bundle.ts';
import { askedOf } from './engine.ts';
import { exponentOf, microsecondsOf, p99Of } from './pace.ts';
import { installPeers, type Peer, type PeerName, startPeer } from './peer.ts';
import { bucketsOf, matchingOf, usersOf } from './scale.ts';
import { fullPolicyText, TYPICAL } from './typical.ts';

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
  },
});
const figures = new Figures(flags.json);
const report = figures.report.bind(figures);

/** How many times faster than each peer. */
const TARGETS = { 'iam-simulate': 200, cedar: 30, casbin: 15 } as const;

/** Each round measures the peers and Stint one after another; a ratio is of neighbours in time. */
async function typical(): Promise<void> {
  installPeers();
  const folder = mkdtempSync(join(tmpdir(), 'stint-bench-policy-'));
  const file = join(folder, 'typical.json');
  writeFileSync(file, JSON.stringify(TYPICAL));
  const peers = new Map<PeerName, Peer>();
  try {
    for (const name of ['stint', 'iam-simulate', 'cedar', 'casbin'] as const) {
      const peer = await startPeer(name, file);
      peers.set(name, peer);
      const expected = TYPICAL.questions.map(({ allowed }) => allowed);
      if (peer.answers.join() !== expected.join())
        throw new Error(`${name} answers otherwise: ${peer.answers}`);
    }
    await measureTypical(peers);
  } finally {
    for (const peer of peers.values()) peer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureTypical(peers: ReadonlyMap<PeerName, Peer>): Promise<void> {
  const seconds = Number(flags.seconds);
  for (const peer of peers.values()) await peer.measure(seconds);
  const rates = new Map<PeerName, number[]>([...peers.keys()].map((name) => [name, []]));
  const times = new Map<PeerName, { p50: number[]; p99: number[] }>();
  for (let round = 0; round < Number(flags.rounds); round++) {
    for (const [name, peer] of peers) {
      const pace = await peer.measure(seconds);
      rates.get(name)!.push(pace.rate);
      const { p50, p99 } = times.get(name) ?? { p50: [], p99: [] };
      times.set(name, { p50: [...p50, pace.p50], p99: [...p99, pace.p99] });
    }
  }
  const own = rates.get('stint')!;
  report('typical request', median(own), '1/s', { atLeast: 500_000 });
  for (const [name, target] of Object.entries(TARGETS)) {
    const ratios = rates.get(name as PeerName)!.map((rate, round) => own[round]! / rate);
    report(`typical request, times ${name}`, median(ratios), 'ratio', { atLeast: target });
  }
  for (const [name, { p50, p99 }] of times) {
    report(`typical request, ${name}, p50`, median(p50), 'us');
    report(`typical request, ${name}, p99`, median(p99), 'us');
  }
}

const costOf = ({ sets, requests }: ReturnType<typeof bucketsOf>): number =>
  microsecondsOf((i) => decide(requests[i % requests.length]!, sets));

function scale(): void {
  for (const [what, make] of [
    ['buckets', bucketsOf],
    ['callers', usersOf],
  ] as const) {
    const few = costOf(make(10));
    const many = costOf(make(10_000));
    report(`10 statements about ${what}`, few * 1000, 'ns');
    report(`10,000 statements about ${what}`, many * 1000, 'ns');
    report(`10,000 statements of 10, ${what}`, many / few, 'ratio', { atMost: 2 });
  }
}

async function worst(): Promise<void> {
  const { WORST } = await import('./worst.ts');
  for (const { name, request, sets } of WORST) {
    report(
      `worst: ${name}, p99`,
      p99Of(() => decide(request, sets), 300),
      'ms',
      { atMost: 5 },
    );
  }
}

/** L8: statements that all can match. */
function growth(): void {
  const points = [1, 3, 10, 30, 100, 300, 1000].map((count) => [count, costOf(matchingOf(count))] as const);
  report('L8: growth from 1 to 1,000 statements that can match', exponentOf(points), 'exp', { atMost: 1.1 });
}

function explaining(): void {
  const { sets, requestOf } = askedOf(TYPICAL.layers);
  const requests = TYPICAL.questions.map(requestOf);
  const microseconds = microsecondsOf((i) => explain(requests[i % requests.length]!, sets));
  report('explain, typical request', 1e6 / microseconds, '1/s', { atLeast: 20_000 });
}

/** About as many as `attach` keeps: of what is kept the collector has more to do than of what is dropped. */
const KEPT_POLICIES = 300;

function compiling(): void {
  const text = fullPolicyText();
  const read = () => {
    const { document } = parse(text, 'managed');
    if (document === undefined) throw new Error('the fixture is no policy');
    return compile(document);
  };
  report(`parse and compile ${text.length} characters`, microsecondsOf(read) / 1000, 'ms', { atMost: 0.5 });
  const kept: unknown[] = new Array(KEPT_POLICIES);
  const keep = (i: number) => {
    kept[i % KEPT_POLICIES] = read();
  };
  report('… and keep it', microsecondsOf(keep) / 1000, 'ms', { atMost: 0.5 });
}

async function bundle(): Promise<void> {
  report('browser bundle of stint/policy, gzipped', (await bundledSize()) / 1024, 'KiB', { atMost: 60 });
}

/** Compiling comes before documents that stay: V8 then makes the like of them where only a full collection looks. */
const GROUPS: Readonly<Record<string, () => void | Promise<void>>> = {
  typical,
  compile: compiling,
  scale,
  worst,
  growth,
  explain: explaining,
  bundle,
};

if (flags.only !== undefined && !Object.hasOwn(GROUPS, flags.only)) {
  throw new Error(`--only takes one of ${Object.keys(GROUPS).join(', ')}, not ${flags.only}`);
}
for (const [name, run] of Object.entries(GROUPS)) {
  if (flags.only === undefined || flags.only === name) await run();
}
process.exitCode = figures.isEveryTargetMet ? 0 : 1;
