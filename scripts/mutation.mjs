/**
 * Mutation testing of the policy engine: `npm run test:mutation -- FILE…` breaks the files of src/policy in many small
 * ways and asks the fast tests whether they notice. Without a FILE: all of them, which takes hours. Results are kept in
 * build/mutation, so that only what changed since the last time is tried again; `--fresh` tries everything again.
 * Ends with 1 if fewer than nine tenths of the mutants are noticed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const LEAST_SCORE = 0.9;
const ROOM = 'src/policy';

function filesOf(room) {
  return readdirSync(room, { recursive: true })
    .map((name) => `${room}/${name}`)
    .filter((file) => /(?<!\.(test|fixture|d))\.ts$/.test(file))
    .sort();
}

/** Noticed, and all that count: what no compiler would accept, or was left out by hand, does not. */
function scoreOf(report) {
  const mutants = Object.values(report.files).flatMap((file) => file.mutants);
  const counted = mutants.filter(({ status }) =>
    ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status),
  );
  const noticed = counted.filter(({ status }) => status === 'Killed' || status === 'Timeout');
  return { noticed: noticed.length, counted: counted.length };
}

function mutate(file, fresh) {
  const name = basename(file, '.ts');
  const folder = 'build/mutation';
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync(
    'npx',
    [
      ...['stryker', 'run', '--mutate', file, '--incremental'],
      ...['--incrementalFile', `${folder}/${name}.incremental.json`],
      ...(fresh ? ['--force'] : []),
    ],
    { stdio: 'inherit', env: { ...process.env, STINT_MUTATION_REPORT: `${folder}/${name}.json` } },
  );
  if (status !== 0) throw new Error(`stryker ended with ${status}`);
  return scoreOf(JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')));
}

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const files = named.length > 0 ? named : filesOf(ROOM);
const unknown = files.filter((file) => !existsSync(file));
if (unknown.length > 0) throw new Error(`no such file: ${unknown.join(', ')}`);

let all = { noticed: 0, counted: 0 };
const table = [];
for (const file of files) {
  const { noticed, counted } = mutate(file, options.includes('--fresh'));
  const score = counted === 0 ? 1 : noticed / counted;
  all = { noticed: all.noticed + noticed, counted: all.counted + counted };
  table.push(
    `${(100 * score).toFixed(1).padStart(6)} %  ${String(noticed).padStart(4)} of ${String(counted).padStart(4)}  ${file}`,
  );
}
console.log(table.join('\n'));
process.exitCode = all.noticed < LEAST_SCORE * all.counted ? 1 : 0;
