/** Random bytes from a pool: one call to the system serves many ids and secrets. Used bytes are wiped from the pool. */
import { randomFillSync } from 'node:crypto';
import type { Random } from '../names/index.ts';

const POOL_BYTES = 16 * 1024;

export function pooledRandom(): Random {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (length) => {
    if (length > POOL_BYTES) throw new RangeError(`at most ${POOL_BYTES} random bytes at a time`);
    if (used + length > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    const bytes = pool.slice(used, used + length);
    pool.fill(0, used, used + length);
    used += length;
    return bytes;
  };
}
