/** F1 of the test plan, in small; scripts/crash.mjs runs it as long as one likes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CrashRun } from './crash/crash-run.ts';
import { seedOf } from './support/dice.ts';

// STINT_KILLS=1000 for a night's run, STINT_SEED to repeat one.
const kills = Number(process.env['STINT_KILLS'] ?? 50);
const seed = seedOf('STINT_SEED');
/** Servers that are killed at the same time, each with clients of its own. */
const STRANDS = 2;
const secondsAKill = 6;

const folder = mkdtempSync(join(tmpdir(), 'stint-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('F1: a server that is killed under mixed writes', () => {
  it(
    `keeps every acknowledged call whole and once, its event too, over ${kills} kills (seed ${seed})`,
    async () => {
      const strands = Array.from({ length: STRANDS }, (_, i) => strand(i));
      const ready = (await Promise.all(strands)).flatMap((figures) => figures.ready);
      const processor = ready.map(({ processorMilliseconds }) => processorMilliseconds);
      const wall = ready.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
      console.info(
        `ready again after ${Math.round(wall[wall.length >> 1]!)} ms in the median, ${Math.round(wall.at(-1)!)} ms at most, of which ${Math.max(...processor)} ms processor time`,
      );
      // Processor time, because a busy machine says nothing of the server.
      expect(Math.max(...processor)).toBeLessThanOrEqual(2000);
    },
    kills * secondsAKill * 1000,
  );
});

async function strand(index: number) {
  const directory = mkdtempSync(join(folder, 'strand-'));
  const run = await CrashRun.begin({ directory, seed: seed + index, clients: 16, longestRound: 400 });
  try {
    while (run.figures.kills < kills / STRANDS && run.violations.length === 0) await run.round();
    expect(run.violations).toEqual([]);
    const figures = await run.finish();
    console.info(
      `seed ${seed + index}: ${figures.kills} kills (${figures.killsAtStart} of a starting server), ${figures.acknowledged} acknowledged, ${figures.unknown} unknown of which ${figures.unknownDone} done`,
    );
    expect(run.violations).toEqual([]);
    expect(figures.acknowledged).toBeGreaterThan(0);
    return figures;
  } finally {
    await run.abandon();
  }
}
