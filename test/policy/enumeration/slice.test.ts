import { describe, expect, it } from 'vitest';
import { enumerate, FAMILIES, sizeOf } from './enumerate.ts';

/** Documents of each family that are tried here; the script tries all of them. */
const DOCUMENTS = Number(process.env['STINT_ENUMERATED_DOCUMENTS'] ?? 120);

describe('the engine and the reference on a world that is small enough to be tried out', () => {
  it.each(FAMILIES)(
    'agree on a slice of all $name of at most two statements',
    { timeout: 120_000 },
    (family) => {
      const all = sizeOf(family);
      // A step that shares no factor with the world's sizes goes through every combination in the end.
      const step = Math.max(1, Math.floor(all / DOCUMENTS)) | 1;
      const { decisions, disagreements } = enumerate(family, 0, all, step);
      expect(disagreements).toEqual([]);
      expect(decisions).toBeGreaterThan(DOCUMENTS * 40);
    },
  );
});
