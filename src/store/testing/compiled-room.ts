import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const room = fileURLToPath(new URL('../', import.meta.url));
const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** This room as plain JavaScript, as a build makes it, for processes that a test starts and kills. */
export interface CompiledRoom {
  readonly directory: string;
  /** Starts `program`, which may import from `./store/…js`; its standard output is a pipe. */
  start(program: string, ...parameters: readonly string[]): ChildProcess;
  /** Writes `program` to a file that can be started later, and gives its name. */
  write(program: string): string;
  remove(): void;
}

export function compiledRoom(): CompiledRoom {
  const directory = mkdtempSync(join(tmpdir(), 'stint-store-'));
  const target = join(directory, 'store');
  mkdirSync(target);
  symlinkSync(modules, join(directory, 'node_modules'));
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  for (const name of readdirSync(room)) {
    if (name.endsWith('.mjs')) copyFileSync(join(room, name), join(target, name));
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const compilerOptions = {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    };
    const { outputText } = ts.transpileModule(readFileSync(join(room, name), 'utf8'), { compilerOptions });
    writeFileSync(join(target, name.replace(/ts$/, 'js')), outputText);
  }
  let programs = 0;
  const write = (program: string): string => {
    programs += 1;
    const file = join(directory, `program-${programs}.js`);
    writeFileSync(file, program);
    return file;
  };
  return {
    directory,
    write,
    start: (program, ...parameters) =>
      spawn(process.execPath, [write(program), ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] }),
    remove: () => rmSync(directory, { recursive: true }),
  };
}
