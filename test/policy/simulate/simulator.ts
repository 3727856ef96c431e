import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Verdict } from '../../../src/policy/index.ts';
import type { AccessCase } from '../generate/access-case.ts';
import { Line } from './question.ts';

const TOOL = 'tools/iam-simulate';
const VERDICTS: Readonly<Record<string, Verdict>> = {
  Allowed: 'allowed',
  ImplicitlyDenied: 'implicitDeny',
  ExplicitlyDenied: 'explicitDeny',
};

interface PackageJson {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const readPackage = (folder: string) =>
  JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PackageJson;

/** Whether the versions that the tool asks for are there. */
function isInstalled(): boolean {
  return Object.entries(readPackage(TOOL).dependencies).every(([name, version]) => {
    const folder = `${TOOL}/node_modules/${name}`;
    return existsSync(`${folder}/package.json`) && readPackage(folder).version === version;
  });
}

/** Installs the other evaluator, if it is not there; what went wrong, if it cannot be. */
export function installSimulator(): string | undefined {
  if (isInstalled()) return undefined;
  const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', TOOL], {
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `npm ci --prefix ${TOOL} failed: ${stderr}`;
}

/** The other evaluator, in a process of its own. */
export class Simulator {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  constructor() {
    this.#process = spawn(process.execPath, [`${TOOL}/answer.mjs`]);
    this.#process.stderr.pipe(process.stderr);
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** Its verdicts on cases that it can be asked, in their order. */
  async verdicts(cases: readonly AccessCase[]): Promise<readonly (Verdict | string)[]> {
    if (cases.length === 0) return [];
    const line = new Line();
    for (const one of cases) line.add(one);
    this.#process.stdin.write(
      `${JSON.stringify({ documents: line.documents, questions: line.questions })}\n`,
    );
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('iam-simulate ended');
    return (JSON.parse(value) as string[]).map((told) => VERDICTS[told] ?? told);
  }

  async close(): Promise<void> {
    this.#process.stdin.end();
    await new Promise((resolve) => this.#process.once('close', resolve));
  }
}
