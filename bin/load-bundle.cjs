// Runs the bundle of the command line, with the code that V8 compiled of it when it was built.
// CommonJS, like the bundle: Node need not start its loader of modules for it.
const { createHash } = require('node:crypto');
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname } = require('node:path');
const { constants, Script } = require('node:vm');

const DIGEST_BYTES = 32;

const digestOf = (text) => createHash('sha256').update(text).digest();

/** What Node makes of a CommonJS module, all of it on the source's first line and behind its last. */
const wrap = (source) => `(function (exports, require, module, __filename, __dirname) { ${source}\n})`;

/** The compiled code, if there is any and it is of exactly this source: V8 itself compares only their lengths. */
function readCompiled(file, source) {
  try {
    const bytes = readFileSync(`${file}.cache`);
    return bytes.subarray(0, DIGEST_BYTES).equals(digestOf(source))
      ? bytes.subarray(DIGEST_BYTES)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @returns the bundle's exports. Compiled code of another V8 is refused by V8, and the source compiled as it runs.
 */
function loadBundle(file) {
  const source = readFileSync(file, 'utf8');
  const script = new Script(wrap(source), {
    filename: file,
    cachedData: readCompiled(file, source),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const bundle = { exports: {} };
  script.runInThisContext()(bundle.exports, createRequire(file), bundle, file, dirname(file));
  return { file, source, script, exports: bundle.exports };
}

/** Keeps what was compiled by now. */
function writeCompiled({ file, source, script }) {
  const partial = `${file}.cache.${process.pid}`;
  writeFileSync(partial, Buffer.concat([digestOf(source), script.createCachedData()]));
  renameSync(partial, `${file}.cache`);
}

module.exports = { loadBundle, writeCompiled };
