// The source as plain JavaScript in build/reliability, for processes that tests start and kill: what is under test is
// always the source as it stands, not what somebody built last. Types are not checked here.
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const TREE = join('build', 'reliability');
const target = join(root, TREE);
/** Whether this is the built copy of this file: its tree is what it is. */
const isBuilt = root.endsWith(join(TREE, '/'));

const COPIED = /\.(?:json|mjs|br|tsv|LICENSE)$/;
const COMPILED = /(?<!\.d|\.test)\.ts$/;

const compilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

/** Milliseconds; 0 when there is no such file. */
function changedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Several test processes may build at once: a file has its name only when it is whole. */
function replace(file, fill) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  fill(partial);
  renameSync(partial, file);
}

function build(from) {
  const isCompiled = COMPILED.test(from);
  const to = join(target, isCompiled ? from.replace(/ts$/, 'js') : from);
  const source = join(root, from);
  if (changedAt(to) > changedAt(source)) return;
  replace(to, (partial) => {
    if (!isCompiled) copyFileSync(source, partial);
    else
      writeFileSync(
        partial,
        ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions }).outputText,
      );
  });
}

/**
 * Brings build/reliability up to date with these folders of the checkout, and gives its path: folders stand in it as in
 * the checkout.
 */
export function buildTree(folders) {
  if (isBuilt) return root;
  build('package.json');
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !(COMPILED.test(entry.name) || COPIED.test(entry.name))) continue;
      build(join(folder, entry.parentPath.slice(join(root, folder).length), entry.name));
    }
  }
  return target;
}
