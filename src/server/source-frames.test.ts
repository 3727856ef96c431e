import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sourceFrame } from './source-frames.ts';

const folder = mkdtempSync(join(tmpdir(), 'stint-frames-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bundle = join(folder, 'stint.cjs');
// Line 1 column 0 of the bundle is line 3 column 2 of the source (VLQ: AAEE).
const map = { version: 3, file: 'stint.cjs', sources: ['../src/server/api.ts'], names: [], mappings: 'AAEE' };
writeFileSync(`${bundle}.map`, JSON.stringify(map));

describe('a frame of a stack', () => {
  it('names the place in the sources', () => {
    expect(sourceFrame(`at Api.run (${bundle}:1:1)`)).toBe('at Api.run (src/server/api.ts:3:3)');
    expect(sourceFrame(`at async Api.run (${bundle}:1:9)`)).toBe('at async Api.run (src/server/api.ts:3:3)');
  });

  it('stays as it is where the place is not known', () => {
    const other = join(folder, 'other.cjs');
    for (const frame of [`at run (${other}:1:1)`, 'at run (node:fs:1:1)', 'at run (file:///a/b.js:1:1)']) {
      expect(sourceFrame(frame)).toBe(frame);
    }
  });
});
