#!/usr/bin/env node
// F1 of the test plan, at length: kills a server under mixed writes until it was killed so often, or the time is up.
//   node scripts/crash.mjs [--kills 1000] [--minutes 60] [--seed N] [--clients 16] [--progress build/crash-progress.json]
// Run again, it goes on where it was; a finished or failed run begins anew. A chapter is a data directory of its own,
// with a seed of its own, so that one chapter can be repeated: --seed SEED --kills 100.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildTree } from './crash-build.mjs';

const { values: flags } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string' },
    clients: { type: 'string', default: '16' },
    progress: { type: 'string', default: 'build/crash-progress.json' },
  },
});
const wanted = Number(flags.kills);
const clients = Number(flags.clients);
const end = performance.now() + Number(flags.minutes) * 60_000;
const KILLS_A_CHAPTER = 100;

const tree = buildTree(['src', 'scripts', 'test/reliability']);
const { CrashRun } = await import(join(tree, 'test/reliability/crash/crash-run.js'));

function progressBefore() {
  try {
    const progress = JSON.parse(readFileSync(flags.progress, 'utf8'));
    if (progress.wanted === wanted && progress.kills < wanted && progress.violations.length === 0)
      return progress;
  } catch {
    // There is none that can be gone on with.
  }
  return {
    wanted,
    seed: flags.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(flags.seed),
    chapters: 0,
    kills: 0,
    acknowledged: 0,
    unknown: 0,
    unknownDone: 0,
    slowestReadyMilliseconds: 0,
    violations: [],
  };
}

const progress = progressBefore();
/** The run under way: its server must not outlive this script. */
let current;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void Promise.resolve(current?.abandon()).then(() => process.exit(130)));
}

function keep() {
  mkdirSync(dirname(flags.progress), { recursive: true });
  writeFileSync(flags.progress, `${JSON.stringify(progress, undefined, 2)}\n`);
}

async function chapter() {
  const seed = progress.seed + progress.chapters;
  const directory = mkdtempSync(join(tmpdir(), 'stint-crash-'));
  console.log(`chapter ${progress.chapters + 1}: seed ${seed}`);
  const before = { ...progress };
  const run = await CrashRun.begin({ directory, seed, clients, longestRound: 600 });
  current = run;
  const note = ({ ready, killsAtStart: _killsAtStart, ...counts }) => {
    for (const [name, count] of Object.entries(counts)) progress[name] = before[name] + count;
    const slowest = Math.max(...ready.map(({ milliseconds }) => Math.round(milliseconds)));
    progress.slowestReadyMilliseconds = Math.max(before.slowestReadyMilliseconds, slowest);
    progress.violations = run.violations;
    keep();
  };
  try {
    const isGoingOn = () =>
      run.violations.length === 0 &&
      run.figures.kills < KILLS_A_CHAPTER &&
      before.kills + run.figures.kills < wanted &&
      performance.now() < end;
    while (isGoingOn()) {
      await run.round();
      note(run.figures);
    }
    if (run.violations.length === 0) note(await run.finish());
  } finally {
    await run.abandon();
  }
  if (run.violations.length > 0) {
    console.error(`seed ${seed}, data in ${directory}:\n${run.violations.join('\n')}`);
    process.exit(1);
  }
  rmSync(directory, { recursive: true, force: true });
  progress.chapters += 1;
  keep();
  const { kills, acknowledged, unknown, unknownDone, slowestReadyMilliseconds } = progress;
  console.log(
    `${kills} kills, ${acknowledged} acknowledged, ${unknown} unknown of which ${unknownDone} done; ready again after ${slowestReadyMilliseconds} ms at most`,
  );
}

while (progress.kills < wanted && performance.now() < end) await chapter();
console.log(progress.kills >= wanted ? 'done: nothing was lost' : 'the time is up; run it again to go on');
