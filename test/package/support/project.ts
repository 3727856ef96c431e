/** An empty project with the package as `npm pack` makes it, and nothing else that it could lean on. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../../..');

export interface Project {
  readonly directory: string;
  /** Every file of the tarball, by its path in the package. */
  readonly files: readonly string[];
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Runs a file with Node.js in the project; what it printed. */
  node(...args: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Packs what is built, and builds it first where nobody has. */
async function pack(directory: string): Promise<{ tarball: string; files: readonly string[] }> {
  if (!existsSync(join(ROOT, 'dist/policy/index.js')))
    await run('npm', ['run', '--silent', 'build'], { cwd: ROOT });
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', directory];
  const { stdout } = await run('npm', args, { cwd: ROOT, maxBuffer: 2 ** 26 });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(directory, packed.filename), files: packed.files.map(({ path }) => path) };
}

export async function newProject(): Promise<Project> {
  const directory = await mkdtemp(join(tmpdir(), 'stint-package-'));
  const { tarball, files } = await pack(directory);
  const installed = join(directory, 'node_modules/stint');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  await writeFile(join(directory, 'package.json'), '{"name":"mine","private":true,"type":"module"}');
  return {
    directory,
    files,
    write: async (contents) => {
      for (const [name, text] of Object.entries(contents)) {
        await mkdir(dirname(join(directory, name)), { recursive: true });
        await writeFile(join(directory, name), text);
      }
    },
    node: async (...args) => (await run(process.execPath, args, { cwd: directory })).stdout,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Type-checks the project with the compiler of this one. @throws with what it found. */
export async function typeCheck({ directory }: Project): Promise<void> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  try {
    await run(process.execPath, [tsc, '-p', directory], { cwd: directory });
  } catch (error) {
    throw new Error((error as { stdout: string }).stdout);
  }
}
