// Copies what tsc does not: data files and plain-JavaScript workers of src/, to the same place in the build.
//   node scripts/copy-assets.mjs [dist]
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const target = process.argv[2] ?? 'dist';
const COPIED = /\.(?:json|mjs|br|tsv|LICENSE)$/;

for (const entry of readdirSync('src', { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COPIED.test(entry.name) || /\.test\./.test(entry.name)) continue;
  const from = join(entry.parentPath, entry.name);
  cpSync(from, join(target, from.slice('src/'.length)));
}
