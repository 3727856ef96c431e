// Installs the locked dependencies when they are not there, or not those of the lock file, so that `npm start` and
// `npm test` work right after the clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.stint-lock';
const lock = readFileSync('package-lock.json', 'utf8');

if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== lock) {
  process.stderr.write('Installing dependencies (npm ci) …\n');
  rmSync(STAMP, { force: true });
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('npm ci failed; see above. Once it is mended, run the command again.\n');
    process.exit(status ?? 1);
  }
  writeFileSync(STAMP, lock);
}

try {
  const { default: Database } = await import('better-sqlite3');
  new Database(':memory:').close();
} catch (error) {
  process.stderr.write(
    `better-sqlite3 has no usable binary (${error.message.split('\n')[0]}): install python3, make and a C++ compiler, ` +
      'then run npm rebuild better-sqlite3\n',
  );
  process.exit(1);
}
