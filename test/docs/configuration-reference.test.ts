/** docs/reference/configuration.md names every setting, with its default, and no other. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settingsSchema } from '../../src/server/index.ts';

/** What the walk needs of a node of the schema. */
interface Node {
  readonly entries?: Readonly<Record<string, Node>>;
  readonly options?: readonly unknown[];
  readonly wrapped?: Node;
  readonly default?: unknown;
}

/** Every setting that is no group, by its path, with its default. */
function settings(node: Node, path: string, defaults: Map<string, unknown>): Map<string, unknown> {
  const inner = node.wrapped ?? node;
  const forms = [inner, ...((inner.options ?? []) as Node[])].filter((form) => form?.entries !== undefined);
  if (forms.length === 0) defaults.set(path, node.default);
  for (const { entries } of forms) {
    for (const [name, child] of Object.entries(entries!)) {
      settings(child, path === '' ? name : `${path}.${name}`, defaults);
    }
  }
  return defaults;
}

it('every setting is documented with its default', () => {
  const text = readFileSync('docs/reference/configuration.md', 'utf8');
  const documented = [...text.matchAll(/^\| `([a-zA-Z.]+)` \| (?:`(.*?)`|–) \| \S/gm)];
  const known = settings(settingsSchema as unknown as Node, '', new Map());
  expect(Object.fromEntries(documented.map(([, path, value]) => [path, value]))).toEqual(
    Object.fromEntries([...known].map(([path, value]) => [path, JSON.stringify(value)])),
  );
});
