// Writes V8's compiled code of a bundle beside it: node scripts/compile-bundle.mjs BUNDLE DIRECTORY
// It serves from DIRECTORY, answers some requests, and keeps the code that was compiled until then.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import bundles from '../bin/load-bundle.cjs';

const REQUESTS = 50;

const [file, place] = process.argv.slice(2);
rmSync(`${file}.cache`, { force: true });
const { loadBundle, writeCompiled } = bundles;
const loaded = loadBundle(file);

/** Refused for its key, after most of what a request meets. */
async function ask(url) {
  const day = new Date().toISOString().replace(/[-:]|\.[0-9]+/g, '');
  const credential = `AKIAQAAAAAAAAAAAAAAA/${day.slice(0, 8)}/us-east-1/sts/aws4_request`;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-amz-date': day,
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
    },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  });
  await response.text();
}

async function warmUp(line) {
  for (let i = 0; i < REQUESTS; i += 1) await ask(JSON.parse(line).url);
  writeCompiled(loaded);
  process.kill(process.pid, 'SIGTERM');
}

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (chunk, ...rest) => {
  const text = String(chunk);
  if (text.startsWith('{"event":"ready"')) {
    warmUp(text).catch((error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    });
  }
  return write(chunk, ...rest);
};
await loaded.exports.run([
  'serve',
  '--listen',
  '127.0.0.1:0',
  '--data',
  join(place, 'data'),
  '--json',
  '--log-level',
  'error',
]);
