// Makes one file of the command line and everything that it loads, with V8's compiled code beside it:
//   node scripts/bundle.mjs [dist]
// Reading and compiling 600 modules is most of what a start would cost. The modules stay: they are what the package
// exports, and where the workers and data files are found.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const BUNDLE = 'stint.cjs';
const SOURCES = fileURLToPath(new URL('../src/', import.meta.url));

/** Needed by few commands, or rarely: required when a module that names it first runs. */
const LAZY = /^(?:@aws-sdk\/|prom-client$)/;
const LAZY_PREFIX = '\0lazy:';

/** What the file begins with. `__placeOf` is `import.meta.url` of a module, as if it ran where it lies. */
const PREAMBLE = [
  'const __require = require;',
  "const __placeOf = (file) => require('node:url').pathToFileURL(require('node:path').join(__dirname, file)).href;",
].join('\n');

const lazily = {
  name: 'lazily',
  resolveId: (id) => (LAZY.test(id) ? LAZY_PREFIX + id : undefined),
  load: (id) =>
    id.startsWith(LAZY_PREFIX)
      ? `module.exports = __require(${JSON.stringify(id.slice(LAZY_PREFIX.length))});`
      : undefined,
};

const inItsPlace = {
  name: 'in-its-place',
  transform(code, id) {
    if (!id.startsWith(SOURCES) || !code.includes('import.meta.url')) return undefined;
    const place = `./${relative(SOURCES, id).split(sep).join('/')}`;
    return { code: code.replaceAll('import.meta.url', `__placeOf(${JSON.stringify(place)})`), map: null };
  },
};

/** @param {string} folder where the modules were built; `stint.cjs`, its source map and `stint.cjs.cache` come into it. */
export async function bundle(folder) {
  const target = resolve(folder);
  const bundled = await rolldown({
    input: join(SOURCES, 'cli', 'run.ts'),
    platform: 'node',
    external: /^better-sqlite3$/,
    plugins: [lazily, inItsPlace],
    // yargs asks for it only to read a configuration's `extends`, which nothing here has.
    onLog: (level, log, report) => log.code === 'EMPTY_IMPORT_META' || report(level, log),
  });
  await bundled.write({
    file: join(target, BUNDLE),
    format: 'cjs',
    codeSplitting: false,
    sourcemap: true,
    banner: PREAMBLE,
  });
  await bundled.close();
  compile(join(target, BUNDLE));
}

/** In a process of its own, which starts a server once, so that what a start runs is compiled. */
function compile(file) {
  const place = mkdtempSync(join(tmpdir(), 'stint-build-'));
  try {
    const maker = fileURLToPath(new URL('./compile-bundle.mjs', import.meta.url));
    const { status } = spawnSync(process.execPath, [maker, file, place], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0)
      process.stderr.write('Without compiled code a start takes longer; all else is the same.\n');
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(process.argv[2] ?? 'dist');
