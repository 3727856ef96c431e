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

const source = fileURLToPath(new URL('../../', import.meta.url));
const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
/** What the log needs when it runs. */
const rooms = ['names', 'store', 'audit'];

/** Those rooms as plain JavaScript, as a build makes them, for processes that a test starts and kills. */
export class CompiledRooms {
  readonly directory = mkdtempSync(join(tmpdir(), 'stint-audit-rooms-'));

  constructor() {
    symlinkSync(modules, join(this.directory, 'node_modules'));
    writeFileSync(join(this.directory, 'package.json'), '{ "type": "module" }');
    for (const room of rooms) compile(join(source, room), join(this.directory, room));
  }

  /** Starts a program, which may import from `./audit/index.js`; its standard output is a pipe. */
  start(program: string, ...parameters: readonly string[]): ChildProcess {
    const file = join(this.directory, 'program.js');
    writeFileSync(file, program);
    return spawn(process.execPath, [file, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}

const compilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

function compile(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name.endsWith('.mjs')) copyFileSync(join(from, name), join(to, name));
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const { outputText } = ts.transpileModule(readFileSync(join(from, name), 'utf8'), { compilerOptions });
    writeFileSync(join(to, name.replace(/ts$/, 'js')), outputText);
  }
}
