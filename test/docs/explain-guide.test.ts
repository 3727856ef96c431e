import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as policy from '../../src/policy/index.ts';

const guide = readFileSync(new URL('../../docs/guide/explain.md', import.meta.url), 'utf8');

function blockOf(language: string): string {
  const block = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(guide)?.[1];
  if (block === undefined) throw new Error(`the guide has no ${language} block`);
  return block;
}

describe('the guide to explanations', () => {
  it('shows an example that prints what it says', () => {
    const example = blockOf('js').replace(/^import (\{.*\}) from 'stint\/policy';$/m, 'const $1 = policy;');
    const printed: string[] = [];
    const print = { log: (text: string) => printed.push(text) };
    new Function('policy', 'console', example)(policy, print);
    expect(`${printed.join('\n').trimEnd()}\n`).toBe(blockOf('text'));
  });

  it.each([...guide.matchAll(/`([a-z]+[A-Z]\w+)\(/g)].map((match) => match[1]))(
    'names a function that there is: %s',
    (name) => expect(policy).toHaveProperty(name!),
  );
});
