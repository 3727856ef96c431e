/** The one file that `bin/stint` runs: with the code that V8 compiled of it, without, and with one that is not its. */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTree } from '../../scripts/crash-build.mjs';

let root: string;
let program: string;
let bundle: string;

/** A package of its own, beside the dependencies of this one. */
beforeAll(() => {
  const tree = buildTree(['src']);
  root = mkdtempSync(join('build', 'bundle-'));
  cpSync(join(tree, 'src'), join(root, 'dist'), { recursive: true });
  for (const part of ['bin', 'package.json']) cpSync(part, join(root, part), { recursive: true });
  bundle = join(root, 'dist', 'stint.cjs');
  program = join(root, 'bin', 'stint');
  const { status, stderr } = spawnSync(process.execPath, ['scripts/bundle.mjs', join(root, 'dist')]);
  expect(status, String(stderr)).toBe(0);
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (...words: string[]) => spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
const version = (): string =>
  (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;

describe('the bundle', () => {
  it('comes with compiled code', () => {
    expect(existsSync(`${bundle}.cache`)).toBe(true);
  });

  it('runs commands, and plays the demonstration with the AWS SDK, against a server with its threads and data files', () => {
    expect(run('--version').stdout).toBe(`${version()}\n`);
    expect(run('nonsense')).toMatchObject({ status: 2, stderr: expect.stringContaining('Unknown argument') });
    const demo = run('demo');
    expect(demo.status, demo.stdout + demo.stderr).toBe(0);
  }, 120_000);

  it('runs without compiled code, and refuses compiled code of other sources', () => {
    const compiled = readFileSync(`${bundle}.cache`);
    rmSync(`${bundle}.cache`);
    expect(run('--version').stdout).toBe(`${version()}\n`);
    writeFileSync(`${bundle}.cache`, 'nothing of use');
    expect(run('--version').stdout).toBe(`${version()}\n`);
    writeFileSync(`${bundle}.cache`, compiled);
    appendFileSync(bundle, "\nprocess.stdout.write('changed\\n');\n");
    expect(run('--version').stdout).toBe(`changed\n${version()}\n`);
  });
});
