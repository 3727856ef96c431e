/** The size of what a browser would load. */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/** From `build/bench/policy`, where this runs. */
const ENTRY = fileURLToPath(new URL('../../src/policy/index.js', import.meta.url));

/** Bytes, minified and gzipped. Nothing may be left to import. */
export async function bundledSize(): Promise<number> {
  const bundle = await rolldown({ input: ENTRY, platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const [chunk, ...others] = output;
  if (others.length > 0 || chunk.imports.length > 0) throw new Error('the bundle is not whole');
  return gzipSync(chunk.code, { level: 9 }).length;
}
