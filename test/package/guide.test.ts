/** The guide to the library, followed as it stands: each block of code is run, and prints what the guide says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newProject, type Project } from './support/project.ts';

const GUIDE = readFileSync(join(import.meta.dirname, '../../docs/guide/policy-library.md'), 'utf8');

interface Block {
  readonly language: string;
  /** The name behind the language: a file to make. */
  readonly name: string;
  readonly text: string;
}

const BLOCKS: readonly Block[] = Array.from(
  GUIDE.matchAll(/^```(\w+) ?(\S*)\n(.*?)^```$/gms),
  ([, language = '', name = '', text = '']) => ({ language, name, text }),
);

let project: Project;
beforeAll(async () => {
  project = await newProject();
  await project.write(
    Object.fromEntries(BLOCKS.filter(({ name }) => name !== '').map(({ name, text }) => [name, text])),
  );
}, 600_000);
afterAll(() => project.remove());

const PROGRAMS = BLOCKS.flatMap((block, at) =>
  block.language === 'js' ? [{ ...block, next: BLOCKS[at + 1] }] : [],
);

it('every block of code is a file or what one prints', () => {
  expect(PROGRAMS.length).toBeGreaterThan(4);
  for (const { language, name } of BLOCKS) {
    if (language === 'js' || language === 'json') expect(name).not.toBe('');
    else expect(['sh', 'text']).toContain(language);
  }
});

it.each(PROGRAMS.map((program) => [program.name, program] as const))('%s', async (name, { next }) => {
  if (name.endsWith('.test.mjs')) {
    expect(await project.node('--test', '--test-reporter=tap', name)).toMatch(/^# fail 0$/m);
    return;
  }
  const printed = await project.node(name);
  expect(printed).toBe(next?.language === 'text' ? next.text : '');
});
