/** docs/guide/policy-tests.md does what it says: its files are written, its commands run, its tests pass. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTree } from '../../scripts/crash-build.mjs';
import { run } from '../cli/support/stint.ts';
import { type TestDirectory, testDirectory } from '../support/data-directory.ts';

interface Block {
  readonly language: string;
  /** The file that the words before it name. */
  readonly file: string | undefined;
  readonly text: string;
}

const guide = readFileSync('docs/guide/policy-tests.md', 'utf8');

/** The fenced blocks, in order. */
const blocks: readonly Block[] = [
  ...guide.matchAll(/([^\n]*(?:\n[^\n]+)?)\n\n```([a-z]+)\n([\s\S]*?)```/g),
].map(([, before, language, text]) => ({
  language: language!,
  file: [...before!.matchAll(/`([a-z-]+(?:\.[a-z-]+)+)`/g)].at(-1)?.[1],
  text: text!,
}));
const ofLanguage = (language: string): Block[] => blocks.filter((block) => block.language === language);

let place: TestDirectory;
beforeAll(() => {
  place = testDirectory();
  for (const { file, text } of blocks) if (file !== undefined) writeFileSync(join(place.path, file), text);
  const modules = join(place.path, 'node_modules');
  mkdirSync(join(modules, 'stint'), { recursive: true });
  symlinkSync(resolve('node_modules/vitest'), join(modules, 'vitest'));
  symlinkSync(join(buildTree(['src']), 'src', 'testing'), join(modules, 'stint', 'testing'));
  const manifest = { name: 'stint', type: 'module', exports: { './testing': './testing/index.js' } };
  writeFileSync(join(modules, 'stint', 'package.json'), JSON.stringify(manifest));
});
afterAll(() => place.remove());

describe('the guide to policy tests', () => {
  it('names the files of its first test', () => {
    const files = blocks.flatMap(({ file }) => file ?? []);
    expect(files).toEqual([
      'read-reports.json',
      'reports.policy-test.yaml',
      'reports.test.js',
      'reports.test.mjs',
    ]);
  });

  const commands = blocks.flatMap((block, at) =>
    block.language === 'sh' ? [[block.text.trim(), blocks[at + 1]!.text] as const] : [],
  );
  it.each(commands)('%s', async (command, output) => {
    const [program, ...words] = command.split(' ');
    expect(program).toBe('stint');
    expect(await run(words, { cwd: place.path })).toEqual({ code: 0, stdout: output, stderr: '' });
  });

  it('shows files whose tests pass', async () => {
    const files = ofLanguage('yaml');
    expect(files.length).toBeGreaterThan(2);
    for (const [index, { text }] of files.entries()) {
      writeFileSync(join(place.path, `shown-${index}.yaml`), text);
      const { code, stdout, stderr } = await run(['policy', 'test', `shown-${index}.yaml`], {
        cwd: place.path,
      });
      expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
    }
  });

  it('shows a test for Vitest that passes', () => {
    const vitest = join('node_modules', 'vitest', 'vitest.mjs');
    const { status, stdout, stderr } = runNode([vitest, 'run', 'reports.test.js', '--root', place.path]);
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/2 passed/);
  });

  it('shows a test for node:test that passes', () => {
    const { status, stdout } = runNode(['--test', '--test-reporter=tap', 'reports.test.mjs']);
    expect(status, stdout).toBe(0);
    expect(stdout).toMatch(/^# pass 2$/m);
  });
});

/** A test runner inside of another one, that does not notice. */
function runNode(words: readonly string[]) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_TEST|TEST$)/.test(name));
  return spawnSync(process.execPath, words, {
    cwd: place.path,
    encoding: 'utf8',
    env: { ...Object.fromEntries(kept), NO_COLOR: '1' },
  });
}
